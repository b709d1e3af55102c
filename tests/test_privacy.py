"""Erasing a person: every table is looked through, logs and the database's own files included."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import String, create_engine, text
from sqlalchemy.exc import DBAPIError

from bot.db.engine import Sessions, database_url
from bot.db.models import Base, Draft
from bot.observations.retention_queries import fold_about
from bot.people.erasure import Erasure
from bot.people.erasure_queries import PERSONAL
from bot.people.files import safe_cell
from bot.people.tombstones import tombstone
from bot.ports import MemberId, WorkspaceId
from tests.fakes import ANNA, BEN, SOFIE, WORKSPACE, FixedClock
from tests.furnished import LEFT_STANDING, NOW, WORDS, everything, furnish, observation, prepared
from tests.test_cli import takt

ROOT = Path(__file__).parent.parent
NAMES_OF_PEOPLE = frozenset({"member", "owner", "observer", "subject", "asker", "author", "actor", "admin"})
NOT_A_PERSON = {("audit", "actor"), ("audit", "subject")}  # aliases: another test shows what becomes of them


def test_every_column_that_holds_a_person_is_erased() -> None:
    found = {
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, String) and column.name in NAMES_OF_PEOPLE
    }
    erased = {(table.__tablename__, column) for table, columns in PERSONAL.items() for column in columns}
    assert found - NOT_A_PERSON == erased


def test_erased_person_is_nowhere_in_the_database_in_its_files_or_in_the_logs(database: str, tmp_path: Path) -> None:
    prepared(database)
    assert everything(database).count(ANNA) > 10
    result = takt("erase", "--member", ANNA, folder=tmp_path, TAKT_DATABASE_URL=database)
    assert result.returncode == 0, result.stderr
    assert f"Tombstone {tombstone(WORKSPACE, ANNA)}" in result.stdout
    left = everything(database)
    for trace in (ANNA, WORDS, "D0ANNA"):
        assert trace not in left
        assert trace not in result.stdout + result.stderr
    for file in tmp_path.glob("takt.db*"):
        content = file.read_bytes()
        assert not [trace for trace in (ANNA, WORDS, "D0ANNA") if trace.encode() in content], file.name


def test_erasing_again_finds_nothing_and_others_keep_what_is_theirs(database: str, tmp_path: Path) -> None:
    prepared(database)
    takt("erase", "--member", ANNA, folder=tmp_path, TAKT_DATABASE_URL=database)
    before = everything(database)
    again = takt("erase", "--member", ANNA, "--workspace", WORKSPACE, folder=tmp_path, TAKT_DATABASE_URL=database)
    assert "was erased before; nothing was left" in again.stdout
    assert everything(database) == before
    none = takt("erase", "--member", ANNA, folder=tmp_path, TAKT_DATABASE_URL=database)
    assert "Nothing is kept about this person." in none.stdout
    assert "C0BUTIK" in before
    assert before.count(BEN) >= 3


def test_who_is_only_mentioned_in_what_others_typed_is_found_and_erased(database: str, tmp_path: Path) -> None:
    prepared(database)
    mikkel = MemberId("U0MIKKEL")
    url = database_url(database)
    engine = create_engine(url.set(drivername="sqlite") if url.get_backend_name() == "sqlite" else url)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE observation SET note = 'Helped <@{mikkel}>' WHERE id = 3"))
        connection.execute(text(f"UPDATE observation SET note = 'Helped <@{mikkel}LINE>' WHERE id = 4"))
    engine.dispose()
    found = takt("erase", "--member", mikkel, folder=tmp_path, TAKT_DATABASE_URL=database)
    assert f"Tombstone {tombstone(WORKSPACE, mikkel)}" in found.stdout
    left = everything(database)
    assert "Helped <@…>" in left
    assert f"{mikkel}>" not in left
    assert f"<@{mikkel}LINE>" in left
    again = takt("erase", "--member", mikkel, folder=tmp_path, TAKT_DATABASE_URL=database)
    assert "Nothing is kept about this person." in again.stdout


@pytest.mark.parametrize("command", ["export", "erase"])
def test_a_workspace_that_nobody_knows_is_said_to_be_unknown(database: str, tmp_path: Path, command: str) -> None:
    prepared(database)
    before = everything(database)
    unknown = takt(command, "--member", ANNA, "--workspace", "TX", folder=tmp_path, TAKT_DATABASE_URL=database)
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert "Takt keeps nothing of a workspace TX." in unknown.stderr
    assert f"This person is known in {WORKSPACE}" in unknown.stderr
    assert everything(database) == before


async def test_only_the_whole_id_is_a_mention_and_erasing_again_finds_nothing(sessions: Sessions) -> None:
    typed = f"<@{ANNA}> <@{ANNA}|anna> <@{ANNA}BEL> <@{ANNA}BEL|{ANNA}> X{ANNA} {ANNA.lower()}"
    async with sessions.begin() as session:
        session.add(observation(1, SOFIE, BEN, typed))
        session.add(Draft(workspace=WORKSPACE, member=SOFIE, form="V1", content=f'["{ANNA}BEL"]', kept_at=NOW))
        session.add(Draft(workspace=WORKSPACE, member=SOFIE, form="V2", content=f'["{ANNA}"]', kept_at=NOW))
    erasure = Erasure(sessions, FixedClock(), fold_about)
    first, again = [await erasure.erase(WORKSPACE, ANNA) for _ in range(2)]
    async with sessions() as session:
        [note] = await session.scalars(text("SELECT note FROM observation"))
        drafts = list(await session.scalars(text("SELECT form FROM draft")))
        lines = list(await session.scalars(text("SELECT action FROM audit")))
    assert note == f"<@…> <@…> <@{ANNA}BEL> <@{ANNA}BEL|…> X{ANNA} {ANNA.lower()}"
    assert (drafts, lines) == (["V1"], ["erased"])
    assert (first.rows, again.rows, again.again) == (3, 0, True)


async def test_words_that_an_admin_put_into_others_observations_go_and_those_left_standing_stay(
    sessions: Sessions,
) -> None:
    await furnish(sessions)
    await Erasure(sessions, FixedClock(), fold_about).erase(WORKSPACE, ANNA)
    async with sessions() as session:
        rows = await session.execute(text("SELECT id, observer, note, place FROM observation WHERE id > 3 ORDER BY id"))
        assert [tuple(row) for row in rows] == [
            (4, SOFIE, "", ""),
            (5, SOFIE, LEFT_STANDING, f"By {LEFT_STANDING}"),
        ]


def test_export_has_everything_that_an_erasure_takes(database: str, tmp_path: Path) -> None:
    prepared(database)
    result = takt("export", "--member", ANNA, folder=tmp_path, TAKT_DATABASE_URL=database)
    export = json.loads(result.stdout)
    sections = [name for name, rows in export.items() if isinstance(rows, list)]
    assert [name for name in sections if not export[name]] == []
    assert export["observations_about_me"][0]["steps"][0]["words"] == WORDS
    assert {line["action"] for line in export["audit"]} == {"read", "exported"}
    [put] = export["words_i_put_into_observations"]
    assert {name: put[name] for name in ("observation", "note", "place")} == {
        "observation": 4,
        "note": f"Amended: {WORDS}",
        "place": f"By Amended: {WORDS}",
    }
    table = takt("export", "--member", ANNA, "--csv", folder=tmp_path, TAKT_DATABASE_URL=database)
    assert f"About {WORDS}" in table.stdout
    assert '"niveau","note","sted","formål","status"' in table.stdout, "Anna's profile is Danish"
    assert export["purpose"].startswith("kun sparring og læring")


@pytest.mark.parametrize("words", [("export", "--member", "anna"), ("erase", "--member", "D0ANNA")])
def test_what_is_no_member_is_refused_plainly(words: tuple[str, ...], tmp_path: Path) -> None:
    result = takt(*words, folder=tmp_path)
    assert result.returncode == 1
    assert "--member" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("change", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit"])
def test_audit_log_refuses_every_change(database: str, change: str) -> None:
    prepared(database)
    parsed = database_url(database)
    engine = create_engine(parsed.set(drivername="sqlite") if parsed.get_backend_name() == "sqlite" else parsed)
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(text(change))
    engine.dispose()


def test_no_line_of_the_audit_log_is_replaced(tmp_path: Path) -> None:
    """SQLite tells no trigger for DELETE of the row that REPLACE deletes; PostgreSQL knows no REPLACE."""
    path = tmp_path / "takt.db"
    prepared(f"sqlite:///{path}")
    line = "(id, workspace, at, action, actor, detail) VALUES (1, 'T0', '2026-11-23', 'read', 'nobody', '')"
    with closing(sqlite3.connect(path)) as connection:
        lines = connection.execute("SELECT * FROM audit").fetchall()
        for verb in ("REPLACE", "INSERT OR REPLACE"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(f"{verb} INTO audit {line}")
        assert connection.execute("SELECT * FROM audit").fetchall() == lines
        assert connection.execute(f"INSERT INTO audit {line.replace('(1,', '(NULL,')}").rowcount == 1


async def test_audit_lines_stay_when_a_person_is_erased_and_name_nobody(sessions: Sessions) -> None:
    await furnish(sessions)
    erased = await Erasure(sessions, FixedClock(), fold_about).erase(WORKSPACE, ANNA)
    async with sessions() as session:
        lines = (await session.execute(text("SELECT action, subject FROM audit ORDER BY id"))).all()
        aliases = (await session.execute(text("SELECT * FROM alias"))).all()
    assert [line[0] for line in lines] == ["read", "exported", "erased"]
    assert lines[-1][1] == erased.tombstone
    assert aliases == []


def test_tombstones_differ_by_workspace() -> None:
    assert tombstone(WORKSPACE, ANNA) == tombstone(WORKSPACE, ANNA)
    assert tombstone(WorkspaceId("T0OTHER"), ANNA) != tombstone(WORKSPACE, ANNA)
    assert tombstone(WORKSPACE, MemberId("U0BEN")) != tombstone(WORKSPACE, ANNA)


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_cells_are_no_formulas(typed: str) -> None:
    assert safe_cell(typed).startswith("'")
    assert safe_cell("Varm velkomst - godt set") == "Varm velkomst - godt set"
