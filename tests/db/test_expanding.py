"""Expand, then contract: a replica of the release before works on when the schema is already the next one."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, select, text

from bot.db import engine as engines
from bot.db import migrate
from bot.db.engine import create_sessions, database_url
from bot.db.migrations import HEAD
from bot.db.models import Base, Observation
from bot.db.ready import prepare_database
from tests.fakes import ANNA, SOFIE
from tests.furnished import observation

REVISIONS = sorted((migrate.MIGRATIONS / "versions").glob("[0-9]*.py"))
NARROWING = frozenset(
    [
        *("drop_column", "drop_table", "drop_constraint", "rename_table", "alter_column"),
        *("create_check_constraint", "create_unique_constraint", "create_foreign_key"),
    ]
)
SQL = re.compile(r"\b(DROP (TABLE|COLUMN|CONSTRAINT)|RENAME (TO|COLUMN)|ALTER COLUMN|SET NOT NULL)\b", re.IGNORECASE)
NEXT = "9999"


def narrowings(source: str) -> Iterator[str]:
    """What of a migration the release before could not live with; nothing in one that says what it `CONTRACTS`."""
    tree = ast.parse(source)
    if any(isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "CONTRACTS" for node in tree.body):
        return
    added = {column for call in _calls(tree, "add_column") for column in _names(call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield from _narrows(node, node.func.attr, added)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value):
            yield f"line {node.lineno}: {node.value}"


def _narrows(call: ast.Call, name: str, added: set[str]) -> Iterator[str]:
    where = f"line {call.lineno}: {ast.unparse(call)}"
    if name in NARROWING:
        yield where
    for column in (one for one in call.args if name == "add_column" and isinstance(one, ast.Call)):
        options = {word.arg: ast.unparse(word.value) for word in column.keywords}
        if options.get("nullable") != "True" and "server_default" not in options:
            yield where
    is_unique = any(word.arg == "unique" and ast.unparse(word.value) == "True" for word in call.keywords)
    if name == "create_index" and is_unique and not set(_names(call)) & added:
        yield where


def _calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name:
            yield node


def _names(call: ast.Call) -> Iterator[str]:
    yield from (node.value for node in ast.walk(call) if isinstance(node, ast.Constant) and isinstance(node.value, str))


@pytest.mark.parametrize("path", REVISIONS, ids=lambda path: path.stem)
def test_a_migration_only_adds(path: Path) -> None:
    assert list(narrowings(path.read_text(encoding="utf-8"))) == [], "docs/operations.md: expand, then contract"


@pytest.mark.parametrize(
    ("statement", "allowed"),
    [
        ("op.drop_column('question', 'text')", False),
        ("op.alter_column('question', 'text', nullable=False)", False),
        ("op.add_column('question', sa.Column('x', sa.String(), nullable=False))", False),
        ("op.add_column('question', sa.Column('x', sa.String(), nullable=False, server_default=''))", True),
        ("op.add_column('question', sa.Column('x', sa.String(), nullable=True))", True),
        ("op.create_index('q', 'question', ['text'], unique=True)", False),
        ("op.execute('ALTER TABLE question RENAME COLUMN text TO words')", False),
        ("CONTRACTS = 'question.text, unused since 0.3'\nop.drop_column('question', 'text')", True),
    ],
)
def test_what_narrows_a_schema_is_found(statement: str, allowed: bool) -> None:
    assert (list(narrowings(statement)) == []) is allowed


def test_revisions_are_numbers_that_sort_by_age() -> None:
    assert [path.name[:4] for path in REVISIONS] == [f"{number:04}" for number in range(1, len(REVISIONS) + 1)]
    assert REVISIONS[-1].name[:4] == HEAD


def extend(connection: Connection) -> None:
    """What the next release may do to a database: a column more in every table, and a table more."""
    for table in Base.metadata.sorted_tables:
        connection.execute(text(f"ALTER TABLE \"{table.name}\" ADD COLUMN later VARCHAR DEFAULT 'x' NOT NULL"))
    connection.execute(text("CREATE TABLE later (id INTEGER PRIMARY KEY)"))
    connection.execute(text(f"UPDATE alembic_version SET version_num = '{NEXT}'"))


def upgraded_to_the_next(url: str) -> None:
    """A database that a newer Takt has upgraded."""
    migrate.upgrade(url)
    parsed = database_url(url)
    engine = create_engine(parsed.set(drivername="sqlite") if parsed.get_backend_name() == "sqlite" else parsed)
    with engine.begin() as connection:
        extend(connection)
    engine.dispose()


async def test_an_old_replica_starts_reads_and_writes_on_the_next_schema(database: str) -> None:
    upgraded_to_the_next(database)
    engine = engines.create_engine(database)
    await prepare_database(engine, database)
    sessions = create_sessions(engine)
    async with sessions.begin() as session:
        session.add(observation(1, SOFIE, ANNA, "Warm welcome"))
    async with sessions() as session:
        found = (await session.scalars(select(Observation))).one()
    await engine.dispose()
    assert (found.note, found.seen_at <= datetime.now(UTC)) == ("Warm welcome", True)


def test_an_old_upgrade_leaves_the_next_schema_alone(database: str) -> None:
    upgraded_to_the_next(database)
    assert migrate.upgrade(database) == migrate.revision(database) == NEXT
