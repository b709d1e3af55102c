"""What tests of removed workspaces share."""

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.db.engine import Sessions
from bot.installs.removals import Removals
from bot.installs.tokens import Tokens
from bot.vault import Vault, new_key
from handlers.installing import Installations
from tests.fakes import FixedClock
from tests.installs.rows import tables, write
from tests.installs.test_tokens import CLIENT, HOTEL, SHOP, installation

GRACE = timedelta(days=30)
KEY = new_key()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def tokens(sessions: Sessions, clock: FixedClock) -> Tokens:
    return Tokens(sessions, clock, Vault([KEY]), CLIENT)


@pytest.fixture
def removals(sessions: Sessions, clock: FixedClock, tokens: Tokens) -> Removals:
    return Removals(sessions, clock, GRACE, tokens)


@pytest.fixture
async def store(engine: AsyncEngine, sessions: Sessions) -> Installations:
    """Takt is installed in two workspaces, and there is a row of both in every table."""
    store = Installations(CLIENT, engine, Vault([KEY]))
    await store.async_save(installation(HOTEL, "xoxb-hotel"))
    await store.async_save(installation(SHOP, "xoxb-shop"))
    for number, workspace in enumerate((HOTEL, SHOP), 1):
        await write(sessions, tables(), workspace, number)
    return store
