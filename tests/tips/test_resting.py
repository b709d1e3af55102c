"""A change of rule moves the next slot at once, and never brings a second one to a day."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from bot.db.engine import transaction
from bot.db.models import Break as BreakRow
from bot.errors import NotAllowed
from bot.tips.errors import NoTips, WishRefused
from bot.tips.rest import Break, Holidays, Quiet
from bot.tips.wish import Change, Wanted
from bot.tips.wording import read
from tests.fakes import BEN, SOFIE, WORKSPACE, person
from tests.tips.stage import BUTIK, RECEPTION, Stage
from tests.tips.test_deliveries import DAY, NINE

CHRISTMAS_EVE = datetime(2026, 12, 24, 9, tzinfo=UTC)


def said(text: str) -> tuple[Change, ...]:
    return read(text, ("en", "da")).wanted.rest


async def change(stage: Stage, text: str) -> list[str]:
    """Sofie types it; the next slots."""
    status = await stage.rests.change(stage.sofie, BUTIK, said(text))
    return [slot.strftime("%a %d %H:%M") for slot in status.next_slots[:3]]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("skip today", ["Tue 24 09:00", "Wed 25 09:00", "Thu 26 09:00"]),
        ("pause until thursday", ["Thu 26 09:00", "Fri 27 09:00", "Sat 28 09:00"]),
        ("skip tuesday and thursday", ["Mon 23 09:00", "Wed 25 09:00", "Fri 27 09:00"]),
        ("quiet 22:00-09:15", ["Mon 23 09:15", "Tue 24 09:15", "Wed 25 09:15"]),
        ("holidays US", ["Mon 23 09:00", "Tue 24 09:00", "Wed 25 09:00"]),
    ],
)
async def test_the_next_slots_follow_at_once(stage: Stage, text: str, slots: list[str]) -> None:
    await stage.turn_on()
    assert await change(stage, text) == slots


async def test_a_skipped_day_has_no_tip_and_the_next_has_one(stage: Stage) -> None:
    await stage.turn_on()
    await change(stage, "skip today")
    await stage.tick_at(NINE)
    assert stage.slack.posts == []
    await stage.tick_at(NINE + DAY)
    assert len(stage.slack.posts) == 1


async def test_a_holiday_of_the_country_has_no_tip(stage: Stage) -> None:
    await stage.turn_on()
    await change(stage, "holidays DK")
    for day in range(35):
        await stage.tick_at(NINE + day * DAY)
    assert [row.slot.date() for row in await stage.rows() if row.slot > CHRISTMAS_EVE] == [date(2026, 12, 27)]


async def test_a_change_after_the_days_tip_brings_no_second_one_that_day(stage: Stage) -> None:
    await stage.turn_on()
    await stage.tick_at(NINE)
    assert await change(stage, "quiet 22:00-10:00") == ["Tue 24 10:00", "Wed 25 10:00", "Thu 26 10:00"]
    await stage.tick_at(NINE + timedelta(hours=1))
    assert len(stage.slack.posts) == 1


async def test_a_slot_that_is_due_this_second_survives_a_change_that_is_not_about_today(stage: Stage) -> None:
    await stage.turn_on()
    stage.clock.set(NINE)
    await change(stage, "skip 24 dec")
    await stage.deliveries.tick()
    assert len(stage.slack.posts) == 1


async def test_skipping_today_stops_the_tip_that_is_on_its_way(stage: Stage) -> None:
    await stage.turn_on()
    stage.clock.set(NINE)
    await change(stage, "skip today")
    await stage.deliveries.tick()
    assert stage.slack.posts == []


async def test_a_tip_that_was_held_up_until_the_quiet_hours_is_not_sent_in_them(stage: Stage) -> None:
    await stage.turn_on()
    await change(stage, "quiet 09:30-08:00")
    await stage.tick_at(NINE + timedelta(minutes=45))
    assert (stage.slack.posts, [row.reason for row in await stage.rows()]) == ([], ["quiet-hours"])
    assert stage.slack.paused == [(WORKSPACE, SOFIE, [BUTIK], "quiet-hours", "da")]


async def test_an_owner_hears_once_a_week_at_most_that_tips_end_in_the_quiet_hours(stage: Stage) -> None:
    await stage.turn_on()
    await change(stage, "quiet 09:01-08:00")
    told = []
    for days in range(18):
        await stage.tick_at(NINE + timedelta(days=days, minutes=2))
        told.append(len(stage.slack.paused))
    assert told == [1] * 8 + [2] * 8 + [3] * 2, "again when a week is over, not once for all"


async def test_pause_stops_everything_until_somebody_resumes_with_all_as_it_was(stage: Stage) -> None:
    await stage.turn_on()
    await change(stage, "skip 24 dec")
    await stage.rests.pause(stage.sofie, BUTIK)
    await stage.tick_at(NINE)
    assert stage.slack.posts == []
    status = await stage.rests.resume(stage.sofie, BUTIK, said("resume"))
    assert status.subscription is not None
    assert status.subscription.rest.breaks == (Break(CHRISTMAS_EVE.date(), CHRISTMAS_EVE.date()),)
    await stage.tick_at(NINE + DAY)
    assert len(stage.slack.posts) == 1


async def test_resume_ends_the_pause_that_runs_and_leaves_later_ones(stage: Stage) -> None:
    await stage.turn_on()
    await change(stage, "pause until friday")
    await change(stage, "skip 24 dec")
    status = await stage.rests.resume(stage.sofie, BUTIK, said("resume"))
    assert status.next_slots[0] == NINE
    assert status.subscription is not None
    assert [one.first.month for one in status.subscription.rest.breaks] == [12]
    with pytest.raises(WishRefused):
        await stage.rests.resume(stage.sofie, BUTIK, said("resume"))


async def test_breaks_that_touch_are_one_row_and_past_ones_are_forgotten(stage: Stage) -> None:
    await stage.turn_on()
    await change(stage, "skip 24 dec")
    await change(stage, "skip 25 dec")
    await change(stage, "skip today")
    stage.clock.set(NINE + DAY)
    await change(stage, "quiet 22-7")
    async with transaction(stage.sessions) as session:
        rows = [(row.first.day, row.last.day) for row in await session.scalars(select(BreakRow))]
    assert rows == [(24, 25)]


async def test_turning_on_again_keeps_what_rests_and_off_begins_anew(stage: Stage) -> None:
    await stage.turn_on()
    await change(stage, "holidays Germany BY")
    await change(stage, "quiet 22-7")
    await change(stage, "skip 24 dec")
    status = await stage.turn_on(wanted=Wanted(local_time=time(8, 30)))
    assert status.subscription is not None
    rest = status.subscription.rest
    assert (rest.holidays, rest.quiet) == (Holidays(True, "DE", "BY"), Quiet(time(22), time(7)))
    assert len(rest.breaks) == 1
    await stage.turn_off()
    status = await stage.turn_on()
    assert status.subscription is not None
    assert (status.subscription.rest.breaks, status.subscription.rest.quiet) == ((), None)


async def test_a_holiday_calendar_that_goes_without_saying_follows_the_zone(stage: Stage) -> None:
    await stage.turn_on(wanted=Wanted(time_zone="Europe/Copenhagen"))
    await change(stage, "holidays DK")
    status = await stage.turn_on(wanted=Wanted(time_zone="Europe/London"))
    assert status.subscription is not None
    assert status.subscription.rest.holidays == Holidays()


async def test_only_who_may_and_only_where_tips_are_on(stage: Stage) -> None:
    with pytest.raises(NoTips):
        await change(stage, "skip today")
    await stage.turn_on(RECEPTION)
    with pytest.raises(NotAllowed):
        await stage.rests.change(person(BEN), RECEPTION, said("skip today"))


async def test_what_cannot_be_saves_nothing(stage: Stage) -> None:
    await stage.turn_on()
    for text in ("skip 1 jan 2020", "quiet 08:00-07:00"):
        with pytest.raises(WishRefused):
            await change(stage, text)
    assert (await stage.status()).next_slots[0] == NINE
