"""What nobody may compute: small groups, and unions of them, of whichever areas; pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from bot.observations.cells import Cells, Group, Interval, Masks, people_in
from bot.observations.span import Span, sums_of_nothing
from bot.people.groups import FEWEST

MOST_SUBSETS = 4  # small groups of which every union is guarded; of more: the pairs, all, and all but one
People = Mapping[Group, int]  # who was seen in a stretch, by group; nobody is left out


class Secrets:
    """A vector for everything that nobody may compute, in any stretch of time."""

    def __init__(self, people: Mapping[Group, Masks], cells: Cells, intervals: Sequence[Interval]) -> None:
        self._cells = cells
        self._standards = {whole: {one for one in people if one.standard and one.is_within(whole)} for whole in people}
        self._seen = {stretch: _seen_in(people, stretch) for stretch in _stretches(intervals)}
        self._vectors: dict[bytes, Any] = {}
        self._keep(
            sum(cells.vector(one, stretch) for one in union)
            for stretch, seen in self._seen.items()
            for union in _small_unions(seen)
        )

    def span(self) -> Span | None:
        """Nothing shown yet, and what must stay outside; None where there are no secrets."""
        return Span(np.array([self._vectors[key] for key in sorted(self._vectors)])) if self._vectors else None

    def found_in(self, span: Span) -> bool:
        """Whether what is shown gives more away, standards of several areas together; if so it is a secret now."""
        return self._keep(one for stretch, seen in self._seen.items() for one in self._given_away(span, stretch, seen))

    def _given_away(self, span: Span, stretch: Interval, seen: People) -> Iterator[Any]:
        standards = [one for one in seen if one.standard is not None]
        if min(seen.values(), default=FEWEST) >= FEWEST:
            return
        vectors = np.array([self._cells.vector(one, stretch) for one in standards])
        for choice in sums_of_nothing(span.outside(vectors)):
            if not self._surely_many({standards[at] for at in choice}, seen):
                yield vectors[list(choice)].sum(axis=0)

    def _surely_many(self, standards: set[Group], seen: People) -> bool:
        """Whether five people are in one group of these at least; how many are in several nobody counted."""
        others = seen.keys() - standards
        return any(count >= FEWEST and not self._standards[one] & others for one, count in seen.items())

    def _keep(self, vectors: Iterable[Any]) -> bool:
        new = {vector.tobytes(): vector for vector in vectors}
        self._vectors |= new
        return bool(new)


def _seen_in(people: Mapping[Group, Masks], stretch: Interval) -> People:
    return {group: count for group, masks in people.items() if (count := people_in(masks, stretch))}


def _stretches(intervals: Sequence[Interval]) -> Iterator[Interval]:
    """Every run of atoms: what two periods differ by is one."""
    last = max((atom for interval in intervals for atom in interval), default=-1)
    for first in range(last + 1):
        for end in range(first, last + 1):
            yield frozenset(range(first, end + 1))


def _small_unions(seen: People) -> Iterator[tuple[Group, ...]]:
    """Small groups, and unions of small parts of one group.

    All of its parts together are the group itself, whose people are counted: it is guarded where it is small.
    """
    families: dict[Group | None, list[Group]] = defaultdict(list)
    for group in seen:
        families[group.parent].append(group)
    for family in families.values():
        small = [group for group in family if seen[group] < FEWEST]
        yield from ((group,) for group in small)
        yield from (union for union in _unions(small) if len(union) < len(family))


def _unions(children: Sequence[Group]) -> Iterator[tuple[Group, ...]]:
    many = len(children)
    sizes = range(2, many + 1) if many <= MOST_SUBSETS else sorted({2, many - 1, many})
    for size in sizes:
        yield from combinations(children, size)
