"""A computer whose clock is wrong: leases go by the database's clock from the very first claim."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app import build, running
from bot.db import migrate
from bot.db.engine import create_engine
from bot.db.models import Delivery
from bot.library import Library
from playground.server import Playground
from tests.e2e.conftest import MANIFEST, takt_settings

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


async def waiting_tip(engine: AsyncEngine, now: datetime) -> None:
    """A tip of a minute ago, which nobody has claimed."""
    row = {"id": "d1", "workspace": "T0TAKT", "channel": "C0RECEP", "slot": now - MINUTE, "language": "en"}
    row |= {"state": "pending", "not_before": now - MINUTE, "created_at": now - MINUTE, "attempts": 0, "doubt": False}
    async with engine.begin() as connection:
        await connection.execute(insert(Delivery).values(row))


async def first_claim(engine: AsyncEngine) -> datetime:
    """When the sender took the tip, by its own clock."""
    while True:
        async with engine.connect() as connection:
            at = (await connection.execute(select(Delivery.first_try_at))).scalar_one()
        if at is not None:
            return at
        await asyncio.sleep(0.05)


@pytest.mark.parametrize("ahead", [HOUR, -HOUR], ids=["ahead", "behind"])
async def test_the_first_claim_goes_by_the_clock_of_the_database(
    ahead: timedelta, postgresql_url: str, library: Library
) -> None:
    migrate.upgrade(postgresql_url)
    playground, engine, now = Playground(MANIFEST), create_engine(postgresql_url), datetime.now(UTC)
    await playground.start()
    try:
        await waiting_tip(engine, now - max(-ahead, timedelta()))
        with time_machine.travel(now + ahead):
            settings = takt_settings(playground, "http", postgresql_url)
            async with running(build(settings, library=library)), asyncio.timeout(20):
                claimed = await first_claim(engine)
        assert abs(claimed - now) < MINUTE
    finally:
        await engine.dispose()
        await playground.stop()
