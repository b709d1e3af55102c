"""What is left of a number that is shown when all that is shown of its parts is taken away; pure.

That many numbers fit a sum does not hide them: counts are whole and never below nothing, and a group that has a row was
seen once at least. Where all that is left is met, each of its groups is; where none is, none is; and where there are
as many observations as groups, each has one. In one period that is all that bounds tell: what is left belongs
to groups that are in no other sum.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from bot.observations.cells import Group, Interval, Masks, people_in
from bot.observations.report import Tally
from bot.people.groups import FEWEST

Number = tuple[Group, Interval]
Levels = Mapping[Group, Mapping[int, Tally]]  # by standard, then by atom


def tally_in(atoms: Mapping[int, Tally], interval: Interval) -> Tally:
    """The levels of a standard in an interval."""
    return sum((each for atom, each in atoms.items() if atom in interval), Tally())


class Rests:
    """Looks at what is left in each period, and says which number is to be held back as well."""

    def __init__(self, people: Mapping[Group, Masks], levels: Levels, intervals: Iterable[Interval]) -> None:
        self._periods = [_Period(people, levels, interval) for interval in set(intervals)]
        self._held: set[Number] = set()

    def hold_back(self, shown: Collection[Number]) -> list[Number]:
        """A number for each rest that tells of few people; none is named twice."""
        found = [one for period in self._periods for one in period.hold_back(shown, self._held)]
        self._held.update(found)
        return found


class _Period:
    """What was seen in one period."""

    def __init__(self, people: Mapping[Group, Masks], levels: Levels, interval: Interval) -> None:
        self._interval = interval
        self._seen = {one: tally for one, atoms in levels.items() if (tally := tally_in(atoms, interval)).count}
        self._few = {one for one in self._seen if people_in(people[one], interval) < FEWEST}

    def hold_back(self, shown: Collection[Number], held: Collection[Number]) -> Iterator[Number]:
        """A number for each rest that tells too much."""
        if not self._few:
            return
        groups = {group for group, interval in shown if interval == self._interval}
        for whole, left in self._rests(groups).items():
            if self._few.intersection(left) and self._tells(left):
                named = [(one, self._interval) for one in self._ways_out(whole, left, groups)]
                yield from [one for one in named if one not in held][:1]

    def _rests(self, groups: Collection[Group]) -> dict[Group, list[Group]]:
        """The hidden standards that are left of each number: of their area's, or else of everything's."""
        rests: dict[Group, list[Group]] = {}
        for one in self._seen:
            around = [whole for whole in (Group(one.area), Group()) if whole in groups]
            if one not in groups and around:
                rests.setdefault(around[0], []).append(one)
        return rests

    def _tells(self, standards: Collection[Group]) -> bool:
        """Whether the share, or how many there are, is known of each."""
        tally = self._tally(standards)
        return not tally.good or not tally.not_yet or tally.count == len(standards)

    def _ways_out(self, whole: Group, left: list[Group], groups: Collection[Group]) -> list[Group]:
        """What may be held back: the part of fewest observations that mends it, else the whole."""
        inner = [one for one in groups if one.is_within(whole) and one != whole]
        parts = [one for one in inner if one.parent == whole or one.parent not in groups]
        mending = [one for one in parts if not self._tells({*left, *self._within(one)})]
        return [*sorted(mending, key=self._cost), whole]

    def _cost(self, one: Group) -> Any:
        return self._tally(self._within(one)).count, str(one)

    def _within(self, group: Group) -> list[Group]:
        return [one for one in self._seen if one.is_within(group)]

    def _tally(self, standards: Iterable[Group]) -> Tally:
        return sum((self._seen[one] for one in standards), Tally())
