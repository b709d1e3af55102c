"""How many people reports may say were seen; pure.

Headcounts follow the numbers: one is shown where the tally of its group may be. Unlike tallies they are no sums: who
was seen in two standards counts once. So the difference of an area and its one large standard tells how many were seen
in the others alone. Where something in those is hidden, and they are fewer than five, the smaller of the two is hidden.
"""

from collections.abc import Collection, Mapping

from bot.observations.cells import Group, Interval, Masks, people_in
from bot.people.groups import FEWEST


def headcount(
    people: Mapping[Group, Masks], shown: Collection[tuple[Group, Interval]], about: Group, now: Interval
) -> int | None:
    """How many people were seen, where that may be said; `shown` are the tallies that may be."""
    if (about, now) not in shown:
        return None
    count = people_in(people[about], now)
    for outer in _around(about):
        alone = people_in(people[outer], now) - count
        if 0 < alone < FEWEST and any(
            _is_beside(about, one, outer) and people_in(people[one], now) and (one, now) not in shown for one in people
        ):
            return None
    return count


def _around(group: Group) -> list[Group]:
    """What it is a part of: its area, and everything."""
    return [] if group.parent is None else [group.parent, *_around(group.parent)]


def _is_beside(about: Group, one: Group, outer: Group) -> bool:
    """Whether a group belongs to the outer one, and has nothing in common with the inner one."""
    return one.is_within(outer) and not one.is_within(about) and not about.is_within(one)
