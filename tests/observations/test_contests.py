"""Who is to decide on a contest is asked once: also when the process ends right after it was saved."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.catalogue.model import Level
from bot.errors import SendInDoubt, SendLater, SendRefused
from bot.observations.chores import LEASE
from bot.observations.decider_queries import deciders_of, release_contests
from bot.observations.records import NewObservation, Observed, Outcome
from bot.observations.seeking import Seeking
from bot.observations.steps import Change
from bot.ports import MemberId, StepMessage
from tests.fakes import ANNA, BEN, SOFIE, WORKSPACE
from tests.observations.conftest import DroppedError, in_parallel
from tests.observations.test_follow_ups import Floor, floor
from tests.observations.test_reading_written_down import lines_read

__all__ = ["floor"]

ADMIN, OBSERVER = BEN, SOFIE


@pytest.fixture
async def seen_one(floor: Floor, seen: Callable[..., NewObservation]) -> Observed:
    """What Anna is about to contest; Sofie wrote it, and Ben is the admin."""
    observed = await floor.shop.observations.record(seen())
    await floor.shop.all_told()
    return observed


async def contest(floor: Floor, observed: Observed) -> None:
    await floor.steps.contest(WORKSPACE, ANNA, observed.id, "No", source_key="c")
    await floor.shop.tasks.drain(5)


async def work(floor: Floor, **later: float) -> None:
    """The job some time later, on two replicas that have just started."""
    floor.shop.clock.advance(**later)
    people = floor.shop.observations._people
    await in_parallel(*(floor.shop.tellers(floor.sessions, people).chores.do_due() for _ in range(2)))


def asked(floor: Floor) -> list[MemberId]:
    """Who was asked to decide, or told that it was contested."""
    return sorted(who for what, who, _ in floor.shop.messenger.told if what == "contested" and who != ANNA)


async def test_both_are_asked_at_once_and_it_is_kept_where(floor: Floor, seen_one: Observed) -> None:
    await contest(floor, seen_one)
    assert asked(floor) == [ADMIN, OBSERVER]
    async with floor.sessions() as session:
        places = {one.member: one.channel for one in await deciders_of(session, observation=seen_one.id)}
    assert places == {ADMIN: f"D{ADMIN}", OBSERVER: f"D{OBSERVER}"}
    await work(floor, minutes=20)
    assert asked(floor) == [ADMIN, OBSERVER]


async def test_admin_who_is_shown_the_note_has_read_it(floor: Floor, seen_one: Observed) -> None:
    floor.shop.messenger.asking_troubles = [SendInDoubt("timeout")] * 2
    await contest(floor, seen_one)
    assert await lines_read(floor.sessions) == []
    for _ in range(3):
        await work(floor, minutes=11)
    assert await lines_read(floor.sessions) == [(ADMIN, ANNA, str(seen_one.id))]


async def test_process_that_ends_right_after_the_contest_leaves_nobody_unasked(
    floor: Floor, seen_one: Observed
) -> None:
    floor.shop.messenger.killed = True
    await contest(floor, seen_one)
    assert asked(floor) == []
    floor.shop.messenger.killed = False
    await work(floor, seconds=LEASE.total_seconds() + 1)
    assert asked(floor) == [ADMIN, OBSERVER]


@pytest.mark.parametrize("arrives", [True, False])
async def test_question_that_may_have_arrived_is_looked_for(floor: Floor, seen_one: Observed, arrives: bool) -> None:
    trouble = DroppedError("timeout") if arrives else SendLater(timedelta(minutes=1))
    floor.shop.messenger.asking_troubles = [trouble, trouble]
    await contest(floor, seen_one)
    assert len(asked(floor)) == 2 * int(arrives)
    for _ in range(2):
        await work(floor, minutes=11)
    assert asked(floor) == [ADMIN, OBSERVER]
    async with floor.sessions() as session:
        assert all(one.ts for one in await deciders_of(session, observation=seen_one.id))


@pytest.mark.parametrize("killed", [True, False])
async def test_where_takt_may_not_look_each_is_asked_rather_twice_than_never(
    floor: Floor, seen_one: Observed, killed: bool
) -> None:
    messenger = floor.shop.messenger
    messenger.unreadable = SendRefused("missing_scope", "workspace")
    messenger.killed, messenger.asking_troubles = killed, [SendInDoubt("timeout")] * 2
    await contest(floor, seen_one)
    assert asked(floor) == []
    messenger.killed, messenger.asking_troubles = False, []
    for _ in range(2):
        await work(floor, minutes=11)
    assert asked(floor) == [ADMIN, OBSERVER]


async def test_scope_that_is_missing_for_asking_is_waited_for(floor: Floor, seen_one: Observed) -> None:
    lost = SendRefused("missing_scope", "workspace")
    floor.shop.messenger.asking_troubles = [SendInDoubt("timeout"), SendInDoubt("timeout"), lost, lost]
    await contest(floor, seen_one)
    for _ in range(3):
        await work(floor, minutes=11)
    assert asked(floor) == [ADMIN, OBSERVER]


async def test_one_who_cannot_be_reached_keeps_the_other_from_nothing(floor: Floor, seen_one: Observed) -> None:
    floor.shop.messenger.asking_troubles = [SendRefused("user_disabled", "ours")]
    await contest(floor, seen_one)
    assert len(asked(floor)) == 1


async def test_contest_that_is_decided_meanwhile_is_asked_about_no_more(floor: Floor, seen_one: Observed) -> None:
    floor.shop.messenger.asking_troubles = [SendLater(timedelta(minutes=1))] * 2
    await contest(floor, seen_one)
    await floor.steps.decide(WORKSPACE, SOFIE, seen_one.id, Outcome.WITHDRAWN, "Yes", source_key="d")
    await work(floor, minutes=2)
    assert asked(floor) == []


async def test_admin_who_was_sought_meanwhile_is_asked_by_one_alone(floor: Floor, seen_one: Observed) -> None:
    floor.shop.messenger.asking_troubles = [SendLater(timedelta(minutes=1))] * 3
    await contest(floor, seen_one)
    async with floor.sessions.begin() as session:
        await release_contests(session, workspace=WORKSPACE, member=BEN)
    shop, people = floor.shop, floor.shop.observations._people
    seeking = Seeking(floor.sessions, shop.clock, people, shop.tellers(floor.sessions, people).steps, shop.messenger)
    await seeking.seek()
    await work(floor, minutes=2)
    assert asked(floor) == [OBSERVER], "whoever seeks an admin asks them, later"
    await seeking.seek()
    await work(floor, minutes=2)
    assert asked(floor) == [ADMIN, OBSERVER]


async def undo(floor: Floor, observed: Observed) -> None:
    await floor.shop.observations.undo(WORKSPACE, SOFIE, observed.id)


def closed(floor: Floor) -> list[MemberId]:
    """Whose questions have lost their buttons: channels of direct messages."""
    return sorted(who for what, who, _ in floor.shop.messenger.told if what == "closed")


async def test_question_that_is_under_way_while_it_is_undone_loses_its_buttons(
    floor: Floor, seen_one: Observed
) -> None:
    floor.shop.messenger.meanwhile = lambda: undo(floor, seen_one)
    await contest(floor, seen_one)
    assert closed(floor) == [f"D{who}" for who in asked(floor)]
    assert len(closed(floor)) == 1, "the other is not asked at all"


@pytest.mark.parametrize("troubles", [[], [SendLater(timedelta(minutes=1))] * 2], ids=["at once", "Slack puts it off"])
async def test_question_in_doubt_that_arrived_before_it_was_undone_loses_its_buttons(
    floor: Floor, seen_one: Observed, troubles: list[Exception]
) -> None:
    floor.shop.messenger.asking_troubles = [DroppedError("timeout")] * 2
    await contest(floor, seen_one)
    await undo(floor, seen_one)
    await floor.shop.all_told()
    assert closed(floor) == []
    floor.shop.messenger.troubles = list(troubles)
    for _ in range(2):
        await work(floor, minutes=11)
    assert closed(floor) == [f"D{ADMIN}", f"D{OBSERVER}"]
    assert asked(floor) == [ADMIN, OBSERVER]


async def test_question_in_doubt_that_never_arrived_is_not_asked_once_it_is_undone(
    floor: Floor, seen_one: Observed
) -> None:
    floor.shop.messenger.asking_troubles = [SendInDoubt("timeout")] * 2
    await contest(floor, seen_one)
    await undo(floor, seen_one)
    await work(floor, minutes=11)
    assert (asked(floor), closed(floor)) == ([], [])


async def decide(floor: Floor, observed: Observed, outcome: Outcome = Outcome.WITHDRAWN) -> None:
    await floor.steps.decide(WORKSPACE, SOFIE, observed.id, outcome, "Yes", source_key="d")


def closed_by(floor: Floor) -> list[str]:
    """What the questions that have lost their buttons say instead."""
    return [one.step for what, _, one in floor.shop.messenger.told if what == "closed" and isinstance(one, StepMessage)]


async def test_decision_takes_the_buttons_from_every_question_once(floor: Floor, seen_one: Observed) -> None:
    await contest(floor, seen_one)
    for _ in range(2):
        await decide(floor, seen_one)
        await floor.shop.all_told()
        await work(floor, minutes=11)
    assert closed(floor) == [f"D{ADMIN}", f"D{OBSERVER}"]
    assert closed_by(floor) == ["withdrawn", "withdrawn"]


async def test_question_loses_its_buttons_also_where_the_process_ends_right_after_the_decision(
    floor: Floor, seen_one: Observed
) -> None:
    await contest(floor, seen_one)
    floor.shop.messenger.killed = True
    await decide(floor, seen_one)
    await floor.shop.all_told()
    assert closed(floor) == []
    floor.shop.messenger.killed = False
    await work(floor, seconds=LEASE.total_seconds() + 1)
    assert closed(floor) == [f"D{ADMIN}", f"D{OBSERVER}"]


async def test_question_that_is_under_way_while_it_is_decided_loses_its_buttons(
    floor: Floor, seen_one: Observed
) -> None:
    floor.shop.messenger.meanwhile = lambda: decide(floor, seen_one)
    await contest(floor, seen_one)
    assert closed(floor) == [f"D{who}" for who in asked(floor)]
    assert len(closed(floor)) == 1, "the other is not asked at all"


async def test_question_in_doubt_that_arrived_before_it_was_decided_loses_its_buttons(
    floor: Floor, seen_one: Observed
) -> None:
    floor.shop.messenger.asking_troubles = [DroppedError("timeout")] * 2
    await contest(floor, seen_one)
    contested_at = floor.shop.clock.now()
    floor.shop.clock.advance(days=3)
    await decide(floor, seen_one)
    await floor.shop.all_told()
    for _ in range(2):
        await work(floor, minutes=11)
    assert all(since < contested_at for since in floor.shop.messenger.looked_since)
    assert closed(floor) == [f"D{ADMIN}", f"D{OBSERVER}"]
    assert asked(floor) == [ADMIN, OBSERVER]


async def test_who_is_asked_about_a_second_contest_keeps_the_buttons_of_it(floor: Floor, seen_one: Observed) -> None:
    await contest(floor, seen_one)
    change = Change("", Level.NOT_YET, "Another note", "")
    await floor.steps.decide(WORKSPACE, SOFIE, seen_one.id, Outcome.AMENDED, "Better so", source_key="d", change=change)
    await floor.shop.all_told()
    await floor.steps.contest(WORKSPACE, ANNA, seen_one.id, "Still no", source_key="c2")
    await floor.shop.all_told()
    await work(floor, minutes=11)
    assert closed_by(floor) == ["amended", "amended"], "those of the first"
    assert asked(floor) == [ADMIN, ADMIN, OBSERVER, OBSERVER]
