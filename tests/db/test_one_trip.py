"""SQLite's connection: all that a statement gives comes back from its thread at once, and nothing is lost."""

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.db.engine import create_engine
from bot.db.one_trip import OneTripConnection, connect


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    """A table of two rows."""
    made = create_engine(f"sqlite:///{tmp_path}/takt.db")
    async with made.begin() as connection:
        await connection.execute(text("CREATE TABLE tip (id INTEGER PRIMARY KEY, words TEXT UNIQUE)"))
        await connection.execute(text("INSERT INTO tip (words) VALUES (:words)"), [{"words": "a"}, {"words": "b"}])
    yield made
    await made.dispose()


async def test_rows_come_in_their_order_with_their_names(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        rows = (await connection.execute(text("SELECT id, words FROM tip ORDER BY id DESC"))).all()
    assert [(row.id, row.words) for row in rows] == [(2, "b"), (1, "a")]


async def test_what_changed_is_counted_and_can_be_returned(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        changed = await connection.execute(text("UPDATE tip SET words = words || '!'"))
        returned = await connection.execute(text("UPDATE tip SET words = 'c' WHERE id = 2 RETURNING words"))
        added = await connection.execute(text("INSERT INTO tip (words) VALUES ('d')"))
    assert (changed.rowcount, returned.scalars().all(), added.lastrowid) == (2, ["c"], 3)


async def test_a_statement_that_fails_says_why_and_the_next_one_works(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        with pytest.raises(IntegrityError, match="UNIQUE"):
            await connection.execute(text("INSERT INTO tip (words) VALUES ('a')"))
        assert (await connection.execute(text("SELECT count(*) FROM tip"))).scalar_one() == 2


async def test_a_statement_goes_to_the_thread_once(engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    trips: list[Any] = []
    execute = OneTripConnection._execute

    async def counted(connection: OneTripConnection, function: Any, *arguments: Any, **named: Any) -> Any:
        trips.append(function)
        return await execute(connection, function, *arguments, **named)  # type: ignore[no-untyped-call]

    async with engine.connect() as connection:
        await connection.execute(text("SELECT 1"))  # begins
        monkeypatch.setattr(OneTripConnection, "_execute", counted)
        assert len((await connection.execute(text("SELECT words FROM tip"))).all()) == 2
        monkeypatch.undo()
    assert len(trips) == 1


def test_a_connection_that_outlives_its_event_loop_ends_without_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", said.append)
    at_work, loop_is_over = threading.Event(), threading.Event()

    def slow() -> None:
        at_work.set()
        loop_is_over.wait(10)

    async def give_up() -> threading.Thread:
        connection = connect(str(tmp_path / "takt.db"))
        await connection
        waits = asyncio.ensure_future(connection._execute(slow))  # type: ignore[no-untyped-call]
        await asyncio.to_thread(at_work.wait, 10)
        waits.cancel()
        return connection._thread

    thread = asyncio.run(give_up())
    loop_is_over.set()
    thread.join(timeout=10)
    assert not thread.is_alive()
    assert said == []
