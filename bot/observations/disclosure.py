"""Which numbers reports may show, so that nothing about fewer than five people follows from them; pure.

Cell suppression with its complement, done for all reports at once: all areas, all standards and all periods that can be
asked for at one moment (Hundepool et al., Statistical Disclosure Control, 2012, ch. 4). A number is a sum of cells (one
standard in one atom of time). Numbers are released one by one, the most useful first; one that, together with those
released before it, would make the sum of a small group computable is held back. Computable is what lies in the row
space of the numbers shown: linear algebra decides, not a rule of thumb. What was asked for on another day is not known
here: docs/reports.md says what follows from that.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from bot.people.groups import FEWEST

MOST_SUBSETS = 4  # small groups of which every union is guarded; of more: the pairs, all, and all but one
NOTHING = 1e-6  # what is left of a vector that lies in the space
Interval = frozenset[int]
Masks = Mapping[int, int]  # people by the atoms in which they were seen, a bit for each


@dataclass(frozen=True)
class Group:
    """All that was seen, that of one area, or that of one standard in its area."""

    area: str | None = None
    standard: str | None = None

    @property
    def parent(self) -> "Group | None":
        """What it is a part of."""
        if self.area is None:
            return None
        return Group() if self.standard is None else Group(self.area)


Released = frozenset[tuple[Group, Interval]]


def people_in(masks: Masks, interval: Interval) -> int:
    """How many people were seen in any of these atoms."""
    wanted = sum(1 << atom for atom in interval)
    return sum(count for mask, count in masks.items() if mask & wanted)


def released(people: Mapping[Group, Masks], intervals: Sequence[Interval]) -> Released:
    """What may be shown, of every group in every interval; the earlier an interval, the sooner it is released."""
    cells = _Cells(people)
    secrets = _secrets(people, cells, intervals)
    numbers = list(_numbers(people, intervals))
    if not len(secrets):
        return frozenset(numbers)
    ledger = _Ledger(secrets)
    return frozenset(one for one in numbers if ledger.releases(cells.vector(*one)))


def _numbers(people: Mapping[Group, Masks], intervals: Sequence[Interval]) -> Iterator[tuple[Group, Interval]]:
    """Every number of five people at least, in the order in which they are released."""
    order = sorted(people, key=lambda group: (-sum(people[group].values()), str(group)))
    for depth in range(3):
        for interval in intervals:
            for group in order:
                if _depth(group) == depth and people_in(people[group], interval) >= FEWEST:
                    yield group, interval


class _Ledger:
    """The space of what is shown, and how much of each secret lies outside it."""

    def __init__(self, secrets: Any) -> None:
        self._outside = secrets
        self._left = np.einsum("ij,ij->i", secrets, secrets)  # of each secret, the square of its length outside
        self._basis = np.empty((secrets.shape[1], secrets.shape[1]))
        self._shown = 0  # how many rows of it are there

    def releases(self, number: Any) -> bool:
        """Whether the number may be shown; if so it is among those shown from now on."""
        direction, basis = number, self._basis[: self._shown]
        for _ in range(2):  # twice is enough: Kahan and Parlett
            direction = direction - basis.T @ (basis @ direction)
        length = np.linalg.norm(direction)
        if length < NOTHING:
            return True  # it follows from what is shown already
        direction /= length
        along = self._outside @ direction
        left = self._left - along * along
        if np.min(left) < NOTHING:
            return False
        touched = np.abs(along) > NOTHING
        self._outside[touched] -= np.outer(along[touched], direction)
        self._left = left
        self._basis[self._shown] = direction
        self._shown += 1
        return True


class _Cells:
    """A place for each standard in each atom in which anybody was seen; that elsewhere is nothing is no secret."""

    def __init__(self, people: Mapping[Group, Masks]) -> None:
        self._places: dict[Group, dict[int, list[int]]] = {}
        self.count = 0
        for group in sorted((one for one in people if one.standard is not None), key=str):
            for atom in range(max(people[group], default=0).bit_length()):
                if people_in(people[group], frozenset({atom})):
                    for one in {group, group.parent, Group()} - {None}:
                        self._places.setdefault(one or group, {}).setdefault(atom, []).append(self.count)
                    self.count += 1

    def vector(self, group: Group, interval: Interval) -> Any:
        """A one for each cell that a number is the sum of."""
        vector = np.zeros(self.count)
        atoms = self._places.get(group, {})
        vector[[place for atom in interval for place in atoms.get(atom, ())]] = 1
        return vector


def _secrets(people: Mapping[Group, Masks], cells: _Cells, intervals: Sequence[Interval]) -> Any:
    """A vector for everything that nobody may compute: small groups, and unions of small groups, in any stretch."""
    vectors = (
        sum(cells.vector(one, stretch) for one in union)
        for stretch in _stretches(intervals)
        for union in _small_unions(people, stretch)
    )
    found = {vector.tobytes(): vector for vector in vectors}
    return np.array([found[key] for key in sorted(found)]) if found else np.zeros((0, cells.count))


def _stretches(intervals: Sequence[Interval]) -> Iterator[Interval]:
    """Every run of atoms: what two periods differ by is one."""
    last = max((atom for interval in intervals for atom in interval), default=-1)
    for first in range(last + 1):
        for end in range(first, last + 1):
            yield frozenset(range(first, end + 1))


def _small_unions(people: Mapping[Group, Masks], stretch: Interval) -> Iterator[tuple[Group, ...]]:
    """Small groups, and unions of small parts of one group.

    All of its parts together are the group itself, whose people are counted: it is guarded where it is small.
    """
    families: dict[Group | None, list[tuple[Group, int]]] = defaultdict(list)
    for group, masks in people.items():
        if count := people_in(masks, stretch):
            families[group.parent].append((group, count))
    for family in families.values():
        small = [group for group, count in family if count < FEWEST]
        yield from ((group,) for group in small)
        yield from (union for union in _unions(small) if len(union) < len(family))


def _unions(children: Sequence[Group]) -> Iterator[tuple[Group, ...]]:
    many = len(children)
    sizes = range(2, many + 1) if many <= MOST_SUBSETS else sorted({2, many - 1, many})
    for size in sizes:
        yield from combinations(children, size)


def _depth(group: Group) -> int:
    return 0 if group.area is None else 1 if group.standard is None else 2
