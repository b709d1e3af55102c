"""What waits for its hour is seen by one query, so that an idle process need not load what sees to it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from bot.catalogue.model import Level
from bot.db.engine import Sessions
from bot.observations.records import NewObservation
from bot.observations.waiting_queries import anything_waits
from tests.fakes import SOFIE, WORKSPACE
from tests.observations.conftest import Shop

Seen = Callable[..., NewObservation]
THURSDAY = date(2026, 11, 26)
CHORE = (
    "INSERT INTO chore (workspace, observation, kind, other, key, claim, not_before, doubt) "
    "VALUES ('T1', 1, 'empty', 0, 'k', 0, '2026-11-01 00:00:00+00:00', false)"
)
ARRIVED = "DELETE FROM chore WHERE kind = 'tell'"  # the message to the subject
NO_OBSERVER = "UPDATE observation SET observer = ''"
REMOVED = (
    "INSERT INTO removal (workspace, removed_at, purge_at) "
    f"VALUES ('{WORKSPACE}', '2026-11-01 00:00:00+00:00', '2026-12-01 00:00:00+00:00')"
)
CONTEST = "UPDATE observation SET contested_at = recorded_at"


async def waits(shop: Shop, sessions: Sessions) -> bool:
    async with sessions() as session:
        return await anything_waits(session, now=shop.clock.now())


async def write(sessions: Sessions, statement: str) -> None:
    async with sessions.begin() as session:
        await session.execute(text(statement))


async def test_nothing_waits_where_observations_ask_for_nothing_more(
    shop: Shop, sessions: Sessions, seen: Seen
) -> None:
    assert not await waits(shop, sessions)
    await shop.observations.record(seen())
    assert not await waits(shop, sessions)


async def test_reminder_waits_from_its_morning_on_until_it_is_sent(shop: Shop, sessions: Sessions, seen: Seen) -> None:
    await shop.observations.record(seen(level=Level.NOT_YET, follow_up=THURSDAY))
    await write(sessions, ARRIVED)
    assert not await waits(shop, sessions)
    shop.clock.advance(hours=timedelta(days=4) / timedelta(hours=1))
    assert await waits(shop, sessions)
    await write(sessions, "UPDATE follow_up SET reminded_at = due_at")
    assert not await waits(shop, sessions)


async def test_follow_up_that_is_met_waits_for_nothing_until_the_met_is_taken_back(
    shop: Shop, sessions: Sessions, seen: Seen
) -> None:
    await shop.observations.record(seen(level=Level.NOT_YET, follow_up=THURSDAY))
    shop.clock.advance(hours=timedelta(days=4) / timedelta(hours=1))
    met = await shop.observations.record(seen(level=Level.MET))
    assert not await waits(shop, sessions)
    await shop.observations.undo(WORKSPACE, SOFIE, met.id)
    await write(sessions, "DELETE FROM chore")
    assert await waits(shop, sessions)


@pytest.mark.parametrize("statement", [NO_OBSERVER, REMOVED], ids=["no observer", "removed"])
async def test_reminder_that_nobody_would_get_is_not_waited_for(
    shop: Shop, sessions: Sessions, seen: Seen, statement: str
) -> None:
    await shop.observations.record(seen(level=Level.NOT_YET, follow_up=THURSDAY))
    shop.clock.advance(hours=timedelta(days=4) / timedelta(hours=1))
    await write(sessions, ARRIVED)
    await write(sessions, statement)
    assert not await waits(shop, sessions)


@pytest.mark.parametrize("statement", [CONTEST, CHORE], ids=["an open contest", "a chore"])
async def test_other_work_waits(shop: Shop, sessions: Sessions, seen: Seen, statement: str) -> None:
    await shop.observations.record(seen())
    await write(sessions, statement)
    assert await waits(shop, sessions)
