"""When a rule rests: holidays, breaks and quiet hours, in tables and as properties over all zones and ten years."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.tips.calendars import Calendar
from bot.tips.public_holidays import (
    calendar_name,
    countries_near,
    country_of_zone,
    find_country,
    find_region,
    holiday_name,
    is_holiday,
    regions,
    regions_near,
)
from bot.tips.region_names import REGIONS
from bot.tips.rest import NO_HOLIDAYS, Break, Holidays, Quiet, Rest
from bot.tips.schedule import EVERY_DAY, WORKING_DAYS, LeftOut, Rule, left_out, next_slot, rests_on, slot_on, slots
from tests.tips.test_schedule import ZONES, local

CHRISTMAS = Break(date(2026, 12, 20), date(2027, 1, 3))
TEN_YEARS = st.datetimes(datetime(2026, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
DAYS = st.dates(date(2026, 1, 1), date(2036, 1, 1))
MINUTES = st.times().map(lambda value: value.replace(second=0, microsecond=0, tzinfo=None))
BREAKS = st.lists(
    st.builds(lambda first, length: Break(first, first + timedelta(days=length)), DAYS, st.integers(0, 40)), max_size=3
)
RESTS = st.builds(
    lambda holidays, breaks, quiet: Rest(holidays, (), quiet).with_breaks(breaks, date(2026, 1, 1)),
    st.sampled_from([NO_HOLIDAYS, Holidays(), Holidays(True, "DE", "BY")]),
    BREAKS,
    st.none() | st.builds(Quiet, MINUTES, MINUTES).filter(lambda quiet: quiet.start != quiet.end),
)
RULES = st.builds(
    Rule,
    local_time=MINUTES,
    time_zone=st.sampled_from(ZONES),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    rest=RESTS,
).filter(lambda rule: not rule.never_loud)


@settings(deadline=None, max_examples=60)
@given(RULES, TEN_YEARS)
def test_every_chosen_date_has_one_slot_unless_it_rests_or_the_zone_has_no_such_date(
    rule: Rule, after: datetime
) -> None:
    zone = ZoneInfo(rule.time_zone)
    found = slots(rule, after, 12)
    dates = [local(rule, slot).date() for slot in found]
    between = [dates[0] + timedelta(days=n) for n in range((dates[-1] - dates[0]).days + 1)]
    assert found == sorted(set(found))
    assert dates == [
        day
        for day in between
        if day.weekday() in rule.weekdays and not rests_on(rule, day) and slot_on(day, rule.loud_time, zone) is not None
    ]


@settings(deadline=None, max_examples=60)
@given(RULES, TEN_YEARS)
def test_a_slot_is_at_its_time_the_first_time_that_the_clock_shows_it_or_where_it_jumped(
    rule: Rule, after: datetime
) -> None:
    for slot in slots(rule, after, 6):
        shown, zone = local(rule, slot), ZoneInfo(rule.time_zone)
        wanted = datetime.combine(shown.date(), rule.loud_time, zone)
        if wanted.astimezone(UTC).astimezone(zone).time() == rule.loud_time:
            assert (shown.time(), shown.fold) == (rule.loud_time, 0)
        else:
            minute_before = (slot - timedelta(minutes=1)).astimezone(zone)
            assert minute_before.utcoffset() != shown.utcoffset() or shown.time() < rule.loud_time


@settings(deadline=None, max_examples=60)
@given(RULES, TEN_YEARS, st.floats(0, 0.999))
def test_the_next_slot_is_the_same_from_whichever_moment_it_is_looked_for(
    rule: Rule, after: datetime, part: float
) -> None:
    first, second = slots(rule, after, 2)
    assert next_slot(rule, first + part * (second - first)) == second
    assert next_slot(rule, after) == first


@settings(deadline=None, max_examples=100)
@given(BREAKS, DAYS, DAYS)
def test_breaks_stay_in_order_and_apart_and_hold_what_was_asked_for(breaks: list[Break], day: date, gone: date) -> None:
    rest = Rest().with_breaks(breaks, date(2026, 1, 1))
    ends = [(one.first, one.last) for one in rest.breaks]
    assert all(last + timedelta(days=1) < first for (_, last), (first, _) in pairwise(ends))
    assert (rest.break_on(day) is not None) == any(day in one for one in breaks)
    fewer = rest.without(Break(gone, gone), date(2026, 1, 1))
    assert fewer.break_on(gone) is None
    assert day == gone or (fewer.break_on(day) is None) == (rest.break_on(day) is None)


@pytest.mark.parametrize(
    ("zone", "after", "expected"),
    [
        pytest.param("Europe/Copenhagen", "2026-12-23T12:00", ["12-24", "12-28", "12-29"], id="Copenhagen, Christmas"),
        pytest.param("Europe/Copenhagen", "2026-03-31T12:00", ["04-01", "04-07", "04-08"], id="Copenhagen, Easter"),
        pytest.param("Europe/London", "2026-12-24T12:00", ["12-29", "12-30", "12-31"], id="London, 28 December"),
        pytest.param("America/New_York", "2026-11-25T20:00", ["11-27", "11-30", "12-01"], id="New York, Thanksgiving"),
        pytest.param("Australia/Sydney", "2026-01-23T12:00", ["01-27", "01-28", "01-29"], id="Sydney, Australia Day"),
        pytest.param("Australia/Lord_Howe", "2026-12-24T12:00", ["12-28", "12-29", "12-30"], id="Lord Howe"),
        pytest.param("Pacific/Apia", "2026-05-29T12:00", ["06-02", "06-03", "06-04"], id="Apia, Independence Day"),
        pytest.param("America/Nuuk", "2026-06-18T20:00", ["06-19", "06-22", "06-23"], id="Nuuk in June"),
        pytest.param("UTC", "2026-12-24T12:00", ["12-25", "12-28", "12-29"], id="a zone of no country has no holidays"),
    ],
)
def test_public_holidays_of_the_zones_country_go_without_a_tip(zone: str, after: str, expected: list[str]) -> None:
    rule = Rule(time(9), zone, WORKING_DAYS)
    found = slots(rule, datetime.fromisoformat(after).replace(tzinfo=UTC), 3)
    assert [local(rule, slot).strftime("%m-%d") for slot in found] == expected


def test_a_friday_saturday_weekend_rests_on_its_own_holidays() -> None:
    rule = Rule(time(0), "Asia/Riyadh", frozenset({6, 0, 1, 2, 3}))
    found = slots(rule, datetime(2026, 9, 21, 12, tzinfo=UTC), 3)
    assert [local(rule, slot).strftime("%a %d %H:%M") for slot in found] == [
        "Tue 22 00:00",
        "Thu 24 00:00",
        "Sun 27 00:00",
    ], "Wednesday 23 September is Saudi National Day"


@pytest.mark.parametrize(
    ("holidays", "day", "rests"),
    [
        (Holidays(), date(2026, 12, 25), True),
        (NO_HOLIDAYS, date(2026, 12, 25), False),
        (Holidays(True, "DE", "BY"), date(2026, 1, 6), True),
        (Holidays(True, "DE"), date(2026, 1, 6), False),
        (Holidays(True, "GB", "SCT"), date(2026, 11, 30), True),
        (Holidays(True, "DE", "GONE"), date(2026, 12, 25), True),
        (Holidays(True, "XX"), date(2026, 12, 25), False),
        (Holidays(), date(2026, 12, 27), False),
    ],
)
def test_country_and_region_decide_what_is_a_holiday(holidays: Holidays, day: date, rests: bool) -> None:
    assert rests_on(Rule(time(9), "Europe/Copenhagen", WORKING_DAYS, Rest(holidays)), day) == rests


@pytest.mark.parametrize(
    ("at", "quiet", "expected"),
    [
        ("06:30", ("22:00", "07:00"), "07:00"),
        ("07:00", ("22:00", "07:00"), "07:00"),
        ("21:59", ("22:00", "07:00"), "21:59"),
        ("12:15", ("12:00", "13:00"), "13:00"),
        ("00:00", ("00:00", "06:00"), "06:00"),
    ],
)
def test_a_time_within_the_quiet_hours_moves_to_their_end_on_the_same_date(
    at: str, quiet: tuple[str, str], expected: str
) -> None:
    hours = Quiet(time.fromisoformat(quiet[0]), time.fromisoformat(quiet[1]))
    rule = Rule(time.fromisoformat(at), "Europe/Copenhagen", EVERY_DAY, Rest(NO_HOLIDAYS, (), hours))
    shown = local(rule, next_slot(rule, datetime(2026, 11, 24, 23, 30, tzinfo=UTC)))
    assert shown.strftime("%d %H:%M") == f"25 {expected}"
    assert not rule.never_loud


def test_late_evening_in_quiet_hours_until_morning_leaves_no_slot_of_that_date() -> None:
    quiet = Quiet(time(22), time(7))
    assert Rule(time(23), "UTC", EVERY_DAY, Rest(quiet=quiet)).never_loud
    assert not Rule(time(22), "UTC", EVERY_DAY, Rest(quiet=Quiet(time(22), time(23)))).never_loud


def test_clocks_that_jump_into_the_quiet_hours_wait_for_their_end() -> None:
    quiet = Quiet(time(3), time(4))
    rule = Rule(time(2, 30), "Europe/Copenhagen", EVERY_DAY, Rest(NO_HOLIDAYS, (), quiet))
    assert next_slot(rule, datetime(2026, 3, 28, 12, tzinfo=UTC)) == datetime(2026, 3, 29, 2, tzinfo=UTC)


def test_a_break_of_a_year_and_one_at_the_end_of_time_are_looked_past() -> None:
    rule = Rule(time(9), "UTC", EVERY_DAY, Rest(breaks=(Break(date(2026, 11, 1), date(2027, 11, 1)),)))
    assert next_slot(rule, datetime(2026, 11, 25, tzinfo=UTC)) == datetime(2027, 11, 2, 9, tzinfo=UTC)
    for_ever = replace(rule, rest=Rest(breaks=(Break(date(2026, 11, 1), date.max),)))
    with pytest.raises(LookupError):
        next_slot(for_ever, datetime(2026, 11, 25, tzinfo=UTC))


def test_what_is_left_out_is_named_breaks_whole_and_no_holiday_twice() -> None:
    rule = Rule(time(9), "Europe/Copenhagen", WORKING_DAYS, Rest(breaks=(CHRISTMAS,)))
    denmark = Calendar("DK")
    assert left_out(rule, date(2026, 11, 25), date(2027, 3, 26)) == [
        LeftOut(CHRISTMAS),
        LeftOut(Break(date(2027, 3, 25), date(2027, 3, 25)), denmark),
        LeftOut(Break(date(2027, 3, 26), date(2027, 3, 26)), denmark),
    ]


@pytest.mark.parametrize(
    ("calendar", "day", "language", "name"),
    [
        (Calendar("DK"), date(2026, 12, 25), "en", "Christmas Day"),
        (Calendar("DK"), date(2026, 12, 25), "da", "Juledag"),
        (Calendar("DE"), date(2026, 12, 25), "da", "Juledag"),
        (Calendar("NZ"), date(2026, 12, 25), "da", "Juledag"),
        (Calendar("DE", "BY"), date(2026, 1, 6), "da", "Helligtrekonger"),
        (Calendar("GB"), date(2026, 12, 28), "da", "Anden juledag (fridag i stedet)"),
        (Calendar("PL"), date(2026, 5, 3), "da", "National Day of the Third of May"),
        (Calendar("DK"), date(2026, 12, 24), "en", None),
    ],
)
def test_holidays_have_names_in_the_readers_language_where_known(
    calendar: Calendar, day: date, language: str, name: str | None
) -> None:
    assert holiday_name(day, calendar, language) == name
    assert is_holiday(day, calendar) == (name is not None)


def test_countries_and_regions_go_by_code_and_name() -> None:
    assert {find_country(words) for words in ("DK", "dk", "Danmark", "Denmark")} == {"DK"}
    assert {find_country(words) for words in ("Germany", "Tyskland", "Deutschland")} == {"DE"}
    assert {find_region("DE", words) for words in ("BY", "by", "Bayern", "Bavaria")} == {"BY"}
    assert (find_region("GB", "Skotland"), find_region("ES", "Catalonia"), find_region("CH", "Genf")) == (
        "SCT",
        "CT",
        "GE",
    )
    assert (find_country("Mars"), find_region("DE", "XX"), find_region("DK", "Fyn")) == (None, None, None)
    assert calendar_name(Calendar("DE", "BY"), "da") == "Tyskland (Bayern)"


def test_every_region_with_a_name_in_english_or_danish_exists() -> None:
    assert {(country, code) for country, names in REGIONS.items() for code in names.values()} <= {
        (country, code) for country in REGIONS for code in regions(country)
    }


def test_what_is_spelt_almost_right_is_found_near() -> None:
    assert countries_near("Sverrig") == ("SE",)
    assert countries_near("Tysklnd Bayern") == ("DE",)
    assert countries_near("Mars") == ()
    assert regions_near("DE", "Bavariya") == ("Bayern (BY)",)
    assert "Hamburg (HH)" in regions_near("DE", "Fyn")
    assert regions_near("DK", "Fyn") == ()


@pytest.mark.parametrize("zone", ["CET", "EST", "MET", "EET", "WET", "MST", "HST", "EST5EDT", "PST8PDT"])
def test_a_zone_of_several_countries_has_the_holidays_of_none(zone: str) -> None:
    assert country_of_zone(zone) is None
    assert left_out(Rule(time(9), zone, EVERY_DAY), date(2026, 1, 1), date(2026, 12, 31)) == []


def test_every_zone_of_a_country_finds_it() -> None:
    assert (country_of_zone("Europe/Copenhagen"), country_of_zone("Asia/Calcutta"), country_of_zone("UTC")) == (
        "DK",
        "IN",
        None,
    )
    without = {zone for zone in ZONES if country_of_zone(zone) is None}
    assert not {zone for zone in without if zone.startswith(("Europe/", "America/", "Asia/", "Africa/", "Pacific/"))}
