"""Days and stretches of days as people say them, before it is known which day today is."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.tips.rest import DAY, Break
from bot.tips.wish import Problem, Trouble

LONGEST = timedelta(days=366)
FARTHEST = timedelta(days=3 * 366)
NEARLY_A_YEAR, ELEVEN_MONTHS, HALF_A_YEAR = timedelta(days=364), timedelta(days=330), timedelta(days=183)
LATELY = timedelta(days=92)  # who names a day that was within it, without a year, hardly means next year's
TWO_MONTHS = 62  # days: every number from 1 to 31 comes within them
MONTHS = 12
LEAP = 8  # years within which every 29 February comes
LAST = -1  # the last day of a month, whichever that is


@dataclass(frozen=True)
class SaidDay:
    """A day, as far as said: so many days `ahead`; a `weekday` (0 = Monday), of an ISO `week`; a day of a month."""

    ahead: int | None = None
    weekday: int | None = None
    week: int | None = None
    day: int = 0
    month: int | None = None
    year: int | None = None
    may_have_begun: bool = False  # a weekday that may be today, or yesterday with today in its stretch
    slashed: bool = False  # in figures such as 1/10, which Americans read month first
    month_first: bool = False  # only the second of them can be a day

    @property
    def swappable(self) -> bool:
        """Whether the figures are another day where the month comes first."""
        return self.slashed and not self.month_first and self.day <= MONTHS and self.day != self.month

    def swapped(self) -> "SaidDay":
        """The same figures with the month first, where they may be read so."""
        return replace(self, day=self.month or 0, month=self.day) if self.swappable else self

    def on_or_after(self, earliest: date, today: date) -> date | None:
        """The first such day from `earliest` on, or the very day that was named; None where no calendar has it."""
        if self.ahead is not None:
            return today + timedelta(days=self.ahead)
        if self.week is not None:
            return _in_week(self.week, self.weekday or 0, earliest)
        if self.weekday is not None:
            return earliest + timedelta(days=(self.weekday - earliest.weekday()) % 7)
        if self.month is None:
            following = (earliest + timedelta(days=n) for n in range(TWO_MONTHS))
            return next((day for day in following if day.day == self.day), None)
        years = range(earliest.year, earliest.year + LEAP + 1) if self.year is None else (self.year,)
        found = [_date(year, self.month, self.day) for year in years]
        return next((day for day in found if day is not None and (self.year or day >= earliest)), None)


@dataclass(frozen=True)
class SaidDays:
    """One day or a stretch of them, both ends included; `until` its end, which is the day of being back."""

    words: str
    first: SaidDay
    last: SaidDay | None = None
    until: bool = False

    @property
    def ends(self) -> tuple[SaidDay, ...]:
        """The day, or the first and the last of a stretch."""
        return (self.first,) if self.last is None else (self.first, self.last)

    def swapped(self) -> "SaidDays":
        """The same figures with the month first."""
        return replace(self, first=self.first.swapped(), last=self.last and self.last.swapped())

    def dates(self, today: date) -> Break | Problem:
        """The days that are meant, as said on `today`; what has begun already counts from its beginning.

        Days without a year that are just over are asked back: `instead` has those of the coming year, in ISO.
        """
        named = _named(self, today)
        if named is None:
            return Problem(Trouble.NO_SUCH_DAY, self.words)
        meant = Break(named[0], named[1] - DAY if self.until else named[1])
        if self.names_no_year and _is_just_over(meant, today):
            return Problem(Trouble.JUST_OVER, self.words, _iso(meant))
        trouble = _trouble(self, meant, today)
        return meant if trouble is None else Problem(trouble, self.words)

    @property
    def names_no_year(self) -> bool:
        """Whether all that is said are days of months, of whichever year."""
        return all(end.month is not None and end.year is None for end in self.ends)


def either_dates(said: SaidDays, today: date) -> tuple[Break, Break] | None:
    """What days in figures with slashes may mean, first with the day in front; None where there is but one reading."""
    one, other = (_to_come(reading.dates(today)) for reading in (said, said.swapped()))
    return (one, other) if one and other and one != other else None


def _to_come(found: Break | Problem) -> Break | None:
    """The days, or those of the coming year where they are just over."""
    if isinstance(found, Break):
        return found
    days = [date.fromisoformat(day) for day in found.instead] if found.trouble is Trouble.JUST_OVER else []
    return Break(days[0], days[-1]) if days else None


def _trouble(said: SaidDays, meant: Break, today: date) -> Trouble | None:
    length = meant.last - meant.first
    if meant.last < today:
        return Trouble.PAST
    if length < timedelta() or (said.names_no_year and _wraps(meant) and length > ELEVEN_MONTHS):
        return Trouble.BACKWARDS
    return Trouble.TOO_LONG if length > LONGEST or meant.last - today > FARTHEST else None


def _is_just_over(meant: Break, today: date) -> bool:
    """Whether the same days, a year earlier, were within the last months."""
    began, ended = (_date(day.year - 1, day.month, day.day) for day in (meant.first, meant.last))
    if meant.first <= today or began is None or ended is None:
        return False
    return today - LATELY <= began and ended < today


def _wraps(meant: Break) -> bool:
    """Whether the days go over the end of a year."""
    return (meant.last.month, meant.last.day) < (meant.first.month, meant.first.day)


def _iso(meant: Break) -> tuple[str, ...]:
    return tuple(dict.fromkeys((meant.first.isoformat(), meant.last.isoformat())))


def _named(said: SaidDays, today: date) -> tuple[date, date] | None:
    """The first and the last day; None where one of them is in no calendar."""
    opening = said.first
    if said.last is None:
        first = opening.on_or_after(_earliest(opening, today), today)
        return None if first is None else (first, first)
    if opening.month is None or opening.year is not None:
        return _from(opening, said, _earliest(opening, today), today)
    if said.last.year is not None:
        last = said.last.on_or_after(today, today)
        return None if last is None else _from(opening, said, last - NEARLY_A_YEAR, today)
    running = _from(opening, said, today - LONGEST, today)  # "20 December to 3 January", said on the 27th
    return running if running and _goes_on(Break(*running), today) else _from(opening, said, today, today)


def _goes_on(days: Break, today: date) -> bool:
    """Whether days that have begun can be meant: nobody says "2 January to 24 December" of the last eleven months."""
    return days.last >= today and days.last - days.first <= HALF_A_YEAR


def _from(opening: SaidDay, said: SaidDays, earliest: date, today: date) -> tuple[date, date] | None:
    first = opening.on_or_after(earliest, today)
    if first is None or said.last is None:
        return None
    last = said.last.on_or_after(_earliest(said.last, today) if said.until else first, today)
    return None if last is None else (first, last)


def _earliest(day: SaidDay, today: date) -> date:
    """A weekday on its own is a coming one: who means this very day says "today"; a weekend may have begun."""
    if day.may_have_begun:
        return today - DAY
    return today if day.weekday is None or day.week is not None else today + DAY


def _in_week(week: int, weekday: int, earliest: date) -> date | None:
    """The day in the first such week that is not over on `earliest`."""
    for year in range(earliest.year, earliest.year + LEAP):
        if 1 <= week <= date(year, 12, 28).isocalendar().week:
            sunday = date.fromisocalendar(year, week, 7)
            if sunday >= earliest:
                return sunday - timedelta(days=6 - weekday)
    return None


def _date(year: int, month: int, day: int) -> date | None:
    if not (1 <= month <= 12 and 1 <= year <= 9998):
        return None
    last = monthrange(year, month)[1]
    return date(year, month, last if day == LAST else day) if day == LAST or 1 <= day <= last else None
