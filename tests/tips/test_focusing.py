"""The standard of the week comes with the first tip after it was set, whatever came before, and ends on its day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.ports import Reason
from bot.tips.focusing import Focusing
from bot.tips.situation import Code
from tests.fakes import SOFIE, WORKSPACE
from tests.tips.stage import BUTIK, Stage
from tests.tips.test_deliveries import DAY, NINE
from tests.tips.words import EVERY_MORNING, catalogue, standard

SUNDAY = date(2026, 11, 29)
FOCUS = (Reason(Code.FOCUS),)


@pytest.fixture
async def on(stage: Stage) -> Stage:
    """Tips come every day at 09:00 UTC out of twelve standards, and Monday's has come."""
    stage.live.replace(catalogue(*(standard(f"s{number}", area) for number, area in enumerate("abcabcabcabc"))))
    await stage.turn_on()
    await stage.tick_at(NINE)
    return stage


def focusing(stage: Stage) -> Focusing:
    return Focusing(stage.sessions, stage.clock, stage.people)


async def puts_first(stage: Stage, chosen: str, days: int = 7) -> None:
    """Sofie types `/tips focus`, an hour after the last tip."""
    stage.clock.set(stage.clock.now() + timedelta(hours=1))
    assert await focusing(stage).focus(WORKSPACE, BUTIK, SOFIE, chosen, days=days) is not None


async def focus_now(stage: Stage) -> tuple[str | None, date | None]:
    """What `/tips focus` says."""
    subscription = await focusing(stage).now(WORKSPACE, BUTIK, SOFIE)
    assert subscription is not None
    return subscription.focus, subscription.focus_until


def came(stage: Stage) -> list[str]:
    return [post.tip.standard for post in stage.slack.posts]


async def test_the_standard_of_the_last_tip_comes_next_once_it_is_put_first(on: Stage) -> None:
    (first,) = came(on)
    await puts_first(on, first)
    plan = await on.planning.plan(on.sofie, BUTIK)
    for day in (1, 2, 3, 4):
        await on.tick_at(NINE + day * DAY)
    assert [one == first for one in came(on)[1:]] == [True, False, True, False]
    assert on.slack.posts[1].tip.why == FOCUS
    assert came(on)[1:] == [one.standard for one in plan.days[:4]]


async def test_with_a_weekly_rhythm_it_comes_within_its_week(stage: Stage) -> None:
    stage.live.replace(catalogue(*(standard(f"s{number}", area) for number, area in enumerate("abcabcabcabc"))))
    await stage.turn_on(wanted=replace(EVERY_MORNING, weekdays=frozenset({0})))
    await stage.tick_at(NINE)
    (first,) = came(stage)
    await puts_first(stage, first)
    for week in (1, 2):
        await stage.tick_at(NINE + 7 * week * DAY)
    assert [one == first for one in came(stage)] == [True, True, False]


async def test_who_puts_it_first_once_more_gets_it_next_once_more(on: Stage) -> None:
    await puts_first(on, "s7")
    await on.tick_at(NINE + DAY)
    await puts_first(on, "s7")
    await on.tick_at(NINE + 2 * DAY)
    await on.tick_at(NINE + 3 * DAY)
    assert [one == "s7" for one in came(on)] == [False, True, True, False]


async def test_a_tip_that_was_late_counts_from_when_it_was_chosen(on: Stage) -> None:
    on.clock.set(NINE + DAY - timedelta(minutes=59))
    await puts_first(on, came(on)[0])  # a minute past nine
    await on.tick_at(NINE + DAY + timedelta(minutes=5))
    await on.tick_at(NINE + 2 * DAY)
    assert [one == came(on)[0] for one in came(on)] == [True, True, False]


async def test_a_focus_ends_on_its_day_also_while_tips_are_paused(on: Stage) -> None:
    await puts_first(on, "s7", days=6)
    await on.rests.pause(on.sofie, BUTIK)
    on.clock.set(NINE + 6 * DAY)
    assert await focus_now(on) == ("s7", SUNDAY)
    on.clock.set(NINE + 7 * DAY)
    assert await focus_now(on) == (None, None)
    assert not await focusing(on).lift(WORKSPACE, BUTIK, SOFIE), "there is none to end any more"


async def test_a_focus_is_over_once_no_tip_comes_in_its_time(on: Stage) -> None:
    await puts_first(on, "s7", days=1)
    assert await focus_now(on) == ("s7", date(2026, 11, 24))
    await on.tick_at(NINE + DAY)
    assert await focus_now(on) == (None, None)


async def test_what_has_ended_is_not_named_as_replaced(on: Stage) -> None:
    await puts_first(on, "s7", days=6)
    await on.rests.pause(on.sofie, BUTIK)
    on.clock.set(NINE + 30 * DAY)
    await on.rests.resume(on.sofie, BUTIK, ())
    focused = await focusing(on).focus(WORKSPACE, BUTIK, SOFIE, "s8", days=7)
    assert focused is not None
    assert focused.instead_of is None
