"""What reports count: groups, each a part of the next, in stretches of time; pure."""

from collections.abc import Mapping
from dataclasses import dataclass

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
        return about.area in {None, self.area} and about.standard in {None, self.standard}


def people_in(masks: Masks, interval: Interval) -> int:
    """How many people were seen in any of these atoms."""
    wanted = sum(1 << atom for atom in interval)
    return sum(count for mask, count in masks.items() if mask & wanted)
