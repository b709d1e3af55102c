"""The periods that a report may be about, each with the one before it, in the reader's own time zone; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.errors import Illegible

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
DAYS = 30
FIRST_MONDAY = date(2020, 1, 6)  # no Takt is older


class Period(StrEnum):
    """What a report is about. The order is that in which numbers are released (see `disclosure`)."""

    DAYS_30 = "30d"
    LAST_WEEK = "last-week"
    WEEK = "week"
    MONTH = "month"
    TODAY = "today"
    YESTERDAY = "yesterday"
    LAST_MONTH = "last-month"


@dataclass(frozen=True)
class Span:
    """Local dates, both included."""

    first: date
    last: date


@dataclass(frozen=True)
class Calendar:
    """All periods at one moment in one zone. Between two neighbours of `edges` (UTC) lies an atom of time."""

    edges: tuple[datetime, ...]
    spans: Mapping[Period, Span]
    now: Mapping[Period, frozenset[int]]  # the atoms of each period
    before: Mapping[Period, frozenset[int]]  # and of the one before it, of those that are compared with one

    @property
    def intervals(self) -> tuple[frozenset[int], ...]:
        """Every set of atoms that any report is about, in the order in which its numbers are released."""
        return tuple(dict.fromkeys((*self.now.values(), *self.before.values())))

    @property
    def weeks(self) -> tuple[frozenset[int], ...]:
        """The whole weeks that a report is about: last week, and the one before it."""
        return self.now[Period.LAST_WEEK], self.before[Period.LAST_WEEK]

    def bounds(self, period: Period) -> tuple[datetime, datetime]:
        """When it begins and ends (UTC), the end not included."""
        atoms = self.now[period]
        return self.edges[min(atoms)], self.edges[max(atoms) + 1]

    def begin_before(self, period: Period) -> datetime | None:
        """When the one before it begins (UTC); None where it is compared with none."""
        atoms = self.before.get(period)
        return self.edges[min(atoms)] if atoms else None


def calendar(now: datetime, time_zone: str) -> Calendar:
    """The periods as they are at a moment. Today belongs to all but what is past; nothing lies in the future."""
    zone = ZoneInfo(time_zone)
    today = now.astimezone(zone).date()
    spans, before = _spans(today), _spans_before(today)
    days = sorted({edge for span in (*spans.values(), *before.values()) for edge in (span.first, span.last + DAY)})
    return Calendar(
        tuple(datetime.combine(day, time(), zone).astimezone(UTC) for day in days),
        spans,
        {period: _atoms(span, days) for period, span in spans.items()},
        {period: _atoms(span, days) for period, span in before.items()},
    )


def after_week(monday: date, now: datetime, time_zone: str) -> datetime:
    """A moment (UTC) at which the week that began on this day was last week. Raises `Illegible` unless it is over."""
    zone = ZoneInfo(time_zone)
    if monday.weekday() or monday < FIRST_MONDAY or monday + WEEK > now.astimezone(zone).date():
        raise Illegible
    return datetime.combine(monday + WEEK, time(12), zone).astimezone(UTC)


def _spans(today: date) -> dict[Period, Span]:
    monday = today - timedelta(days=today.weekday())
    return {
        Period.DAYS_30: Span(today - timedelta(days=DAYS - 1), today),
        Period.LAST_WEEK: Span(monday - WEEK, monday - DAY),
        Period.WEEK: Span(monday, today),
        Period.MONTH: Span(today.replace(day=1), today),
        Period.TODAY: Span(today, today),
        Period.YESTERDAY: Span(today - DAY, today - DAY),
        Period.LAST_MONTH: _month_before(today),
    }


def _spans_before(today: date) -> dict[Period, Span]:
    """The whole of what went before: last week for this week, last month for this month.

    Yesterday and last month are compared with nothing: reports would have to count another month for that.
    """
    monday = today - timedelta(days=today.weekday())
    return {
        Period.DAYS_30: Span(today - timedelta(days=2 * DAYS - 1), today - timedelta(days=DAYS)),
        Period.LAST_WEEK: Span(monday - 2 * WEEK, monday - WEEK - DAY),
        Period.WEEK: Span(monday - WEEK, monday - DAY),
        Period.MONTH: _month_before(today),
        Period.TODAY: Span(today - DAY, today - DAY),
    }


def _month_before(today: date) -> Span:
    last = today.replace(day=1) - DAY
    return Span(last.replace(day=1), last)


def _atoms(span: Span, days: Sequence[date]) -> frozenset[int]:
    return frozenset(at for at, day in enumerate(days[:-1]) if span.first <= day <= span.last)
