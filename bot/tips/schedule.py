"""When a tip is due: local wall-clock rules become moments in UTC. Pure: rule and moment in, moments out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

EVERY_DAY = frozenset(range(7))
WORKING_DAYS = frozenset(range(5))
DAYS_TO_LOOK = 30  # a chosen weekday comes within 7, even where a zone skipped a date
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Rule:
    """A wall-clock time in a zone on chosen weekdays, 0 = Monday. Raises `ValueError` where no day is chosen."""

    local_time: time
    time_zone: str
    weekdays: frozenset[int]

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= EVERY_DAY:
            raise ValueError("weekdays are digits from 0 (Monday) to 6, at least one")


def next_slot(rule: Rule, after: datetime) -> datetime:
    """The first slot later than the moment `after`, in UTC. Raises `LookupError` for a zone that does not exist."""
    zone = ZoneInfo(rule.time_zone)
    first = after.astimezone(zone).date() - timedelta(days=1)
    for day in (first + timedelta(days=n) for n in range(DAYS_TO_LOOK)):
        slot = slot_on(day, rule.local_time, zone) if day.weekday() in rule.weekdays else None
        if slot is not None and slot > after:
            return slot
    raise LookupError(f"no slot in {DAYS_TO_LOOK} days")


def slots(rule: Rule, after: datetime, count: int) -> list[datetime]:
    """The next `count` slots later than `after`, in UTC."""
    return list(islice(_slots(rule, after), count))


def slot_on(day: date, local_time: time, zone: ZoneInfo) -> datetime | None:
    """The slot of one local date, in UTC; None for a date that the zone skipped (Apia, 30 December 2011).

    A time that happens twice counts the first time. A time that does not exist moves forward to the first that does;
    where the date ends within the gap (Nuuk jumps from 23:00 to midnight), it is the last minute before it.
    """
    wanted = datetime.combine(day, local_time)
    slot = wanted.replace(tzinfo=zone).astimezone(UTC)
    if slot.astimezone(zone).replace(tzinfo=None) == wanted:
        return slot
    jump = _end_of_gap(wanted, zone)
    return next((moment for moment in (jump, jump - MINUTE) if moment.astimezone(zone).date() == day), None)


def _end_of_gap(missing: datetime, zone: ZoneInfo) -> datetime:
    """The moment at which the clocks jumped over `missing`, to the second. PEP 495: the two folds lie around it."""
    after = missing.replace(tzinfo=zone).astimezone(UTC)
    before = missing.replace(tzinfo=zone, fold=1).astimezone(UTC)
    new_offset = after.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if middle.astimezone(zone).utcoffset() == new_offset:
            after = middle
        else:
            before = middle
    return after


def _slots(rule: Rule, after: datetime) -> Iterator[datetime]:
    moment = after
    while True:
        moment = next_slot(rule, moment)
        yield moment
