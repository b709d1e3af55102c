"""What reports count: groups, each a part of the next, in stretches of time; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

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

    @property
    def depth(self) -> int:
        """0 for everything, 1 for an area, 2 for a standard."""
        return 0 if self.area is None else 1 if self.standard is None else 2

    def is_within(self, about: "Group") -> bool:
        """Whether what is seen of this group belongs to what a report is about."""
        return about in {self, self.parent, Group()}


def people_in(masks: Masks, interval: Interval) -> int:
    """How many people were seen in any of these atoms."""
    wanted = sum(1 << atom for atom in interval)
    return sum(count for mask, count in masks.items() if mask & wanted)


class Cells:
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
