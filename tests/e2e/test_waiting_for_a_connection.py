"""What was acknowledged waits for a connection of the database and is made, or its words come back at a stop."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from sqlalchemy import text
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.db import migrate
from bot.db.engine import Sessions, create_sessions, transaction
from bot.errors import StorageAway
from tests.e2e.conftest import NOTICE_OVERRIDDEN, Stage
from tests.waiting import until

LINE = "/observe @anna hilsen + Varm velkomst"


@pytest.fixture(params=["sqlite", "postgresql"])
async def database_url(request: pytest.FixtureRequest) -> str:
    """A database of each kind, where observations may be recorded."""
    if request.param == "sqlite":
        return f"sqlite:///{request.getfixturevalue('tmp_path')}/takt.db"
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture
def mode() -> str:
    """What is waited for after an acknowledgement is the same in either mode."""
    return "socket"


@pytest.fixture(autouse=True)
def tables(database_url: str) -> None:
    """All of them."""
    migrate.upgrade(database_url)


@pytest.fixture
async def sessions(stage: Stage, tables: None) -> Sessions:
    """Of the Takt that runs."""
    found = create_sessions(stage.takt._engine)
    async with transaction(found) as session:
        await session.execute(text(NOTICE_OVERRIDDEN))
    return found


@asynccontextmanager
async def all_taken(sessions: Sessions) -> AsyncIterator[None]:
    """Nobody gets a connection within this block."""
    async with AsyncExitStack() as taken:
        with contextlib.suppress(PoolTimeout, TimeoutError):
            while True:
                session = await taken.enter_async_context(sessions.begin())
                await session.execute(text("SELECT 1"))
        yield


async def wait_in_vain(sessions: Sessions) -> None:
    """As long as a form would, and once more: by then all that came before has waited longer."""
    for _ in range(2):
        with pytest.raises(StorageAway):
            async with transaction(sessions) as session:
                await session.execute(text("SELECT 1"))


async def recorded(sessions: Sessions) -> int:
    async with transaction(sessions) as session:
        return int((await session.execute(text("SELECT count(*) FROM observation"))).scalar_one())


async def test_what_was_acknowledged_is_made_once_a_connection_is_free(stage: Stage, sessions: Sessions) -> None:
    sofie = stage.slack.person("sofie")
    async with all_taken(sessions):
        typing = asyncio.create_task(sofie.types(LINE))
        await until(lambda: stage.takt.services.tasks.working)
        await wait_in_vain(sessions)
        assert stage.takt.services.tasks.working
    await typing
    assert "Varm velkomst" in (await sofie.sees("Gemt")).words
    assert await recorded(sessions) == 1
    await sofie.does_not_see("Intet er gået tabt")


async def test_who_still_waits_at_a_stop_gets_their_words_back(stage: Stage, sessions: Sessions) -> None:
    sofie = stage.slack.person("sofie")
    async with all_taken(sessions):
        typing = asyncio.create_task(sofie.types(LINE))
        await until(lambda: stage.takt.services.tasks.working)
        await wait_in_vain(sessions)
        await stage.takt.stop()
    await typing
    assert LINE in (await sofie.sees("Intet er gået tabt")).words
