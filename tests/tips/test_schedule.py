"""Wall-clock rules become slots: tables of zones that change their clocks, and properties over all zones."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.tips.rest import NO_HOLIDAYS, Rest
from bot.tips.schedule import EVERY_DAY, WORKING_DAYS, Rule, next_slot, slot_on, slots

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
NO_REST = Rest(NO_HOLIDAYS)
TEN_YEARS = 3653  # days
RULES = st.builds(
    Rule,
    local_time=st.times().map(lambda value: value.replace(second=0, microsecond=0, tzinfo=None)),
    time_zone=st.sampled_from(ZONES),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    rest=st.just(NO_REST),
)


def local(rule: Rule, slot: datetime) -> datetime:
    return slot.astimezone(ZoneInfo(rule.time_zone))


@pytest.mark.parametrize(
    ("zone", "at", "day", "expected"),
    [
        pytest.param("Europe/London", "09:00", "2026-01-15", "2026-01-15T09:00", id="London in winter"),
        pytest.param("Europe/London", "09:00", "2026-07-15", "2026-07-15T08:00", id="London in summer"),
        pytest.param("Europe/London", "01:30", "2026-03-29", "2026-03-29T01:00", id="London in spring: moved to 02:00"),
        pytest.param("Europe/London", "01:30", "2026-10-25", "2026-10-25T00:30", id="London in autumn: the first"),
        pytest.param("Europe/Copenhagen", "02:30", "2026-03-29", "2026-03-29T01:00", id="Copenhagen in spring"),
        pytest.param("Europe/Copenhagen", "02:30", "2026-10-25", "2026-10-25T00:30", id="Copenhagen in autumn"),
        pytest.param("America/New_York", "02:30", "2026-03-08", "2026-03-08T07:00", id="New York in spring"),
        pytest.param("America/New_York", "01:30", "2026-11-01", "2026-11-01T05:30", id="New York in autumn"),
        pytest.param("Australia/Sydney", "02:30", "2026-10-04", "2026-10-03T16:00", id="Sydney in spring"),
        pytest.param("Australia/Sydney", "02:30", "2026-04-05", "2026-04-04T15:30", id="Sydney in autumn"),
        pytest.param("Australia/Lord_Howe", "02:15", "2026-10-04", "2026-10-03T15:30", id="Lord Howe: half an hour"),
        pytest.param("Australia/Lord_Howe", "01:45", "2026-04-05", "2026-04-04T14:45", id="Lord Howe in autumn"),
        pytest.param("America/Santiago", "00:00", "2026-09-06", "2026-09-06T04:00", id="Santiago skips midnight"),
        pytest.param("Africa/Cairo", "00:00", "2026-04-24", "2026-04-23T22:00", id="Cairo skips midnight"),
        pytest.param("America/Nuuk", "23:30", "2026-03-28", "2026-03-29T00:59", id="Nuuk: the day ends in the gap"),
        pytest.param("Asia/Kathmandu", "00:00", "2026-05-01", "2026-04-30T18:15", id="midnight, odd offset"),
        pytest.param("Pacific/Apia", "09:00", "2011-12-29", "2011-12-29T19:00", id="Apia before the skipped day"),
        pytest.param("Pacific/Apia", "09:00", "2011-12-30", "2011-12-30T19:00", id="Apia skips 30 December"),
    ],
)
def test_a_rule_fires_at_its_wall_clock_time(zone: str, at: str, day: str, expected: str) -> None:
    rule = Rule(time.fromisoformat(at), zone, EVERY_DAY, NO_REST)
    slot = next_slot(rule, _just_before(date.fromisoformat(day), zone))
    assert slot == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("weekdays", "after", "expected"),
    [
        pytest.param(WORKING_DAYS, "2026-11-27T09:00", ["Mon", "Tue", "Wed"], id="Friday's slot has just passed"),
        pytest.param(WORKING_DAYS, "2026-11-28T12:00", ["Mon", "Tue", "Wed"], id="due on Saturday waits until Monday"),
        pytest.param({4, 5}, "2026-11-23T12:00", ["Fri", "Sat", "Fri"], id="a Friday-Saturday weekend's days"),
        pytest.param({6, 0, 1, 2, 3}, "2026-11-26T12:00", ["Sun", "Mon", "Tue"], id="around a Friday-Saturday weekend"),
        pytest.param({2}, "2026-11-25T07:59", ["Wed", "Wed", "Wed"], id="today, in a minute"),
    ],
)
def test_a_rule_keeps_to_its_weekdays(weekdays: set[int], after: str, expected: list[str]) -> None:
    rule = Rule(time(9), "Europe/Copenhagen", frozenset(weekdays))
    found = slots(rule, datetime.fromisoformat(after).replace(tzinfo=UTC), 3)
    assert [local(rule, slot).strftime("%a %H:%M") for slot in found] == [f"{day} 09:00" for day in expected]


def test_a_slot_is_later_than_the_moment_asked_for_even_when_that_is_a_slot() -> None:
    rule = Rule(time(9), "UTC", EVERY_DAY)
    nine = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert next_slot(rule, nine) == nine + timedelta(days=1)


def test_a_time_that_happens_twice_counts_the_first_time_whichever_is_named() -> None:
    zone, day = ZoneInfo("Europe/Copenhagen"), date(2026, 10, 25)
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert [slot_on(day, time(2, 30, fold=fold), zone) for fold in (0, 1)] == [first, first]


def test_a_rule_needs_a_weekday_and_a_zone_that_exists() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Rule(time(9), "UTC", frozenset())
    with pytest.raises(LookupError):
        next_slot(Rule(time(9), "Europe/Atlantis", EVERY_DAY), datetime(2026, 1, 1, tzinfo=UTC))


@settings(deadline=None)
@given(RULES, MOMENTS)
def test_slots_come_once_per_local_date_on_chosen_weekdays_in_order(rule: Rule, after: datetime) -> None:
    found = slots(rule, after, 10)
    dates = [local(rule, slot).date() for slot in found]
    assert found == sorted(found)
    assert found[0] > after
    assert len(set(dates)) == len(dates)
    assert {day.weekday() for day in dates} <= rule.weekdays


@settings(deadline=None)
@given(RULES, MOMENTS)
def test_no_chosen_date_goes_without_a_slot_unless_the_zone_skipped_it(rule: Rule, after: datetime) -> None:
    dates = [local(rule, slot).date() for slot in slots(rule, after, 8)]
    between = (dates[0] + timedelta(days=n) for n in range((dates[-1] - dates[0]).days))
    chosen = {day for day in between if day.weekday() in rule.weekdays and _exists(day, rule.time_zone)}
    assert chosen <= set(dates)


@settings(deadline=None)
@given(RULES, MOMENTS)
def test_a_slot_is_at_the_chosen_time_wherever_that_time_exists(rule: Rule, after: datetime) -> None:
    for slot in slots(rule, after, 5):
        shown = local(rule, slot)
        if shown.time() != rule.local_time:
            assert not _clock_shows(shown.date(), rule.local_time, rule.time_zone)
        else:
            assert shown.fold == 0, "a time that happens twice counts the first time"


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(ZONES), st.integers(0, 1439), st.integers(0, 6), st.integers(2000, 2050))
@example("America/Nuuk", 23 * 60 + 30, 5, 2024)  # its day ends in the gap
@example("Pacific/Apia", 9 * 60, 4, 2005)  # it skipped a Friday
@example("Africa/Casablanca", 2 * 60 + 30, 6, 2020)  # four changes a year
def test_ten_years_of_a_zone_miss_nothing_day_by_day_or_week_by_week(
    zone: str, minute: int, weekday: int, year: int
) -> None:
    at, start = time(minute // 60, minute % 60), datetime(year, 1, 1, tzinfo=UTC)
    for weekdays in (EVERY_DAY, frozenset({weekday})):
        rule = Rule(at, zone, weekdays, NO_REST)
        found = [local(rule, slot) for slot in slots(rule, start, TEN_YEARS * len(weekdays) // 7)]
        dates = [shown.date() for shown in found]
        assert dates == sorted(set(dates)), "at most one on a local date"
        assert {day.weekday() for day in dates} == weekdays
        missed = _days(local(rule, start).date() + timedelta(days=1), dates[-1], weekdays) - set(dates)
        assert not [day for day in missed if _exists(day, zone)]
        moved = [shown.date() for shown in found if shown.time() != at or shown.fold]
        assert not [day for day in moved if _clock_shows(day, at, zone)]


def _days(first: date, last: date, weekdays: frozenset[int]) -> set[date]:
    """The dates of these weekdays, both ends included."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return {day for day in days if day.weekday() in weekdays}


def _just_before(day: date, zone: str) -> datetime:
    return datetime.combine(day - timedelta(days=1), time(23, 59), ZoneInfo(zone)).astimezone(UTC)


def _exists(day: date, zone: str) -> bool:
    return any(_clock_shows(day, time(hour), zone) for hour in range(24))


def _clock_shows(day: date, at: time, zone: str) -> bool:
    wanted = datetime.combine(day, at)
    return any(
        wanted.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        == wanted
        for fold in (0, 1)
    )
