"""When a tip is due: local wall-clock rules become moments in UTC. Pure: rule and moment in, moments out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from bot.tips.calendars import Calendar, is_holiday
from bot.tips.rest import DAY, USUAL_REST, Break, Rest

EVERY_DAY = frozenset(range(7))
WORKING_DAYS = frozenset(range(5))
DAYS_TO_LOOK = 30  # working days of the rule: one is enough, unless it is over or the zone skipped its date
MINUTE = timedelta(minutes=1)
LAST_DAY = date(2200, 1, 1)  # where a rule that never comes up is given up


@dataclass(frozen=True)
class Rule:
    """A wall-clock time in a zone on chosen weekdays, 0 = Monday. Raises `ValueError` where no day is chosen."""

    local_time: time
    time_zone: str
    weekdays: frozenset[int]
    rest: Rest = USUAL_REST

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= EVERY_DAY:
            raise ValueError("weekdays are digits from 0 (Monday) to 6, at least one")

    @property
    def loud_time(self) -> time:
        """The wall-clock time at which tips come: the chosen one, or the end of the quiet hours that it lies in."""
        quiet = self.rest.quiet
        return quiet.end if quiet is not None and self.local_time in quiet else self.local_time

    @property
    def never_loud(self) -> bool:
        """Whether the chosen time lies in quiet hours that end after midnight only: no slot of that date is left."""
        return self.loud_time < self.local_time


@dataclass(frozen=True)
class LeftOut:
    """Local dates of chosen weekdays without a tip: a break, one public holiday of a calendar, or a day of the plan."""

    dates: Break
    calendar: Calendar | None = None
    by_plan: bool = False


def next_slot(rule: Rule, after: datetime) -> datetime:
    """The first slot later than the moment `after`, in UTC. Raises `LookupError` for a zone that does not exist."""
    zone = ZoneInfo(rule.time_zone)
    for day in islice(_working_days(rule, after.astimezone(zone).date() - DAY), DAYS_TO_LOOK):
        slot = _slot_of_rule(rule, day, zone)
        if slot is not None and slot > after:
            return slot
    raise LookupError("no slot in sight")


def rests_on(rule: Rule, day: date) -> bool:
    """Whether a local date goes without a tip although its weekday is a chosen one."""
    calendar = rule.rest.holidays.calendar(rule.time_zone)
    is_free = rule.rest.break_on(day) is not None or (calendar is not None and is_holiday(day, calendar))
    return is_free and day.weekday() in rule.weekdays


def is_quiet(rule: Rule, moment: datetime) -> bool:
    """Whether a moment lies in the rule's quiet hours."""
    quiet = rule.rest.quiet
    return quiet is not None and moment.astimezone(ZoneInfo(rule.time_zone)).time() in quiet


def left_out(rule: Rule, first: date, last: date) -> list[LeftOut]:
    """What goes without a tip between two local dates, in order; a break is there whole, and holidays within it not."""
    calendar = rule.rest.holidays.calendar(rule.time_zone)
    days = (first + n * DAY for n in range((last - first).days + 1))
    found = [LeftOut(one) for one in rule.rest.breaks if one.first <= last and one.last >= first]
    if calendar is not None:
        chosen = (day for day in days if day.weekday() in rule.weekdays and rule.rest.break_on(day) is None)
        found += [LeftOut(Break(day, day), calendar) for day in chosen if is_holiday(day, calendar)]
    return sorted(found, key=lambda one: one.dates)


def slots(rule: Rule, after: datetime, count: int) -> list[datetime]:
    """The next `count` slots later than `after`, in UTC."""
    return list(islice(_slots(rule, after), count))


def slot_on(day: date, local_time: time, zone: ZoneInfo) -> datetime | None:
    """The slot of one local date, in UTC; None for a date that the zone skipped (Apia, 30 December 2011).

    A time that happens twice counts the first time. A time that does not exist moves forward to the first that does;
    where the date ends within the gap (Nuuk jumps from 23:00 to midnight), it is the last minute before it.
    """
    wanted = datetime.combine(day, local_time).replace(fold=0)
    slot = wanted.replace(tzinfo=zone).astimezone(UTC)
    if slot.astimezone(zone).replace(tzinfo=None) == wanted:
        return slot
    jump = _end_of_gap(wanted, zone)
    return next((moment for moment in (jump, jump - MINUTE) if moment.astimezone(zone).date() == day), None)


def _working_days(rule: Rule, first: date) -> Iterator[date]:
    """The local dates from the first on that should have a slot; a break is passed by in one step."""
    calendar = rule.rest.holidays.calendar(rule.time_zone)
    day = first
    while day < LAST_DAY:
        pause = rule.rest.break_on(day)
        if pause is not None:
            day = min(pause.last, LAST_DAY)
        elif day.weekday() in rule.weekdays and (calendar is None or not is_holiday(day, calendar)):
            yield day
        day += DAY


def _slot_of_rule(rule: Rule, day: date, zone: ZoneInfo) -> datetime | None:
    """The slot of a date at its loud time; where the clocks jump into the quiet hours, it waits for their end."""
    slot = slot_on(day, rule.loud_time, zone)
    quiet = rule.rest.quiet
    if slot is None or quiet is None or slot.astimezone(zone).time() not in quiet:
        return slot
    return max(slot, slot_on(day, quiet.end, zone) or slot)


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
