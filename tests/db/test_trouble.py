"""A database that cannot be used says why in a line, and there is advice for it; nothing ends in a traceback."""

import sqlite3
import traceback
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError
from structlog.testing import capture_logs

from bot.db import migrate
from bot.db.engine import Sessions, create_engine, create_sessions, failures_of, reading, transaction
from bot.db.ready import database_answers, prepare_database
from bot.db.trouble import ELSE, mend, said
from bot.errors import SettingsError, StorageAway

READ_ONLY = "options=-c%20default_transaction_read_only%3Don"


@pytest.fixture
def stranger(postgresql_url: str) -> Iterator[str]:
    """The URL of a migrated database, for a role that may log in and nothing else."""
    migrate.upgrade(postgresql_url)
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute("CREATE ROLE stranger LOGIN")
        yield postgresql_url.replace("//postgres:@", "//stranger@")
        connection.execute("DROP ROLE stranger")


async def trouble_at_start(url: str) -> str:
    engine = create_engine(url)
    try:
        with pytest.raises(StorageAway) as trouble:
            await prepare_database(engine, url)
    finally:
        await engine.dispose()
    return str(trouble.value)


@pytest.mark.parametrize(
    "url",
    ["postgresql://takt:hush@host:port/takt", "sqlite://takt.db", "sqlite:///:memory:"],
)
def test_a_url_that_leads_nowhere_names_the_setting_and_no_password(url: str) -> None:
    with pytest.raises(SettingsError) as trouble:
        create_engine(url)
    assert str(trouble.value).startswith("TAKT_DATABASE_URL: ")
    assert "hush" not in "".join(traceback.format_exception(trouble.value))


async def test_a_file_that_is_no_database_stops_the_start_with_advice(tmp_path: Path) -> None:
    (tmp_path / "takt.db").write_text("a shopping list " * 100, encoding="utf-8")
    words = await trouble_at_start(f"sqlite:///{tmp_path}/takt.db")
    assert words == "file is not a database"
    assert "restore a backup" in mend(words)


async def test_a_read_only_server_stops_the_start_with_advice(postgresql_url: str) -> None:
    migrate.upgrade(postgresql_url)
    words = await trouble_at_start(f"{postgresql_url}&{READ_ONLY}")
    assert "takes writes" in mend(words)


async def test_a_server_that_turns_read_only_is_away(postgresql_url: str) -> None:
    migrate.upgrade(postgresql_url)
    engine = create_engine(f"{postgresql_url}&{READ_ONLY}")
    sessions = create_sessions(engine)
    try:
        with pytest.raises(StorageAway, match="read-only"):
            async with transaction(sessions) as session:
                await session.execute(text("DELETE FROM alembic_version"))
        assert not await database_answers(sessions)
    finally:
        await engine.dispose()


async def test_a_role_without_rights_is_told_so_and_not_to_upgrade(stranger: str) -> None:
    with pytest.raises(StorageAway) as trouble:
        migrate.upgrade(stranger)
    for words in (await trouble_at_start(stranger), str(trouble.value)):
        assert "permission denied for table alembic_version" in words
        assert "own the tables" in mend(words)


def test_an_owner_of_nothing_is_told_to_own_the_empty_database(postgresql_url: str) -> None:
    """From PostgreSQL 15 on nobody else may make tables in it, and there are none yet that one could own."""
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute("CREATE ROLE newcomer LOGIN")
        try:
            with pytest.raises(StorageAway, match="permission denied for schema public") as trouble:
                migrate.upgrade(postgresql_url.replace("//postgres:@", "//newcomer@"))
        finally:
            connection.execute("DROP ROLE newcomer")
    assert "ALTER DATABASE … OWNER TO" in mend(str(trouble.value))
    assert "GRANT CREATE ON SCHEMA public" in mend(str(trouble.value))


def test_an_option_that_nobody_knows_is_advised_away() -> None:
    with pytest.raises(StorageAway) as trouble:
        migrate.revision("postgresql://takt:hush@127.0.0.1:1/takt?colour=red")
    assert "behind the question mark" in mend(str(trouble.value))
    assert "hush" not in str(trouble.value)


async def test_a_mistake_of_ours_is_no_trouble_of_the_database(database: str) -> None:
    migrate.upgrade(database)
    engine = create_engine(database)
    try:
        with pytest.raises((DBAPIError, StorageAway)) as trouble:
            async with transaction(create_sessions(engine)) as session:
                await session.execute(text("INSERT INTO alembic_version (version_num) VALUES (NULL)"))
    finally:
        await engine.dispose()
    assert isinstance(trouble.value, DBAPIError)


def test_what_was_typed_is_not_in_what_a_server_says() -> None:
    full = psycopg.errors.DiskFull("could not extend file: No space left\nCONTEXT:  row: ('The boss is rude')")
    assert said(OperationalError("INSERT", {}, full)) == "could not extend file: No space left"


def test_a_file_that_another_program_holds_says_so(tmp_path: Path) -> None:
    file = tmp_path / "takt.db"
    migrate.upgrade(f"sqlite:///{file}")
    with sqlite3.connect(file) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageAway) as trouble:
            migrate.revision(f"sqlite:///{file}?timeout=0")
    assert str(trouble.value) == "database is locked"
    assert "end it" in mend(str(trouble.value))


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("attempt to write a readonly database", "write to the file"),
        ("database or disk is full", "Make room"),
        ('could not extend file "base/1/2": No space left on device', "Make room"),
        ("unable to open database file", "Make the folder"),
        ("database disk image is malformed", "restore a backup"),
        ('connection failed: FATAL: password authentication failed for user "takt"', "user and password"),
        ('connection failed: FATAL: database "takt" does not exist', "createdb"),
        ('connection failed: FATAL: database "takt" does not exist', "restore a backup"),
        (
            'FATAL: no pg_hba.conf entry for host "10.0.0.7", user "takt", database "takt", no encryption',
            "pg_hba.conf of",
        ),
        ("connection failed: FATAL: sorry, too many clients already", "max_connections"),
        ("failed to resolve host 'db.invalid': [Errno -2] Name or service not known", "name of the host"),
        ("connection failed: Connection refused Is the server running on that host?", ELSE),
    ],
)
def test_each_trouble_has_its_advice(words: str, advice: str) -> None:
    assert advice in mend(words)


async def test_each_failure_is_counted_and_the_first_is_told_with_its_reason(away: Sessions) -> None:
    with capture_logs() as lines:
        for _ in range(3):
            with pytest.raises(StorageAway):
                async with reading(away):
                    pass
    assert failures_of(away.kw["bind"]).count == 3
    (line,) = lines
    assert (line["event"], line["log_level"]) == ("storage_fails", "warning")
    assert "Connection refused" in line["reason"]


async def test_a_full_disk_is_counted_although_it_can_be_read(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/takt.db"
    migrate.upgrade(url)
    engine = create_engine(url)
    sessions = create_sessions(engine)
    try:
        async with reading(sessions) as session:
            await session.execute(text("PRAGMA max_page_count=1"))  # SQLite's own way to have no room left
            await session.execute(text("SELECT 1"))
        with capture_logs() as lines, pytest.raises(StorageAway, match="full"):
            async with transaction(sessions) as session:
                await session.execute(text("CREATE TABLE more AS SELECT randomblob(100000) AS a"))
        assert [line["reason"] for line in lines] == ["database or disk is full"]
        assert failures_of(engine).count == 1
    finally:
        await engine.dispose()
