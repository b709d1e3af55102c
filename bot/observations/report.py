"""What a report on observations says, from counts alone; pure. docs/reports.md has the formulas in words."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import sqrt
from typing import TYPE_CHECKING

from bot.catalogue.model import Level
from bot.observations.cells import Group, Interval, Masks, people_in
from bot.observations.heads import headcount
from bot.observations.periods import Calendar, Period, Span

if TYPE_CHECKING:
    from bot.observations.disclosure import Released

SHOWN = 3  # strengths, and gaps
HALF = 0.5  # what is met less often is no strength
Z = 1.96  # 95 %


@dataclass(frozen=True)
class Tally:
    """How many observations there are of each level."""

    not_yet: int = 0
    met: int = 0
    example: int = 0

    @property
    def count(self) -> int:
        """All of them."""
        return self.not_yet + self.met + self.example

    @property
    def good(self) -> int:
        """Met, or an example: praise, as the observer sees it."""
        return self.met + self.example

    @property
    def share(self) -> float:
        """The share of met and example, from 0 to 1."""
        return self.good / self.count if self.count else 0.0

    @property
    def percent(self) -> int:
        """The share of met and example in whole percent."""
        return round(100 * self.share)

    @property
    def example_percent(self) -> int:
        """The share of examples alone in whole percent."""
        return round(100 * self.example / self.count) if self.count else 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.not_yet + other.not_yet, self.met + other.met, self.example + other.example)


def tally_of(levels: Mapping[str, int]) -> Tally:
    """Counts by the names of the levels."""
    return Tally(levels.get(Level.NOT_YET, 0), levels.get(Level.MET, 0), levels.get(Level.EXAMPLE, 0))


@dataclass(frozen=True)
class Figures:
    """Everything that is counted, of every period at once: people by atoms, levels by standard and atom."""

    people: Mapping[Group, Masks] = field(default_factory=dict)
    levels: Mapping[Group, Mapping[int, Tally]] = field(default_factory=dict)  # by standard, then by atom

    def tally(self, group: Group, interval: Interval) -> Tally:
        """The levels of a group in an interval."""
        parts = (
            tally
            for one, atoms in self.levels.items()
            if one.is_within(group)
            for atom, tally in atoms.items()
            if atom in interval
        )
        return sum(parts, Tally())

    def people_in(self, group: Group, interval: Interval) -> int:
        """How many people were seen."""
        return people_in(self.people.get(group, {}), interval)


@dataclass(frozen=True)
class Figure:
    """What may be shown of a group; `before` is the share in the period before in percent, where that may be shown."""

    group: Group
    tally: Tally
    before: int | None = None

    @property
    def change(self) -> int | None:
        """By how many percentage points the share has changed."""
        return None if self.before is None else self.tally.percent - self.before


@dataclass(frozen=True)
class Coverage:
    """How much was observed. `people` is None where it is hidden; `of_people` where nobody knows."""

    standards: int
    of_standards: int
    people: int | None
    of_people: int | None


@dataclass(frozen=True)
class Month:
    """A month (such as 2026-03) of which only anonymous counts are left."""

    month: str
    tally: Tally


@dataclass(frozen=True)
class Report:
    """What a report says of `about`: its parts are areas, or the standards of one area; all where it is by standard."""

    period: Period
    span: Span
    about: Group
    coverage: Coverage
    overall: Figure | None = None
    parts: tuple[Figure, ...] = ()
    hidden: int = 0  # parts in which somebody was seen, but too few
    rows: tuple[tuple[Group, Figure | None], ...] = ()  # every group of it that was seen; without figure it is hidden
    strengths: tuple[Figure, ...] = ()
    gaps: tuple[Figure, ...] = ()
    own: Tally = Tally()
    follow_ups: int = 0  # the reader's own that wait
    earlier: tuple[Month, ...] = ()
    is_older_week: bool = False  # one that was last week when it was first told
    kept_days: int | None = None  # for how long observations are kept, where some of the period's are gone by now
    by_standard: bool = False

    def with_standards(self) -> "Report":
        """The same with the standards of all areas as its parts, of which no more is shown than in any other report."""
        if self.about != Group():
            return self
        seen = [figure for group, figure in self.rows if group.standard]
        parts = sorted((one for one in seen if one), key=_best_first)
        return replace(self, parts=tuple(parts), hidden=seen.count(None), by_standard=True)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was observed."""
        return not self.coverage.standards

    @property
    def suggestion(self) -> str | None:
        """The standard for the coming week's tips: the greatest gap."""
        return self.gaps[0].group.standard if self.gaps else None


@dataclass(frozen=True)
class Known:
    """What was counted, by which calendar, and what of it may be shown."""

    figures: Figures
    calendar: Calendar
    shown: "Released"


def report_on(
    known: Known,
    period: Period,
    about: Group,
    *,
    in_force: Collection[Group],
    staff: int | None,
    comparable: bool = True,
) -> Report:
    """The report on a group in a period; `in_force` are the standards in force, `staff` how many people there are.

    Not `comparable`: of the period before, not everything is kept any more.
    """
    figures, calendar = known.figures, known.calendar
    now = calendar.now[period]
    before = calendar.before.get(period, frozenset()) if comparable else frozenset[int]()
    seen = [one for one in figures.people if one.is_within(about) and figures.people_in(one, now)]
    found = {one.group: one for one in _figures(figures, seen, known.shown, now, before)}
    parts = [group for group in seen if group.parent == about]
    standards = [one for group, one in found.items() if group.standard and not about.standard]
    strengths, gaps = standouts(standards, found.get(about))
    return Report(
        period,
        calendar.spans[period],
        about,
        _coverage(known, now, about, in_force, staff),
        found.get(about),
        tuple(sorted((found[one] for one in parts if one in found), key=_best_first)),
        sum(1 for one in parts if one not in found),
        tuple((group, found.get(group)) for group in sorted(seen, key=_in_order)),
        strengths,
        tuple(one for one in gaps if one.group in in_force),
    )


def standouts(found: Sequence[Figure], overall: Figure | None = None) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """Three strengths and three gaps: above or below the shown standards together, surest first; none is both.

    What is shown may be the least part of all, so a strength is not below the share of all either, where that is shown.
    """
    middle = sum((one.tally for one in found), Tally()).share
    least = max(middle, HALF, overall.tally.share if overall else 0)
    good = [one for one in found if one.tally.share >= least]
    bad = [one for one in found if one not in good and one.tally.not_yet]
    strengths = sorted(good, key=lambda one: (-at_least(one.tally.good, one.tally.count), str(one.group)))
    gaps = sorted(bad, key=lambda one: (-at_least(one.tally.not_yet, one.tally.count), str(one.group)))
    return tuple(strengths[:SHOWN]), tuple(gaps[:SHOWN])


def at_least(hits: int, count: int) -> float:
    """The lower end of Wilson's 95 % interval (Wilson 1927) of a share: few observations count for less."""
    if not count:
        return 0.0
    share, square = hits / count, Z * Z
    spread = Z * sqrt(share * (1 - share) / count + square / (4 * count * count))
    return (share + square / (2 * count) - spread) / (1 + square / count)


def _figures(
    figures: Figures, groups: Iterable[Group], shown: "Released", now: Interval, before: Interval
) -> list[Figure]:
    """Those of some groups that may be shown; a change is shown where both of its ends may be."""
    return [
        Figure(
            group,
            figures.tally(group, now),
            figures.tally(group, before).percent if (group, before) in shown else None,
        )
        for group in groups
        if (group, now) in shown
    ]


def _coverage(known: Known, now: Interval, about: Group, in_force: Collection[Group], staff: int | None) -> Coverage:
    figures = known.figures
    of_standards = {one for one in in_force if one.is_within(about)}
    seen = {one for one in figures.people if one.standard and one.is_within(about) and figures.people_in(one, now)}
    people = headcount(figures.people, known.shown, about, now)
    return Coverage(len(seen), len(of_standards | seen), people, None if staff is None else max(staff, people or 0))


def _best_first(figure: Figure) -> tuple[float, str]:
    return -figure.tally.share, str(figure.group)


def _in_order(group: Group) -> tuple[str, str]:
    return group.area or "", group.standard or ""
