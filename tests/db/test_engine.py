"""The engine: moments come back as they went in, and a database that is away is told as such."""

import asyncio
import contextlib
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.db import migrate
from bot.db.engine import BUSY_TIMEOUT_MS, Sessions, create_engine, create_sessions, reading, transaction
from bot.db.in_turns import SessionsInTurns
from bot.db.models import Question
from bot.db.turn import Turn, let_people_go_first, wait_long
from bot.errors import StorageAway
from tests.waiting import end_sqlite_threads


def question(asked_at: datetime) -> Question:
    return Question(
        workspace="T1", asked_at=asked_at, surface="command", language="da", text="?", outcome="none", confidence=0.0
    )


async def test_a_moment_comes_back_in_utc(sessions: Sessions) -> None:
    asked = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=1)))
    async with transaction(sessions) as session:
        session.add(question(asked))
    async with transaction(sessions) as session:
        found = await session.get(Question, 1)
    assert found is not None
    assert found.asked_at == asked
    assert found.asked_at.tzinfo == UTC


async def test_a_moment_without_zone_is_refused(sessions: Sessions) -> None:
    with pytest.raises(StatementError, match="without time zone"):
        async with transaction(sessions) as session:
            session.add(question(datetime(2026, 11, 23, 9, 0)))  # noqa: DTZ001


async def test_sqlite_keeps_what_is_acknowledged(tmp_path: object) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/a.db")
    async with engine.connect() as connection:
        settings = {
            name: (await connection.execute(text(f"PRAGMA {name}"))).scalar_one()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        }
    await engine.dispose()
    assert settings == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 2000, "synchronous": 2}


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at/all/takt.db", "postgresql://takt@127.0.0.1:1/takt"])
async def test_a_database_that_is_away_is_said_to_be_away(url: str) -> None:
    engine = create_engine(url)
    with pytest.raises(StorageAway):
        async with transaction(create_sessions(engine)) as session:
            await session.execute(text("SELECT 1"))
    await engine.dispose()
    assert end_sqlite_threads() == []


async def test_a_table_that_another_holds_locked_is_said_to_be_away_before_slack_gives_up(postgresql_url: str) -> None:
    engine = create_engine(postgresql_url)
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE held (id int)"))
    async with engine.begin() as other:
        await other.execute(text("LOCK TABLE held IN ACCESS EXCLUSIVE MODE"))
        async with asyncio.timeout(3):
            with pytest.raises(StorageAway):
                async with transaction(create_sessions(engine)) as session:
                    await session.execute(text("SELECT * FROM held"))
    await engine.dispose()


async def test_a_statement_that_takes_too_long_is_given_up(postgresql_url: str) -> None:
    engine = create_engine(postgresql_url)
    async with asyncio.timeout(3):
        with pytest.raises(StorageAway):
            async with transaction(create_sessions(engine)) as session:
                await session.execute(text("SELECT pg_sleep(30)"))
    await engine.dispose()


async def test_options_of_the_url_win_over_the_limits(postgresql_url: str) -> None:
    options = "options=-c%20statement_timeout%3D7000"
    engine = create_engine(f"{postgresql_url}{'&' if '?' in postgresql_url else '?'}{options}")
    async with engine.connect() as connection:
        found = [
            (await connection.execute(text(f"SHOW {name}_timeout"))).scalar_one() for name in ("statement", "lock")
        ]
    await engine.dispose()
    assert found == ["7s", "2s"]


async def test_a_pool_that_is_used_up_is_said_to_be_away_before_slack_gives_up(engine: AsyncEngine) -> None:
    async with contextlib.AsyncExitStack() as others:
        with pytest.raises(PoolTimeout):
            async with asyncio.timeout(4):
                while True:
                    await others.enter_async_context(engine.connect())
        with pytest.raises(StorageAway):
            async with asyncio.timeout(3), transaction(create_sessions(engine)) as session:
                await session.execute(text("SELECT 1"))


async def test_what_is_acknowledged_waits_for_a_connection_to_read_with(sessions: Sessions) -> None:
    async def look() -> int:
        wait_long()
        async with reading(sessions) as session:
            return int((await session.execute(text("SELECT 1"))).scalar_one())

    async with contextlib.AsyncExitStack() as others:
        with pytest.raises(StorageAway):  # the last of them waits as a form does
            while True:
                await others.enter_async_context(reading(sessions))
        looking = asyncio.create_task(look())
        with pytest.raises(StorageAway):
            async with reading(sessions):
                pass
        assert not looking.done()
    assert await looking == 1


async def test_a_connection_that_breaks_is_told_to_all_who_wait_long(postgresql_url: str) -> None:
    engine, over = create_engine(postgresql_url), asyncio.Event()
    sessions = SessionsInTurns(engine, turn=Turn(), patience=0.05)

    async def write() -> None:
        wait_long()
        async with transaction(sessions):
            await over.wait()

    with pytest.raises(StorageAway):
        async with transaction(sessions) as session:
            next_one, last_one = asyncio.create_task(write()), asyncio.create_task(write())
            await asyncio.sleep(0)
            await session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    with pytest.raises(StorageAway):
        await asyncio.wait_for(last_one, 5)
    over.set()
    await next_one
    await engine.dispose()


async def test_who_reads_keeps_no_one_from_writing(sessions: Sessions) -> None:
    counted = text("SELECT count(*) FROM question")
    async with reading(sessions) as reader:
        assert (await reader.execute(counted)).scalar_one() == 0
        async with transaction(sessions) as writer:
            writer.add(question(datetime(2026, 11, 23, 9, 0, tzinfo=UTC)))
    async with reading(sessions) as reader:
        assert (await reader.execute(counted)).scalar_one() == 1


async def test_transactions_take_turns_however_busy_others_are(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    migrate.upgrade(url)
    engine, order = create_engine(url), list[str]()

    async def write(name: str) -> None:
        async with transaction(create_sessions(engine)) as session:
            session.add(question(datetime(2026, 11, 23, 9, 0, tzinfo=UTC)))
            await asyncio.sleep(0)
            order.append(name)

    async def write_on_and_on(name: str) -> None:
        while "a person" not in order:
            await write(name)

    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        for name in ("the sender", "the tick"):
            group.create_task(write_on_and_on(name))
        group.create_task(write("a person"))
    await engine.dispose()
    assert order[:3] == ["the sender", "the tick", "a person"]


async def test_jobs_have_their_turn_too_where_people_wait_for_as_long_as_they_would(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/a.db")
    sessions = SessionsInTurns(engine, turn=Turn(later=0.3), patience=0.3)

    async def write_on_and_on(until: asyncio.Event) -> None:
        while not until.is_set():
            async with transaction(sessions) as session:
                await session.execute(text("SELECT 1"))
                await asyncio.sleep(0.02)

    async def job(done: asyncio.Event) -> None:
        let_people_go_first()
        async with transaction(sessions):
            done.set()

    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        done = asyncio.Event()
        for _ in range(5):  # each waits a tenth of a second, and more on a busy machine
            group.create_task(write_on_and_on(done))
        await asyncio.sleep(0)
        group.create_task(job(done))
    await engine.dispose()


async def test_who_does_not_get_their_turn_in_time_is_told_so(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/a.db")
    sessions = SessionsInTurns(engine, turn=Turn(), patience=0.01)
    async with transaction(sessions):
        with pytest.raises(StorageAway):
            async with transaction(sessions):
                pass
    async with transaction(sessions) as session:
        await session.execute(text("SELECT 1"))
    await engine.dispose()


async def test_who_has_waited_for_their_turn_waits_so_much_less_for_other_processes(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/a.db")
    turn, waits = Turn(), list[int]()
    sessions = SessionsInTurns(engine, turn=turn, patience=BUSY_TIMEOUT_MS / 1000)
    await turn.acquire()
    asyncio.get_running_loop().call_later(0.3, turn.release)
    for _ in range(2):
        async with transaction(sessions) as session:
            waits.append((await session.execute(text("PRAGMA busy_timeout"))).scalar_one())
    await engine.dispose()
    assert waits[0] <= BUSY_TIMEOUT_MS - 250
    assert waits[1] == BUSY_TIMEOUT_MS  # on the same connection


async def test_a_transaction_that_fails_leaves_nothing(sessions: Sessions, engine: AsyncEngine) -> None:
    with pytest.raises(ZeroDivisionError):
        async with transaction(sessions) as session:
            session.add(question(datetime.now(UTC)))
            await session.flush()
            _ = 1 / 0
    async with engine.connect() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM question"))).scalar_one() == 0
