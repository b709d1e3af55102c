"""On which days somebody may be followed up on, and at which moment the observer is reminded."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from bot.observations.fair_errors import DeletedBefore, FollowUpDayRefused, TooLateToFollowUp
from bot.observations.follow_rules import DaysLeft, days_left, morning, planned, suggested, waits_until

NOW = datetime(2026, 11, 26, 22, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=180)


@pytest.mark.parametrize(
    ("day", "zone", "moment"),
    [
        (date(2026, 11, 27), "Europe/Copenhagen", datetime(2026, 11, 27, 7, 0, tzinfo=UTC)),
        (date(2026, 11, 27), "America/New_York", datetime(2026, 11, 27, 13, 0, tzinfo=UTC)),
        (date(2026, 11, 27), "Australia/Sydney", datetime(2026, 11, 26, 21, 0, tzinfo=UTC)),
        (date(2026, 10, 24), "Europe/London", datetime(2026, 10, 24, 7, 0, tzinfo=UTC)),
        (date(2026, 10, 25), "Europe/London", datetime(2026, 10, 25, 8, 0, tzinfo=UTC)),
        (date(2027, 3, 28), "Europe/Copenhagen", datetime(2027, 3, 28, 6, 0, tzinfo=UTC)),
    ],
)
def test_reminder_is_due_at_eight_in_the_observers_zone(day: date, zone: str, moment: datetime) -> None:
    assert morning(day, zone) == moment


@pytest.mark.parametrize(("zone", "first"), [("Europe/London", 27), ("Europe/Copenhagen", 27), ("Asia/Tokyo", 28)])
def test_first_day_is_tomorrow_where_the_observer_is(zone: str, first: int) -> None:
    with pytest.raises(FollowUpDayRefused):
        planned(date(2026, 11, first - 1), since=NOW, now=NOW, time_zone=zone, gone_at=LATER)
    assert planned(date(2026, 11, first), since=NOW, now=NOW, time_zone=zone, gone_at=LATER).day == date(
        2026, 11, first
    )


def test_last_day_is_the_fourteenth() -> None:
    assert planned(date(2026, 12, 10), since=NOW, now=NOW, time_zone="Europe/London", gone_at=LATER).day == date(
        2026, 12, 10
    )
    with pytest.raises(FollowUpDayRefused) as refused:
        planned(date(2026, 12, 11), since=NOW, now=NOW, time_zone="Europe/London", gone_at=LATER)
    assert refused.value.latest == date(2026, 12, 10)


@pytest.mark.parametrize(
    ("gone_at", "latest"),
    [
        (datetime(2026, 11, 30, 8, 0, tzinfo=UTC), date(2026, 11, 29)),
        (datetime(2026, 11, 30, 8, 1, tzinfo=UTC), date(2026, 11, 30)),
        (datetime(2026, 12, 30, 9, 0, tzinfo=UTC), date(2026, 12, 10)),
    ],
    ids=["at eight", "after eight", "long after"],
)
def test_last_day_is_one_whose_morning_the_observation_lives_to_see(gone_at: datetime, latest: date) -> None:
    on = partial(planned, since=NOW, now=NOW, time_zone="Europe/London", gone_at=gone_at)
    assert on(latest).day == latest
    with pytest.raises(FollowUpDayRefused) as refused:
        on(latest + timedelta(days=1))
    assert refused.value.latest == latest


def test_observation_that_is_gone_by_tomorrow_morning_has_no_day_at_all() -> None:
    gone_at = datetime(2026, 11, 27, 7, 59, tzinfo=UTC)
    with pytest.raises(DeletedBefore):
        planned(date(2026, 11, 27), since=NOW, now=NOW, time_zone="Europe/London", gone_at=gone_at)


def test_day_that_is_to_come_is_too_late_once_the_fourteen_days_are_over() -> None:
    since = NOW - timedelta(days=14)
    with pytest.raises(TooLateToFollowUp):
        planned(date(2026, 11, 27), since=since, now=NOW, time_zone="Europe/London", gone_at=LATER)


@pytest.mark.parametrize(
    ("since", "gone_at", "left"),
    [
        (NOW, LATER, DaysLeft()),
        (NOW - timedelta(days=3), LATER, DaysLeft(date(2026, 12, 7))),
        (NOW, datetime(2026, 11, 30, 8, 0, tzinfo=UTC), DaysLeft(date(2026, 11, 29))),
        (NOW, datetime(2026, 11, 27, 7, 59, tzinfo=UTC), DaysLeft(is_any=False)),
        (NOW - timedelta(days=14), LATER, DaysLeft(is_any=False)),
    ],
    ids=["just recorded", "recorded before", "deleted sooner", "deleted before", "long ago"],
)
def test_form_knows_the_days_that_are_left(since: datetime, gone_at: datetime, left: DaysLeft) -> None:
    assert days_left(since=since, now=NOW, time_zone="Europe/London", gone_at=gone_at) == left


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (datetime(2026, 11, 27, 6, 59, tzinfo=UTC), datetime(2026, 11, 27, 7, 0, tzinfo=UTC)),
        (datetime(2026, 11, 27, 7, 0, tzinfo=UTC), None),
        (datetime(2026, 11, 27, 18, 59, tzinfo=UTC), None),
        (datetime(2026, 11, 27, 19, 0, tzinfo=UTC), datetime(2026, 11, 28, 7, 0, tzinfo=UTC)),
        (datetime(2026, 11, 29, 2, 0, tzinfo=UTC), datetime(2026, 11, 29, 7, 0, tzinfo=UTC)),
        (datetime(2026, 11, 29, 9, 0, tzinfo=UTC), None),
    ],
)
def test_late_reminder_waits_for_daytime(now: datetime, until: datetime | None) -> None:
    assert waits_until(date(2026, 11, 27), now, "Europe/Copenhagen") == until


@pytest.mark.parametrize(
    ("day", "zone", "offered"),
    [
        (None, "Europe/Copenhagen", None),
        (date(2026, 11, 27), "Europe/Copenhagen", date(2026, 11, 27)),
        (date(2026, 11, 26), "Europe/Copenhagen", date(2026, 11, 27)),
        (date(2026, 11, 20), "Europe/Copenhagen", date(2026, 11, 27)),
        (date(2026, 11, 27), "Asia/Tokyo", date(2026, 11, 30)),
    ],
    ids=["none planned", "to come", "today", "past", "today, a Friday in Tokyo"],
)
def test_form_offers_no_day_that_has_come(day: date | None, zone: str, offered: date | None) -> None:
    assert suggested(day, NOW, zone) == offered


def test_form_offers_no_day_after_the_last_that_is_left() -> None:
    past, saturday = date(2026, 11, 20), date(2026, 11, 28)
    assert suggested(past, NOW, "Asia/Tokyo", DaysLeft(last=saturday)) == saturday  # it is Friday there
    assert suggested(None, NOW, "Asia/Tokyo", DaysLeft(last=saturday)) is None


@pytest.mark.parametrize(("now", "offered"), [(27, 30), (28, 30), (29, 30), (30, 31)])
def test_form_offers_no_day_of_a_weekend(now: int, offered: int) -> None:
    moment = datetime(2026, 11, now, 12, 0, tzinfo=UTC)
    assert suggested(date(2026, 11, 2), moment, "UTC") == date(2026, 11, 1) + timedelta(days=offered - 1)
