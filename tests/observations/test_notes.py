"""What was taken back does not stay readable where the colleague was told of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.errors import SendLater, SendRefused
from bot.observations.chores import Chores
from bot.observations.notes import Notes
from bot.observations.records import NewObservation, Observed, Outcome
from bot.observations.retention_queries import fold_about
from bot.people.erasure import Erasure
from bot.ports import ChannelId
from tests.fakes import ANNA, BEN, SOFIE, WORKSPACE
from tests.observations.conftest import DroppedError, in_parallel
from tests.observations.test_follow_ups import Floor, floor
from tests.waiting import until

__all__ = ["floor"]

Seen = Callable[..., NewObservation]
CHANNEL = ChannelId("DU0ANNA")
UNDONE, WITHDRAWN = (CHANNEL, False), (CHANNEL, True)


async def told(floor: Floor, seen: Seen) -> Observed:
    """Anna has been told of an observation."""
    observed = await floor.shop.observations.record(seen())
    await floor.shop.all_told()
    return observed


def replica(floor: Floor) -> Chores:
    """The job, of a process that has just started."""
    return floor.shop.tellers(floor.sessions, floor.shop.observations._people).chores


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
    await floor.steps.decide(WORKSPACE, BEN, observed.id, outcome, "I saw it", source_key="d")
    await floor.shop.all_told()
    assert floor.shop.messenger.emptied == []


async def test_message_that_is_under_way_during_the_undo_is_emptied_once_it_is_there(floor: Floor, seen: Seen) -> None:
    shop, observed = floor.shop, await told(floor, seen)
    await shop.observations.undo(WORKSPACE, SOFIE, observed.id)
    await shop.all_told()
    await Notes(floor.sessions, shop.clock, replica(floor)).keep(observed, (CHANNEL, "9.0"))
    await shop.all_told()
    assert shop.messenger.emptied == [UNDONE, UNDONE], "by the undo what was there, then the late one"


async def test_message_that_waits_during_the_undo_is_not_sent(floor: Floor, seen: Seen) -> None:
    floor.shop.messenger.troubles = [SendLater(timedelta(milliseconds=200))]
    observed = await floor.shop.observations.record(seen())
    await until(lambda: not floor.shop.messenger.troubles)
    await floor.shop.observations.undo(WORKSPACE, SOFIE, observed.id)
    assert [what for what, *_ in await floor.shop.all_told()] == ["withdrawn"]
    assert floor.shop.messenger.emptied == []


@pytest.fixture
async def dropped(floor: Floor, seen: Seen) -> Observed:
    """Slack took the message to Anna, and did not say so."""
    floor.shop.messenger.troubles = [DroppedError("ServerDisconnectedError")]
    return await told(floor, seen)


async def test_message_of_which_slack_did_not_say_that_it_arrived_is_found_and_emptied_once(
    floor: Floor, dropped: Observed
) -> None:
    shop = floor.shop
    await shop.observations.undo(WORKSPACE, SOFIE, dropped.id)
    assert [what for what, *_ in await shop.all_told()] == ["recorded", "unreached", "withdrawn"]
    assert shop.messenger.emptied == [UNDONE]
    shop.clock.advance(minutes=6)
    await replica(floor).do_due()
    assert shop.messenger.emptied == [UNDONE], "the last look finds nothing more"


async def test_message_that_arrives_only_after_the_undo_is_found_by_the_last_look(floor: Floor, seen: Seen) -> None:
    shop, observed = floor.shop, await told(floor, seen)
    await shop.observations.undo(WORKSPACE, SOFIE, observed.id)
    await shop.all_told()
    shop.messenger.posted.append((CHANNEL, "9.0", observed.mark))
    for _ in range(2):
        shop.clock.advance(minutes=6)
        await replica(floor).do_due()
    assert shop.messenger.emptied == [UNDONE, UNDONE]


@pytest.mark.parametrize("outcome", ["undone", "withdrawn"])
async def test_process_that_is_killed_meanwhile_leaves_the_emptying_to_the_next(
    floor: Floor, seen: Seen, outcome: str
) -> None:
    shop, observed = floor.shop, await told(floor, seen)
    if outcome == "withdrawn":
        await floor.steps.contest(WORKSPACE, ANNA, observed.id, "No", source_key="c")
        await shop.all_told()
    shop.messenger.killed = True
    if outcome == "undone":
        await shop.observations.undo(WORKSPACE, SOFIE, observed.id)
    else:
        where = (WORKSPACE, SOFIE, observed.id)
        await floor.steps.decide(*where, Outcome.WITHDRAWN, "You are right", source_key="d")
    await shop.all_told()
    assert shop.messenger.emptied == []
    shop.messenger.killed = False
    await replica(floor).do_due()
    assert shop.messenger.emptied == [], "the lease of who was killed is not over"
    shop.clock.advance(minutes=3)
    await in_parallel(*(replica(floor).do_due() for _ in range(3)))
    assert shop.messenger.emptied == {"undone": [UNDONE], "withdrawn": [WITHDRAWN] * 2}[outcome]


async def test_chore_of_a_later_release_is_left_to_it_and_keeps_no_other_from_its_turn(
    floor: Floor, seen: Seen
) -> None:
    observed = await told(floor, seen)
    later = text(
        "INSERT INTO chore (workspace, observation, kind, other, key, claim, not_before, doubt) "
        "VALUES ('T1', :about, 'of_later', 0, 'k', 0, '2026-01-01 00:00:00+00:00', false)"
    )
    async with floor.sessions.begin() as session:
        await session.execute(later, {"about": observed.id})
    await floor.shop.observations.undo(WORKSPACE, SOFIE, observed.id)
    await floor.shop.all_told()
    await replica(floor).do_due()
    assert floor.shop.messenger.emptied == [UNDONE]
    left = text("SELECT claim, claimed_until, done_at FROM chore WHERE kind = 'of_later'")
    async with floor.sessions() as session:
        assert tuple((await session.execute(left)).one()) == (0, None, None)


@pytest.mark.parametrize(
    ("refusal", "again"),
    [(SendRefused("missing_scope", "workspace"), False), (SendRefused("account_inactive", "workspace"), True)],
)
async def test_history_that_may_not_be_read_keeps_no_known_message_full(
    floor: Floor, seen: Seen, refusal: SendRefused, again: bool
) -> None:
    shop, observed = floor.shop, await told(floor, seen)
    shop.messenger.unreadable = refusal
    await shop.observations.undo(WORKSPACE, SOFIE, observed.id)
    await shop.all_told()
    shop.clock.advance(minutes=11)
    await replica(floor).do_due()
    assert shop.messenger.emptied == [UNDONE]
    async with floor.sessions() as session:
        waiting = await session.scalar(text("SELECT count(*) FROM chore WHERE done_at IS NULL"))
    assert bool(waiting) is again


async def test_where_the_messages_are_is_erased_with_the_observation(floor: Floor, seen: Seen) -> None:
    await told(floor, seen)
    await floor.shop.observations.undo(WORKSPACE, SOFIE, 1)
    await floor.shop.all_told()
    counting = text("SELECT (SELECT count(*) FROM told) + (SELECT count(*) FROM chore)")
    async with floor.sessions() as session:
        assert await session.scalar(counting) == 2
    await Erasure(floor.sessions, floor.shop.clock, fold_about).erase(WORKSPACE, ANNA)
    async with floor.sessions() as session:
        assert await session.scalar(counting) == 0
