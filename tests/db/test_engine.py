"""The engine: moments come back as they went in, and a database that is away is told as such."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.db.engine import Sessions, create_engine, create_sessions, transaction
from bot.db.models import Question
from bot.errors import StorageAway


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


async def test_a_transaction_that_fails_leaves_nothing(sessions: Sessions, engine: AsyncEngine) -> None:
    with pytest.raises(ZeroDivisionError):
        async with transaction(sessions) as session:
            session.add(question(datetime.now(UTC)))
            await session.flush()
            _ = 1 / 0
    async with engine.connect() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM question"))).scalar_one() == 0
