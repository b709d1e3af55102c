"""All time zones, day by day for ten years, and each quarter of an hour around every change of clocks."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from bot.tips.rest import DAY, NO_HOLIDAYS, Rest
from bot.tips.schedule import EVERY_DAY, Rule, next_slot, slot_on
from tests.tips.test_schedule import ZONES

FIRST, DAYS = date(2021, 1, 1), 3652  # with Nuuk, Almaty, Asunción, Amman and others that have moved their clocks
QUARTERS = [time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]
STEP = 37  # minutes: no divisor of a day, so a zone's days are looked at at all times of day
NO_REST = Rest(NO_HOLIDAYS)


SECOND = timedelta(seconds=1)
BEGIN = datetime.combine(FIRST, time(), UTC) - 2 * DAY


def offset(zone: ZoneInfo, moment: datetime) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()


def changes_of(zone: ZoneInfo) -> tuple[tuple[datetime, timedelta | None], ...]:
    """How far a zone is from UTC at first, and from each moment (to the second) at which its clocks change."""
    found = [(BEGIN, offset(zone, BEGIN))]
    for n in range(DAYS + 4):
        before, after = BEGIN + n * DAY, BEGIN + (n + 1) * DAY
        if offset(zone, after) == found[-1][1]:
            continue
        while after - before > SECOND:
            middle = before + (after - before) // 2
            before, after = (middle, after) if offset(zone, middle) == found[-1][1] else (before, middle)
        found.append((after.replace(microsecond=0), offset(zone, after)))
    return tuple(found)


@cache
def different() -> dict[tuple[tuple[datetime, timedelta | None], ...], ZoneInfo]:
    """The zones by the changes of their clocks: one for all that go alike."""
    return {changes_of(ZoneInfo(name)): ZoneInfo(name) for name in ZONES}


def days_of_change() -> list[tuple[ZoneInfo, date]]:
    """The local dates on which clocks go forward or back, and those beside them."""
    changes = [(zone, moment.astimezone(zone).date()) for found, zone in different().items() for moment, _ in found[1:]]
    return [(zone, day + n * DAY) for zone, day in changes for n in (-1, 0, 1)]


def wrong_on(day: date, at: time, zone: ZoneInfo, slot: datetime | None) -> bool:
    """Whether the slot of a local date is missing, of another date, or at another time although the clock shows it."""
    if slot is None:
        return _shown(datetime.combine(day, time(12)), zone)  # the zone has the date
    shown, meant = slot.astimezone(zone), datetime.combine(day, at)
    if shown.replace(tzinfo=None, fold=0) == meant:
        return bool(shown.fold)  # what happens twice counts the first time
    return shown.date() != day or _shown(meant, zone)


def _shown(meant: datetime, zone: ZoneInfo) -> bool:
    return meant.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == meant


def test_every_date_of_ten_years_has_its_one_slot_in_every_zone() -> None:
    wrong = []
    for number, zone in enumerate(different().values()):
        for n in range(DAYS):
            day, minute = FIRST + n * DAY, (n * STEP + number) % 1440
            at = time(minute // 60, minute % 60)
            if wrong_on(day, at, zone, slot_on(day, at, zone)):
                wrong.append((zone.key, day, at))
    assert wrong == []


def test_around_every_change_of_clocks_each_quarter_comes_once_a_day_and_at_its_time() -> None:
    looked_at = [(zone, day, at) for zone, day in days_of_change() for at in QUARTERS]
    assert len(looked_at) > 50_000
    assert [one for one in looked_at if wrong_on(one[1], one[2], one[0], slot_on(one[1], one[2], one[0]))] == []


def test_a_rule_goes_from_date_to_date_over_every_change_of_clocks() -> None:
    wrong = []
    for zone, day in days_of_change():
        for at in (time(0), time(1, 30), time(2, 30), time(23, 30)):
            rule, slot = Rule(at, zone.key, EVERY_DAY, NO_REST), slot_on(day, at, zone)
            assert slot is not None
            following = next_slot(rule, slot)
            if next_slot(rule, slot - SECOND) != slot or following.astimezone(zone).date() != day + DAY:
                wrong.append((zone.key, day, at, following))
    assert wrong == []
