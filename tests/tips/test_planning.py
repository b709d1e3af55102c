"""The plan shows what the mornings then bring; what a supervisor decides of it holds, and can be undone."""

from datetime import date, timedelta

import pytest

from bot.errors import NotAllowed
from bot.i18n import translator
from bot.ports import Reason
from bot.tips.decisions import Kind
from bot.tips.errors import WishRefused
from bot.tips.planned import DAYS_PLANNED, Plan
from bot.tips.rest import Break
from bot.tips.schedule import LeftOut
from bot.tips.situation import Code
from bot.tips.tidying import Tidying
from bot.tips.wording import read
from handlers.views.tip_plan import Decided, Swap
from handlers.views.tips_words import outcome
from tests.fakes import BEN, SOFIE, person
from tests.tips.stage import BUTIK, Stage
from tests.tips.test_deliveries import NINE
from tests.tips.test_resting import said
from tests.tips.words import catalogue, standard

MANY = [standard(f"s{number}", area) for number, area in enumerate("abcabcabcabc")]
MONDAY, TUESDAY, WEDNESDAY = (date(2026, 11, day) for day in (23, 24, 25))


@pytest.fixture
async def on(stage: Stage) -> Stage:
    """Tips come every day at 09:00 UTC, from Monday on, out of twelve standards."""
    stage.live.replace(catalogue(*MANY))
    await stage.turn_on()
    return stage


def standards(plan: Plan) -> list[str | None]:
    """What would come, in order."""
    return [one.standard for one in plan.days]


async def test_the_plan_is_what_the_next_ten_mornings_bring(on: Stage) -> None:
    plan = await on.planning.plan(on.sofie, BUTIK)
    assert [one.day for one in plan.days] == [MONDAY + timedelta(days=n) for n in range(DAYS_PLANNED)]
    for one in plan.days:
        await on.tick_at(one.slot)
    assert [row.standard for row in await on.rows()] == standards(plan)


async def test_a_pinned_standard_comes_on_its_day_and_says_so(on: Stage) -> None:
    before = await on.planning.plan(on.sofie, BUTIK)
    other = next(one.id for one in reversed(MANY) if one.id not in standards(before)[:3])
    plan = await on.planning.pin(on.sofie, BUTIK, TUESDAY, other)
    assert standards(plan)[1] == other
    for moment in (NINE, NINE + timedelta(days=1)):
        await on.tick_at(moment)
    assert [post.tip.standard for post in on.slack.posts][1] == other
    assert on.slack.posts[1].tip.why == (Reason(Code.PINNED),)


async def test_what_somebody_asks_for_by_hand_leaves_the_pinned_standard_to_its_slot(on: Stage) -> None:
    await on.planning.pin(on.sofie, BUTIK, MONDAY, "s11")
    await on.deliveries.send_now(on.sofie, BUTIK, source_key="one")
    await on.tick_at(NINE)
    first, second = (post.tip.standard for post in on.slack.posts)
    assert (first == "s11", second) == (False, "s11")


async def test_a_skipped_day_brings_no_tip_and_the_status_says_why(on: Stage) -> None:
    before = await on.planning.plan(on.sofie, BUTIK)
    plan = await on.planning.skip(on.sofie, BUTIK, MONDAY)
    assert plan.days[0].is_skipped
    assert standards(plan)[1] == standards(before)[0], "what would have come, comes a day later"
    ahead = await on.status()
    assert [slot.day for slot in ahead.next_slots] == [24, 25, 26, 27, 28]
    assert LeftOut(Break(MONDAY, MONDAY), by_plan=True) in ahead.left_out
    await on.tick_at(NINE)
    assert on.slack.posts == []
    (record,) = (await on.status()).recent
    assert outcome(record, translator("en")) == "not sent: the day was skipped in the plan"
    assert on.slack.late == []


async def test_a_skipped_day_keeps_its_reason_after_an_outage_and_only_others_are_told_of(on: Stage) -> None:
    await on.planning.skip(on.sofie, BUTIK, MONDAY)
    await on.tick_at(NINE + timedelta(hours=5))
    assert [(row.state, row.reason) for row in await on.rows()] == [("skipped", "left-out")]
    assert on.slack.late == []
    await on.planning.skip(on.sofie, BUTIK, WEDNESDAY)
    await Tidying(on.sessions, on.clock).forget()
    on.clock.set(NINE + timedelta(days=6, hours=5))
    await Tidying(on.sessions, on.clock).forget()  # a start does all at once
    await on.deliveries.tick()
    reasons = [row.reason for row in await on.rows()]
    assert reasons == ["left-out", "too-late", "left-out", *["too-late"] * 4]
    assert [channels for _, _, channels, _ in on.slack.late] == [[BUTIK]]


async def test_pinning_without_a_standard_keeps_the_one_that_would_come(on: Stage) -> None:
    before = await on.planning.plan(on.sofie, BUTIK)
    plan = await on.planning.pin(on.sofie, BUTIK, WEDNESDAY)
    decision = plan.days[2].decision
    assert decision is not None
    assert (decision.kind, decision.standard, decision.member) == (Kind.PINNED, standards(before)[2], SOFIE)
    assert standards(plan) == standards(before)


async def test_undo_leaves_the_day_to_the_morning_again(on: Stage) -> None:
    before = await on.planning.plan(on.sofie, BUTIK)
    await on.planning.skip(on.sofie, BUTIK, MONDAY)
    await on.planning.pin(on.sofie, BUTIK, TUESDAY, "s9")
    assert await on.planning.undo(on.sofie, BUTIK, TUESDAY) != before
    assert await on.planning.undo(on.sofie, BUTIK) == before


async def test_resume_brings_a_day_back_that_was_skipped_in_the_plan(on: Stage) -> None:
    before = await on.planning.plan(on.sofie, BUTIK)
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        await on.planning.skip(on.sofie, BUTIK, day)
    status = await on.rests.resume(on.sofie, BUTIK, said("resume tomorrow"))
    assert [slot.day for slot in status.next_slots] == [24, 26, 27, 28, 29]
    status = await on.rests.resume(on.sofie, BUTIK, said("resume"))
    assert [slot.day for slot in status.next_slots] == [23, 24, 26, 27, 28], "without a day it is today"
    await on.rests.change(on.sofie, BUTIK, said("skip 26 nov"))
    status = await on.rests.resume(on.sofie, BUTIK, said("resume 25-26 nov"))
    assert (len(status.next_slots), status.left_out) == (5, ()), "both that was skipped in the plan and without it"
    assert await on.planning.plan(on.sofie, BUTIK) == before


async def test_resume_of_a_day_that_has_a_tip_changes_nothing_of_the_plan(on: Stage) -> None:
    await on.planning.pin(on.sofie, BUTIK, MONDAY)
    before = await on.planning.skip(on.sofie, BUTIK, TUESDAY)
    for words in ("resume", "resume wednesday", "resume tomorrow and wednesday"):
        with pytest.raises(WishRefused):
            await on.rests.resume(on.sofie, BUTIK, said(words))
    assert await on.planning.plan(on.sofie, BUTIK) == before


async def test_resume_after_a_pause_brings_the_named_day_back_too(on: Stage) -> None:
    await on.planning.skip(on.sofie, BUTIK, TUESDAY)
    await on.rests.pause(on.sofie, BUTIK)
    status = await on.rests.resume(on.sofie, BUTIK, said("resume tomorrow"))
    assert [slot.day for slot in status.next_slots] == [23, 24, 25, 26, 27]


async def test_a_frozen_plan_stays_whatever_the_answers(on: Stage) -> None:
    await on.planning.skip(on.sofie, BUTIK, TUESDAY)
    frozen = await on.planning.pin_all(on.sofie, BUTIK)
    assert [one.decision.kind for one in frozen.days if one.decision] == ["pinned", "skipped", *["pinned"] * 8]
    on.live.replace(catalogue(*MANY, standard("brand-new", "d")))
    assert standards(await on.planning.plan(on.sofie, BUTIK)) == standards(frozen)


async def test_a_pinned_standard_that_is_retired_gives_way(on: Stage) -> None:
    await on.planning.pin(on.sofie, BUTIK, MONDAY, "s11")
    on.live.replace(catalogue(*MANY[:-1]))
    plan = await on.planning.plan(on.sofie, BUTIK)
    assert plan.days[0].gone == "s11"
    assert plan.days[0].standard in {one.id for one in MANY[:-1]}
    await on.tick_at(NINE)
    assert [post.tip.standard for post in on.slack.posts] == standards(plan)[:1]


async def test_a_day_that_is_over_is_not_decided(on: Stage) -> None:
    await on.tick_at(NINE)
    before = await on.planning.plan(on.sofie, BUTIK)
    assert before.on(MONDAY) is None
    assert await on.planning.skip(on.sofie, BUTIK, MONDAY) == before
    assert await on.planning.pin(on.sofie, BUTIK, MONDAY, "s1") == before


async def test_without_tips_there_is_no_plan_and_turning_off_forgets_it(on: Stage) -> None:
    await on.planning.skip(on.sofie, BUTIK, MONDAY)
    await on.turn_off()
    assert (await on.planning.plan(on.sofie, BUTIK)).days == ()
    await on.turn_on()
    assert not (await on.planning.plan(on.sofie, BUTIK)).days[0].is_skipped


async def test_who_may_not_subscribe_may_not_plan(on: Stage) -> None:
    for act in (on.planning.plan, on.planning.pin_all, on.planning.undo):
        with pytest.raises(NotAllowed):
            await act(person(BEN), BUTIK)


async def test_two_who_decide_at_once_leave_one_decision(on: Stage) -> None:
    await on.planning.pin(on.sofie, BUTIK, MONDAY, "s1")
    plan = await on.planning.pin(on.sofie, BUTIK, MONDAY, "s2")
    assert plan.days[0].standard == "s2"


@pytest.mark.parametrize(("words", "verb"), [("plan", "PLAN"), ("planen", "PLAN"), ("rapport", "REPORT")])
def test_the_words_for_it(words: str, verb: str) -> None:
    assert read(words, ["en", "da"]).verb.name == verb


@pytest.mark.parametrize("value", ["", "pin/", "pin/2026-13-01", "dance/2026-11-24", "2026-11-24"])
def test_a_value_that_is_none_of_ours_decides_nothing(value: str) -> None:
    assert Decided.read(value) is None
    assert Swap.read(value) is None


def test_what_travels_in_values_comes_back() -> None:
    assert Decided.read(Decided("skip", MONDAY).value) == Decided("skip", MONDAY)
    assert Swap.read(Swap(BUTIK, MONDAY, "V1").kept()) == Swap(BUTIK, MONDAY, "V1")
