"""What was taken back does not stay readable where the colleague was told of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.errors import SendLater
from bot.observations.notes import Notes
from bot.observations.records import NewObservation, Observed, Outcome
from bot.observations.retention_queries import fold_about
from bot.people.erasure import Erasure
from bot.ports import ChannelId
from tests.fakes import ANNA, SOFIE, WORKSPACE
from tests.observations.test_follow_ups import Floor, floor

__all__ = ["floor"]

Seen = Callable[..., NewObservation]
CHANNEL = ChannelId("DU0ANNA")
UNDONE, WITHDRAWN = (CHANNEL, False), (CHANNEL, True)


async def told(floor: Floor, seen: Seen) -> Observed:
    """Anna has been told of an observation."""
    observed = await floor.shop.observations.record(seen())
    await floor.shop.all_told()
    return observed


async def test_undo_empties_the_message_and_tells_of_it(floor: Floor, seen: Seen) -> None:
    observed = await told(floor, seen)
    await floor.shop.observations.undo(WORKSPACE, SOFIE, observed.id)
    assert [what for what, *_ in await floor.shop.all_told()] == ["recorded", "withdrawn"]
    assert floor.shop.messenger.emptied == [UNDONE]


async def test_undo_is_told_also_where_the_message_is_gone(floor: Floor, seen: Seen) -> None:
    observed = await told(floor, seen)
    floor.shop.messenger.lost = True
    await floor.shop.observations.undo(WORKSPACE, SOFIE, observed.id)
    assert [what for what, *_ in await floor.shop.all_told()] == ["recorded", "withdrawn"]


async def test_withdrawal_empties_every_message_but_the_one_that_tells_of_it(floor: Floor, seen: Seen) -> None:
    observed = await told(floor, seen)
    await floor.steps.contest(WORKSPACE, ANNA, observed.id, "No", source_key="c")
    await floor.shop.all_told()
    await floor.steps.decide(WORKSPACE, SOFIE, observed.id, Outcome.WITHDRAWN, "You are right", source_key="d")
    assert ("withdrawn", ANNA) in [(what, member) for what, member, _ in await floor.shop.all_told()]
    assert floor.shop.messenger.emptied == [WITHDRAWN, WITHDRAWN], "what was told, and the copy of the contest"


@pytest.mark.parametrize("outcome", [Outcome.UPHELD, Outcome.AMENDED])
async def test_what_counts_stays_readable(floor: Floor, seen: Seen, outcome: Outcome) -> None:
    observed = await told(floor, seen)
    await floor.steps.contest(WORKSPACE, ANNA, observed.id, "No", source_key="c")
    await floor.steps.decide(WORKSPACE, SOFIE, observed.id, outcome, "I saw it", source_key="d")
    await floor.shop.all_told()
    assert floor.shop.messenger.emptied == []


async def test_message_that_is_under_way_during_the_undo_is_emptied_once_it_is_there(floor: Floor, seen: Seen) -> None:
    shop, observed = floor.shop, await told(floor, seen)
    await shop.observations.undo(WORKSPACE, SOFIE, observed.id)
    await shop.all_told()
    notes = Notes(shop.observations._people, shop.live, shop.messenger, shop.tasks, floor.sessions)
    await notes.keep(observed, (CHANNEL, "2.0"))
    await shop.all_told()
    assert shop.messenger.emptied == [UNDONE, UNDONE], "by the undo what was there, then the late one"


async def test_message_that_waits_during_the_undo_is_not_sent(floor: Floor, seen: Seen) -> None:
    floor.shop.messenger.troubles = [SendLater(timedelta(milliseconds=200))]
    observed = await floor.shop.observations.record(seen())
    await floor.shop.observations.undo(WORKSPACE, SOFIE, observed.id)
    assert [what for what, *_ in await floor.shop.all_told()] == ["withdrawn"]
    assert floor.shop.messenger.emptied == []


async def test_where_the_messages_are_is_erased_with_the_observation(floor: Floor, seen: Seen) -> None:
    await told(floor, seen)
    counting = text("SELECT count(*) FROM told")
    async with floor.sessions() as session:
        assert await session.scalar(counting) == 1
    await Erasure(floor.sessions, floor.shop.clock, fold_about).erase(WORKSPACE, ANNA)
    async with floor.sessions() as session:
        assert await session.scalar(counting) == 0
