"""When a channel is left in peace: public holidays, breaks, quiet hours. Pure; dates and times are local wall clock."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from bot.tips.calendars import Calendar, country_of_zone

DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Break:
    """Local dates without a tip, both ends included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Quiet:
    """A stretch of the day without a tip, from `start` until `end`, which itself is loud; also past midnight."""

    start: time
    end: time

    def __contains__(self, at: time) -> bool:
        if self.start < self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


@dataclass(frozen=True)
class Holidays:
    """Whether public holidays are left out, and whose: those of the time zone's country where none is named."""

    on: bool = True
    country: str | None = None
    region: str | None = None

    def calendar(self, time_zone: str) -> Calendar | None:
        """Whose holidays are left out; None where none are."""
        country = self.country or country_of_zone(time_zone)
        return Calendar(country, self.region) if self.on and country else None


NO_HOLIDAYS = Holidays(on=False)


@dataclass(frozen=True)
class Rest:
    """All that keeps a channel in peace; `breaks` are in order and apart from each other."""

    holidays: Holidays = Holidays()
    breaks: tuple[Break, ...] = ()
    quiet: Quiet | None = None

    def break_on(self, day: date) -> Break | None:
        """The break that holds the day."""
        return next((one for one in self.breaks if day in one), None)

    def with_breaks(self, more: Iterable[Break], today: date) -> "Rest":
        """The rest with more breaks; those that are over before `today` are forgotten."""
        return replace(self, breaks=_tidy([*self.breaks, *more], today))

    def without(self, gone: Break, today: date) -> "Rest":
        """The rest in which the days of one break are working days again."""
        kept = [
            part
            for one in self.breaks
            for part in (
                Break(one.first, min(one.last, gone.first - DAY)),
                Break(max(one.first, gone.last + DAY), one.last),
            )
        ]
        return replace(self, breaks=_tidy(kept, today))


USUAL_REST = Rest()


def _tidy(breaks: Iterable[Break], today: date) -> tuple[Break, ...]:
    """In order, without what is over or empty, and one where two overlap or touch."""
    tidied: list[Break] = []
    for one in sorted(one for one in breaks if one.first <= one.last and one.last >= today):
        if tidied and one.first <= tidied[-1].last + DAY:
            tidied[-1] = Break(tidied[-1].first, max(tidied[-1].last, one.last))
        else:
            tidied.append(one)
    return tuple(tidied)
