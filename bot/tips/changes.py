"""What a person wants changed about when a channel rests; what it makes of the rest depends on the day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.tips.dates import MONTHS, SaidDays, either_dates
from bot.tips.rest import Break, Holidays, Quiet, Rest
from bot.tips.wish import Change, Problem, Trouble


@dataclass(frozen=True)
class Skip:
    """Leave these days out too; `instead` of those that were left out until now."""

    days: tuple[SaidDays, ...]
    instead: bool = False
    asks: bool = False  # which day is meant, where whoever said it may put the month first

    def made(self, rest: Rest, today: date) -> tuple[Rest, Sequence[Problem]]:
        """The rest with the days that are still to come."""
        breaks, problems = _dates(self, today)
        kept = replace(rest, breaks=()) if self.instead else rest
        return kept.with_breaks(breaks, today), problems


@dataclass(frozen=True)
class Resume:
    """Have tips on these days again; without any, from today on, if this is a day in a break; or on all (`everything`).

    Days that are `planned` without a tip are left out too, by the plan: they come back by `brought_back`.
    """

    days: tuple[SaidDays, ...] = ()
    planned: frozenset[date] = frozenset()
    everything: bool = False
    asks: bool = False

    def made(self, rest: Rest, today: date) -> tuple[Rest, Sequence[Problem]]:
        """The rest without the days, where they were left out."""
        if self.everything:
            return replace(rest, breaks=()), ()
        if not self.days:
            running = rest.break_on(today)
            return (rest if running is None else rest.without(running, today)), ()
        breaks, problems = _dates(self, today)
        for said, gone in zip(self.days, breaks, strict=False):
            shorter = rest.without(gone, today)
            if shorter.breaks == rest.with_breaks((), today).breaks and not _within(gone, self.planned):
                problems.append(Problem(Trouble.NOT_RESTING, said.words))
            rest = shorter
        return rest, problems

    def brought_back(self, today: date) -> frozenset[date]:
        """Those of the planned days that have a tip again."""
        if self.everything:
            return self.planned
        if not self.days:
            return self.planned & {today}
        return frozenset(day for gone in _dates(self, today)[0] for day in _within(gone, self.planned))


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


def brought_back(changes: Iterable[Change], today: date) -> frozenset[date]:
    """The days that the plan leaves out, and that have a tip again by these changes."""
    return frozenset(day for one in changes if isinstance(one, Resume) for day in one.brought_back(today))


def days_named(changes: Iterable[Change], today: date) -> tuple[tuple[Break, ...], tuple[Break, ...]]:
    """The days that were said to go without a tip, and those that are to have one again."""
    kinds: tuple[list[Break], list[Break]] = ([], [])
    for one in changes:
        if isinstance(one, Skip | Resume):
            kinds[isinstance(one, Resume)].extend(_dates(one, today)[0])
    return tuple(kinds[0]), tuple(kinds[1])


def _within(days: Break, planned: Iterable[date]) -> list[date]:
    return [day for day in planned if day in days]


def asking(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes of somebody who may put the month first: figures with slashes that are two days are asked about."""
    return tuple(replace(one, asks=True) if isinstance(one, Skip | Resume) else one for one in changes)


def _dates(change: Skip | Resume, today: date) -> tuple[list[Break], list[Problem]]:
    breaks: list[Break] = []
    problems: list[Problem] = []
    days = change.days
    ends = [end for said in days for end in said.ends if end.slashed]
    month_first = change.asks and any(end.month_first for end in ends)
    day_first = any(not end.month_first and end.day > MONTHS for end in ends)
    for said in days:
        either = either_dates(said, today) if change.asks and month_first == day_first else None
        found = (said.swapped() if month_first and not day_first else said).dates(today)
        if either:
            problems.append(Problem(Trouble.EITHER_DAY, said.words, tuple(map(_in_iso, either))))
        elif isinstance(found, Problem):
            problems.append(found)
        else:
            breaks.append(found)
    return breaks, problems


def _in_iso(days: Break) -> str:
    return "/".join(dict.fromkeys((days.first.isoformat(), days.last.isoformat())))
