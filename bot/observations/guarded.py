"""What nobody may compute: small groups, and unions of them, of whichever areas; pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from bot.observations.cells import Group, Interval, Masks
from bot.observations.places import Cells
from bot.observations.sums import sums_of_nothing
from bot.people.groups import FEWEST

Piece = tuple[int, int]  # the first atom, and the first after it
Stretch = tuple[Piece, ...]  # mostly one: two where a period lies in the middle of another, which is what is left


class Secrets:
    """What nobody may compute, in any stretch of time: every union of standards that may be of fewer than five people.

    It may be unless a group of five people lies in it whole; how many are in several groups nobody counted. So it is
    made of small standards. They are too many to list: the likely ones are known from the start, and in what would be
    shown it is looked for the others.
    """

    def __init__(self, people: Mapping[Group, Masks], cells: Cells, intervals: Collection[Interval]) -> None:
        self._cells = cells
        self._parts = np.array(list(cells.parts.values()))
        self._stretches = stretches(cells.atoms, intervals)
        self._seen = np.array([_people_in(people[one], self._stretches) for one in cells.parts]).T
        groups = list(cells.parts)
        self._own = [groups.index(one) for one in cells.standards]

    def likely(self) -> Any:
        """A vector for each small group, and for all small standards of a group together, in each stretch."""
        return self._different(
            self._vectors(np.concatenate([self._parts[few], self._unions(self._parts & few[self._own], seen)]), stretch)
            for stretch, seen in zip(self._stretches, self._seen, strict=True)
            for few in [(seen > 0) & (seen < FEWEST)]
        )

    def given_away(self, shown: Any) -> Any:
        """A vector for each union that is given away by what is shown: rows of length one, at right angles."""
        sizes, along = self._cells.up_to(np.ones((1, shown.shape[1]))), self._cells.up_to(shown)
        return self._different(
            self._vectors(self._unions(self._sums(sizes, along, stretch, seen[self._own]), seen), stretch)
            for stretch, seen in zip(self._stretches, self._seen, strict=True)
        )

    def _sums(self, sizes: Any, along: Any, stretch: Stretch, own: Any) -> Any:
        """The sums of small standards that are nothing beside what is shown, in one stretch."""
        few = np.flatnonzero((own > 0) & (own < FEWEST))
        sums = np.zeros((0, len(few)), dtype=bool)
        if few.size:
            size, part = (sum(sums[end] - sums[first] for first, end in stretch)[:, few] for sums in (sizes, along))
            sums = sums_of_nothing(np.diag(size[0]) - part.T @ part)
        found = np.zeros((len(sums), len(own)), dtype=bool)
        found[:, few] = sums
        return found

    def _unions(self, sums: Any, seen: Any) -> Any:
        """Those of some sums of standards in which no group of five people lies whole."""
        others = (seen[self._own] > 0) & ~sums
        whole = (seen >= FEWEST) & ~(others @ self._parts.T)
        return sums[sums.any(axis=1) & ~whole.any(axis=1)]

    def _vectors(self, standards: Any, stretch: Stretch) -> Any:
        return self._cells.vectors(standards, [self._cells.interval(_atoms(stretch))])

    def _different(self, tables: Iterable[Any]) -> Any:
        """Each row of some tables once."""
        once = {row.tobytes(): row for table in tables for row in table}
        return np.array([once[key] for key in sorted(once)]).reshape(len(once), self._cells.count)


def stretches(atoms: int, intervals: Collection[Interval]) -> list[Stretch]:
    """All that is whole, and what is left on both sides of one period in the middle of another."""
    whole: list[Stretch] = [((first, end),) for end in range(1, atoms + 1) for first in range(end)]
    seen = {one.intersection(range(atoms)) for one in intervals}
    left = {_pieces(outer - inner) for outer in seen for inner in seen if inner < outer}
    return [*whole, *sorted(one for one in left if len(one) > 1)]


def _pieces(atoms: Interval) -> Stretch:
    """The atoms as whole pieces."""
    begins, ends = sorted(atoms - {one + 1 for one in atoms}), sorted(atoms - {one - 1 for one in atoms})
    return tuple((first, last + 1) for first, last in zip(begins, ends, strict=True))


def _atoms(stretch: Stretch) -> list[int]:
    return [atom for piece in stretch for atom in range(*piece)]


def _people_in(masks: Masks, stretches: Sequence[Stretch]) -> Any:
    """How many people were seen in each stretch."""
    bits, counts = np.array(list(masks), dtype=np.int64), np.array(list(masks.values()))
    wanted = np.array([sum(1 << atom for atom in _atoms(one)) for one in stretches])
    return counts @ (bits[:, None] & wanted != 0)
