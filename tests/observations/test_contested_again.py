"""An observer cannot end a contest by correcting a trifle: it may be contested once more, and an admin decides."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.i18n import translator
from bot.observations.fair_errors import (
    AdminDecides,
    AlreadyContested,
    AlreadyDecided,
    NoLongerCounts,
    UpholdsOneself,
)
from bot.observations.records import NewObservation, Observed, Outcome
from bot.observations.steps import Change
from bot.people.amended_queries import amended_by
from bot.people.roles import Deed
from bot.ports import MemberId, StepMessage
from handlers.views import steps as views
from tests.fakes import ANNA, BEN, SOFIE, WORKSPACE
from tests.observations.seeking_case import Case, case
from tests.observations.test_follow_ups import Floor, floor

__all__ = ["case", "floor"]

TRIFLE, BETTER = Change("", None, "Warm welcome at the door!", ""), Change("", None, "Welcome", "")


async def contest(floor: Floor, observed: Observed, key: str) -> Observed:
    found = await floor.steps.contest(WORKSPACE, ANNA, observed.id, f"No {key}", source_key=key)
    await floor.shop.all_told()
    return found


async def decide(
    floor: Floor, member: MemberId, observed: Observed, outcome: Outcome, key: str, change: Change | None = None
) -> Observed:
    where = (WORKSPACE, member, observed.id, outcome)
    found = await floor.steps.decide(*where, f"Because {key}", source_key=key, change=change)
    await floor.shop.all_told()
    return found


@pytest.fixture
async def corrected(floor: Floor, seen: Callable[..., NewObservation]) -> Observed:
    """Anna has contested what Sofie wrote, and Sofie has corrected a trifle; Ben is the admin."""
    observed = await floor.shop.observations.record(seen())
    await floor.shop.all_told()
    await contest(floor, observed, "c1")
    return await decide(floor, SOFIE, observed, Outcome.AMENDED, "d1", TRIFLE)


def newest(floor: Floor, member: MemberId, step: str) -> StepMessage:
    """The last message to somebody about a step."""
    told = [message for what, who, message in floor.shop.messenger.told if (what, who) == (step, member)]
    assert isinstance(told[-1], StepMessage)
    return told[-1]


def buttons(message: StepMessage, reader: MemberId) -> str:
    return str(views.step(message, reader, translator(message.about.language)).to_dict())


async def test_colleague_reads_the_correction_with_its_sentence_and_may_contest_it(
    floor: Floor, corrected: Observed
) -> None:
    message = newest(floor, ANNA, "amended")
    assert (message.words, message.about.note) == ("Because d1", TRIFLE.note)
    assert message.before is not None
    assert "step.contest" in buttons(message, ANNA)
    assert "Hvis det ikke er svar nok" in buttons(message, ANNA)
    assert "step.contest" not in buttons(newest(floor, SOFIE, "amended"), SOFIE)
    await floor.steps.look(WORKSPACE, ANNA, corrected.id, Deed.CONTEST)


async def test_second_contest_goes_to_both_again_and_is_in_no_report(floor: Floor, corrected: Observed) -> None:
    asked_before = [who for what, who, _ in floor.shop.messenger.told if what == "contested"]
    again = await contest(floor, corrected, "c2")
    assert (again.contested, again.counts, again.outcome) == (True, False, None)
    asked = [who for what, who, _ in floor.shop.messenger.told if what == "contested"][len(asked_before) :]
    assert sorted(asked) == sorted([ANNA, BEN, SOFIE])
    assert newest(floor, BEN, "contested").words == "No c2"
    assert "Kun <@U0BEN> kan fastholde eller rette den." in buttons(newest(floor, SOFIE, "contested"), SOFIE)
    assert "Only you can uphold or correct it." in buttons(newest(floor, BEN, "contested"), BEN)
    with pytest.raises(AlreadyContested):
        await contest(floor, corrected, "c3")


async def test_observer_can_only_withdraw_then(floor: Floor, corrected: Observed) -> None:
    await contest(floor, corrected, "c2")
    with pytest.raises(AdminDecides):
        await decide(floor, SOFIE, corrected, Outcome.AMENDED, "d2", BETTER)
    with pytest.raises(UpholdsOneself):
        await decide(floor, SOFIE, corrected, Outcome.UPHELD, "d3")
    assert (await decide(floor, SOFIE, corrected, Outcome.WITHDRAWN, "d4")).undone


async def test_observer_hears_that_before_they_write_a_correction(floor: Floor, corrected: Observed) -> None:
    await contest(floor, corrected, "c2")
    where = (WORKSPACE, SOFIE, corrected.id, Deed.DECIDE)
    with pytest.raises(AdminDecides):
        await floor.steps.look(*where, amends=True)
    await floor.steps.look(*where)
    await floor.steps.look(WORKSPACE, BEN, corrected.id, Deed.DECIDE, amends=True)


@pytest.mark.parametrize("outcome", [Outcome.UPHELD, Outcome.AMENDED])
async def test_what_the_admin_decides_then_stands(floor: Floor, corrected: Observed, outcome: Outcome) -> None:
    await contest(floor, corrected, "c2")
    change = BETTER if outcome is Outcome.AMENDED else None
    decided = await decide(floor, BEN, corrected, outcome, "d2", change)
    assert decided.counts
    assert "step.contest" not in buttons(newest(floor, ANNA, str(outcome)), ANNA)
    with pytest.raises(AlreadyDecided):
        await contest(floor, corrected, "c3")
    async with floor.sessions() as session:
        by = {who: await amended_by(session, workspace=WORKSPACE, member=who) for who in (SOFIE, BEN)}
    assert bool(by[BEN]) == (change is not None)
    assert [one["note"] for one in by[SOFIE]] == ([] if change else [TRIFLE.note])


async def test_what_an_admin_corrects_at_first_is_not_contested_again(
    floor: Floor, seen: Callable[..., NewObservation]
) -> None:
    observed = await floor.shop.observations.record(seen())
    await contest(floor, observed, "c1")
    await decide(floor, BEN, observed, Outcome.AMENDED, "d1", BETTER)
    assert "step.contest" not in buttons(newest(floor, ANNA, "amended"), ANNA)
    with pytest.raises(AlreadyDecided):
        await contest(floor, observed, "c2")


async def test_what_another_than_the_observer_corrected_names_no_second_contest(
    floor: Floor, corrected: Observed
) -> None:
    message = newest(floor, ANNA, "amended")
    for other in (replace(message, actor=BEN), replace(message, contests=2), replace(message, actor=MemberId(""))):
        assert "step.contest" not in buttons(other, ANNA)


@pytest.fixture
async def alone(case: Case) -> Case:
    """The same in a shop where nobody else is an admin: Sofie has corrected a trifle, and Anna contests it again."""
    where = (WORKSPACE, SOFIE, case.observed.id, Outcome.AMENDED)
    await case.steps.decide(*where, "Because d1", source_key="d1", change=TRIFLE)
    await case.steps.contest(WORKSPACE, ANNA, case.observed.id, "No c2", source_key="c2")
    await case.shop.all_told()
    return case


async def test_second_contest_without_another_admin_waits_for_one_as_the_first_did(alone: Case) -> None:
    await alone.seek()
    assert ([member for member, _ in await alone.deciders()], await alone.waiting()) == ([SOFIE], 1)
    alone.appoint(BEN)
    alone.shop.clock.advance(minutes=11)
    await alone.seek()
    [(member, message)] = alone.post.asked
    assert (member, message.words, message.contests) == (BEN, "No c2", 2)
    for outcome, change, refusal in ((Outcome.UPHELD, None, UpholdsOneself), (Outcome.AMENDED, BETTER, AdminDecides)):
        with pytest.raises(refusal):
            where = (WORKSPACE, SOFIE, alone.observed.id, outcome)
            await alone.steps.decide(*where, "Mine", source_key=str(outcome), change=change)
    await alone.steps.decide(WORKSPACE, BEN, alone.observed.id, Outcome.UPHELD, "It stands", source_key="b")


@pytest.mark.parametrize(
    ("outcome", "change"), [(Outcome.UPHELD, None), (Outcome.AMENDED, BETTER), (Outcome.WITHDRAWN, None)]
)
async def test_where_nobody_else_decides_the_observer_may_end_a_second_contest_and_that_stands(
    alone: Case, outcome: Outcome, change: Change | None
) -> None:
    where = (WORKSPACE, SOFIE, alone.observed.id)
    await alone.steps.decide(*where, outcome, "I looked again", source_key="d2", change=change)
    told = [(what, who) for what, who, _ in await alone.shop.all_told()]
    assert (str(outcome), ANNA) in told
    alone.appoint(BEN)
    await alone.seek()
    assert (alone.post.asked, await alone.waiting()) == ([], 0)
    refusal = NoLongerCounts if outcome is Outcome.WITHDRAWN else AlreadyDecided
    with pytest.raises(refusal):
        await alone.steps.contest(WORKSPACE, ANNA, alone.observed.id, "No c3", source_key="c3")


async def test_observer_who_is_asked_alone_reads_that_they_may_do_all_of_it(alone: Case) -> None:
    asked = [message for what, who, message in alone.shop.messenger.told if (what, who) == ("contested", SOFIE)][-1]
    assert isinstance(asked, StepMessage)
    shown = buttons(asked, SOFIE)
    assert [action in shown for action in ("step.uphold", "step.amend", "step.withdraw")] == [True] * 3
