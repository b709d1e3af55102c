"""Everybody concerned hears of a step once, also when the process ends right after it was saved."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.errors import SendLater, SendRefused
from bot.observations.records import NewObservation, Observed, Outcome
from bot.observations.retention_queries import fold_about
from bot.observations.steps import Change
from bot.people.erasure import Erasure
from bot.ports import MemberId, StepMessage
from tests.fakes import ANNA, BEN, SOFIE, WORKSPACE
from tests.observations.conftest import DroppedError
from tests.observations.test_follow_ups import Floor, floor
from tests.observations.test_told_for_sure import open_chores, restart

__all__ = ["floor"]

Heard = list[tuple[str, MemberId]]
BETTER = Change("", None, "Warm welcome, and by name", "")


@pytest.fixture
async def told(floor: Floor, seen: Callable[..., NewObservation]) -> Observed:
    """What Sofie wrote about Anna, who has been told; Ben is the admin."""
    observed = await floor.shop.observations.record(seen())
    await floor.shop.all_told()
    floor.shop.messenger.told.clear()
    return observed


async def contest(floor: Floor, observed: Observed) -> None:
    await floor.steps.contest(WORKSPACE, ANNA, observed.id, "No", source_key="c")


async def contested(floor: Floor, observed: Observed) -> None:
    """Everybody has heard of the contest."""
    await contest(floor, observed)
    await floor.shop.all_told()
    floor.shop.messenger.told.clear()


async def thank(floor: Floor, observed: Observed) -> None:
    await floor.steps.thank(WORKSPACE, ANNA, observed.id)


async def reply(floor: Floor, observed: Observed) -> None:
    await floor.steps.reply(WORKSPACE, ANNA, observed.id, "He was in a hurry", source_key="r")


async def correct(floor: Floor, observed: Observed) -> None:
    await floor.steps.correct(WORKSPACE, SOFIE, observed.id, BETTER, source_key="k")


async def undo(floor: Floor, observed: Observed) -> None:
    await floor.shop.observations.undo(WORKSPACE, SOFIE, observed.id)


async def withdraw(floor: Floor, observed: Observed) -> None:
    await floor.steps.decide(WORKSPACE, SOFIE, observed.id, Outcome.WITHDRAWN, "You are right", source_key="d")


async def uphold(floor: Floor, observed: Observed) -> None:
    await floor.steps.decide(WORKSPACE, BEN, observed.id, Outcome.UPHELD, "I saw it", source_key="d")


async def amend(floor: Floor, observed: Observed) -> None:
    await floor.steps.decide(WORKSPACE, BEN, observed.id, Outcome.AMENDED, "Nearly", source_key="d", change=BETTER)


BOTH, ALL = [ANNA, SOFIE], [BEN, ANNA, SOFIE]
STEPS = {
    "thanked": (thank, False, BOTH),
    "replied": (reply, False, BOTH),
    "corrected": (correct, False, BOTH),
    "undone": (undo, False, [ANNA]),
    "contested": (contest, False, ALL),
    "undone while it is contested": (undo, True, [BEN, ANNA]),
    "withdrawn": (withdraw, True, ALL),
    "upheld": (uphold, True, ALL),
    "amended": (amend, True, ALL),
}
WORD = {"undone": "withdrawn", "undone while it is contested": "withdrawn"}  # what the colleague hears


def heard(floor: Floor) -> Heard:
    """Who was told what, but for buttons that went."""
    return sorted(((what, who) for what, who, _ in floor.shop.messenger.told if what != "closed"), key=str)


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("dies", [False, True], ids=["lives", "dies"])
async def test_everybody_concerned_is_told_once(floor: Floor, told: Observed, name: str, dies: bool) -> None:
    step, of_a_contest, people = STEPS[name]
    if of_a_contest:
        await contested(floor, told)
    floor.shop.messenger.killed = floor.shop.messenger.silenced = dies
    await step(floor, told)
    await floor.shop.all_told()
    assert heard(floor) == [] or not dies
    floor.shop.messenger.killed = False
    await restart(floor, minutes=3)
    await restart(floor, minutes=11)
    assert sorted(who for _, who in heard(floor)) == sorted(people)
    assert (WORD.get(name, name), ANNA) in heard(floor)
    assert await open_chores(floor) == 0


@pytest.mark.parametrize("name", [name for name in STEPS if "undone" not in name])
async def test_message_after_a_restart_says_the_same(floor: Floor, told: Observed, name: str) -> None:
    step, of_a_contest, _ = STEPS[name]
    if of_a_contest:
        await contested(floor, told)
    shown: list[StepMessage] = []
    for dies in (False, True):
        floor.shop.messenger.told.clear()
        if dies:
            await _as_if_untold(floor)
        else:
            await step(floor, told)
        await floor.shop.all_told()
        await restart(floor, minutes=3)
        shown += [message for what, who, message in floor.shop.messenger.told if who == ANNA]  # type: ignore[misc]
    assert shown[0] == shown[1]


async def _as_if_untold(floor: Floor) -> None:
    """Owe the colleague the newest step again."""
    owed = (
        "INSERT INTO chore (workspace, observation, kind, other, key, claim, not_before, doubt) "
        "SELECT workspace, observation, 'step_subject', id, 'k', 0, at, false FROM observation_event "
        "ORDER BY id DESC LIMIT 1"
    )
    async with floor.sessions.begin() as session:
        await session.execute(text(owed))


async def test_correction_told_after_another_one_says_what_it_changed_itself(floor: Floor, told: Observed) -> None:
    floor.shop.messenger.silenced = True
    await correct(floor, told)
    await floor.steps.correct(WORKSPACE, SOFIE, told.id, Change("", None, "Warm", ""), source_key="k2")
    await floor.shop.all_told()
    await restart(floor, minutes=3)
    said = [
        message for _, who, message in floor.shop.messenger.told if who == ANNA and isinstance(message, StepMessage)
    ]
    changes = sorted((one.before.note, one.about.note) for one in said if one.before)
    assert changes == sorted([(told.note, BETTER.note), (BETTER.note, "Warm")])


@pytest.mark.parametrize("step", [thank, reply, correct, contest])
async def test_colleague_reads_no_note_of_what_was_undone_meanwhile(
    floor: Floor, told: Observed, step: Callable[[Floor, Observed], Awaitable[None]]
) -> None:
    floor.shop.messenger.silenced = True
    await step(floor, told)
    await floor.shop.all_told()
    await undo(floor, told)
    await floor.shop.all_told()
    for _ in range(2):
        await restart(floor, minutes=6)
    assert [what for what, who in heard(floor) if who == ANNA] == ["withdrawn"]
    assert await open_chores(floor) == 0


async def test_nobody_hears_of_a_step_of_somebody_who_is_erased(floor: Floor, told: Observed) -> None:
    floor.shop.messenger.silenced = True
    await reply(floor, told)
    await floor.shop.all_told()
    await Erasure(floor.sessions, floor.shop.clock, fold_about).erase(WORKSPACE, ANNA)
    await restart(floor, minutes=3)
    assert heard(floor) == []
    assert await open_chores(floor) == 0


async def test_observer_who_is_erased_meanwhile_is_told_nothing(floor: Floor, told: Observed) -> None:
    floor.shop.messenger.silenced = True
    await reply(floor, told)
    await floor.shop.all_told()
    await Erasure(floor.sessions, floor.shop.clock, fold_about).erase(WORKSPACE, SOFIE)
    await restart(floor, minutes=3)
    assert heard(floor) == [("replied", ANNA)]
    assert await open_chores(floor) == 0


@pytest.mark.parametrize("trouble", [DroppedError("timeout"), SendLater(timedelta(minutes=1))])
async def test_message_that_may_have_arrived_is_looked_for_by_a_key_of_its_own(
    floor: Floor, told: Observed, trouble: Exception
) -> None:
    floor.shop.messenger.troubles = [trouble]
    await correct(floor, told)
    await floor.shop.all_told()
    for _ in range(2):
        await restart(floor, minutes=11)
    assert heard(floor) == [("corrected", ANNA), ("corrected", SOFIE)]
    assert await open_chores(floor) == 0


async def test_where_takt_may_not_look_it_is_told_rather_twice_than_never(floor: Floor, told: Observed) -> None:
    floor.shop.messenger.unreadable = SendRefused("missing_scope", "workspace")
    floor.shop.messenger.silenced = True
    await correct(floor, told)
    await floor.shop.all_told()
    for _ in range(2):
        await restart(floor, minutes=11)
    assert heard(floor) == [("corrected", ANNA), ("corrected", SOFIE)]


async def test_message_of_a_step_that_shows_the_note_is_emptied_by_an_undo(floor: Floor, told: Observed) -> None:
    floor.shop.messenger.silenced = True
    await correct(floor, told)
    await floor.shop.all_told()
    await restart(floor, minutes=3)
    await undo(floor, told)
    await floor.shop.all_told()
    assert len(floor.shop.messenger.emptied) == 2, "what was recorded, and the correction"


async def test_undo_takes_the_buttons_of_its_contest_also_after_a_restart(floor: Floor, told: Observed) -> None:
    await contested(floor, told)
    floor.shop.messenger.killed = floor.shop.messenger.silenced = True
    await undo(floor, told)
    await floor.shop.all_told()
    floor.shop.messenger.killed = False
    await restart(floor, minutes=3)
    await restart(floor, minutes=11)
    closed = sorted(who for what, who, _ in floor.shop.messenger.told if what == "closed")
    assert closed == [f"D{BEN}", f"D{SOFIE}"]


async def test_repeated_step_is_told_once(floor: Floor, told: Observed) -> None:
    for _ in range(2):
        await reply(floor, told)
        await thank(floor, told)
    await floor.shop.all_told()
    assert heard(floor) == [(what, who) for what in ("replied", "thanked") for who in (ANNA, SOFIE)]
