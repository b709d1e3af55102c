"""A PostgreSQL that takes everything and answers nothing is away, within seconds, and is used again once it answers."""

import asyncio
import socket
from collections.abc import AsyncIterator
from types import SimpleNamespace

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.db.engine import create_engine, create_sessions, failures_of, reading, transaction
from bot.db.punctual import PunctualConnection, longest_silence
from bot.errors import StorageAway
from tests.e2e.silence import server_of, silent

PATIENCE_SECONDS = 60  # for the tenth of that which it takes, on a busy machine


@pytest.fixture
async def used(postgresql_url: str) -> AsyncIterator[AsyncEngine]:
    """An engine with a connection that is open."""
    engine = create_engine(postgresql_url)
    async with reading(create_sessions(engine)) as session:
        await session.execute(text("SELECT 1"))
    yield engine
    await engine.dispose()


async def test_a_server_that_falls_silent_between_transactions_is_away_and_comes_back(
    used: AsyncEngine, postgresql_url: str
) -> None:
    with silent(server_of(postgresql_url)):
        async with asyncio.timeout(PATIENCE_SECONDS):
            with pytest.raises(StorageAway):
                async with transaction(create_sessions(used)) as session:
                    await session.execute(text("SELECT 1"))
    async with transaction(create_sessions(used)) as session:
        assert (await session.execute(text("SELECT 1"))).scalar_one() == 1


async def test_a_server_that_falls_silent_within_a_transaction_is_away_and_says_why(
    used: AsyncEngine, postgresql_url: str
) -> None:
    with pytest.raises(StorageAway, match="the server does not answer"):
        async with asyncio.timeout(PATIENCE_SECONDS), transaction(create_sessions(used)) as session:
            await session.execute(text("SELECT 1"))
            with silent(server_of(postgresql_url)):
                await session.execute(text("SELECT 2"))
    assert failures_of(used).count == 1


async def test_a_server_that_falls_silent_after_the_first_part_of_an_answer_is_away() -> None:
    ours, theirs = socket.socketpair()

    class Halfway(PunctualConnection):
        """Finds that a part of the answer is there when its time is up, and nothing more ever comes."""

        def __init__(self) -> None:
            self.silence = 0.05
            self.pgconn = SimpleNamespace(socket=ours.fileno())  # type: ignore[assignment]

        def __del__(self, *_ending: object) -> None:
            """Nothing was opened."""

    connection = Halfway()
    with ours, theirs:
        theirs.send(b"T")
        connection._wait_for_answer()
        await asyncio.sleep(0.1)
        assert ours.recv(10) == b"T"  # it is read, late; the rest is missing
        async with asyncio.timeout(PATIENCE_SECONDS):
            assert await asyncio.get_running_loop().run_in_executor(None, ours.recv, 10) == b""  # hung up
    assert connection._is_given_up


@pytest.mark.parametrize(
    ("options", "seconds"),
    [
        ("-c statement_timeout=2000 -c lock_timeout=2000", 4),
        ("-c statement_timeout=2000 -c lock_timeout=2000 -c statement_timeout=7s", 9),
        ("-c statement_timeout=2000 -c statement_timeout=1min", 62),
        ("-c statement_timeout=2000 -c statement_timeout=0", None),
    ],
)
def test_silence_is_longer_than_a_statement_may_take(options: str, seconds: float | None) -> None:
    assert longest_silence(options) == seconds
