"""What a person wants changed about when a channel rests; what it makes of the rest depends on the day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.tips.dates import SaidDays
from bot.tips.rest import Break, Holidays, Quiet, Rest
from bot.tips.wish import Problem, Trouble


@dataclass(frozen=True)
class Skip:
    """Leave these days out too; `instead` of those that were left out until now."""

    days: tuple[SaidDays, ...]
    instead: bool = False

    def made(self, rest: Rest, today: date) -> tuple[Rest, Sequence[Problem]]:
        """The rest with the days that are still to come."""
        breaks, problems = _dates(self.days, today)
        kept = replace(rest, breaks=()) if self.instead else rest
        return kept.with_breaks(breaks, today), problems


@dataclass(frozen=True)
class Resume:
    """Have tips on these days again; without any, from today on, if this is a day in a break."""

    days: tuple[SaidDays, ...] = ()

    def made(self, rest: Rest, today: date) -> tuple[Rest, Sequence[Problem]]:
        """The rest without the days, where they were left out."""
        if not self.days:
            running = rest.break_on(today)
            return (rest if running is None else rest.without(running, today)), ()
        breaks, problems = _dates(self.days, today)
        for said, gone in zip(self.days, breaks, strict=False):
            shorter = rest.without(gone, today)
            if shorter.breaks == rest.with_breaks((), today).breaks:
                problems.append(Problem(Trouble.NOT_RESTING, said.words))
            rest = shorter
        return rest, problems


@dataclass(frozen=True)
class SetHolidays:
    """Leave out these public holidays."""

    holidays: Holidays

    def made(self, rest: Rest, _today: date) -> tuple[Rest, Sequence[Problem]]:
        """The rest with these in place of others."""
        return replace(rest, holidays=self.holidays), ()


@dataclass(frozen=True)
class SetQuiet:
    """Keep these hours quiet, or none."""

    quiet: Quiet | None

    def made(self, rest: Rest, _today: date) -> tuple[Rest, Sequence[Problem]]:
        """The rest with these in place of others."""
        return replace(rest, quiet=self.quiet), ()


def _dates(days: Iterable[SaidDays], today: date) -> tuple[list[Break], list[Problem]]:
    breaks: list[Break] = []
    problems: list[Problem] = []
    for said in days:
        found = said.dates(today)
        if isinstance(found, Trouble):
            problems.append(Problem(found, said.words))
        else:
            breaks.append(found)
    return breaks, problems
