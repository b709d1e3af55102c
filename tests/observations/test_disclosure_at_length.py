"""What is released is what the rule says when it is followed at length: every secret is known from the start."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.observations.cells import Group, Interval, Masks, people_in
from bot.observations.disclosure import released
from bot.people.groups import FEWEST
from tests.observations.test_disclosure import ATOMS, INTERVALS, STRETCHES, WEEKS, Seen, groups_of, seen

PRIME = 2_147_483_647  # that the numbers of so few cells have such a factor is not to be expected


@settings(max_examples=150, deadline=None)
@given(seen, st.sampled_from(WEEKS))
def test_what_is_released_is_what_the_rule_says_at_length(seen: Seen, weeks: list[Interval]) -> None:
    people = groups_of(seen)
    given = [(group, week) for week in weeks for group, _ in at_length(alone(people, week), [frozenset({0})], [])]
    others = [one for one in INTERVALS if one not in weeks]
    assert released(people, INTERVALS, weeks) == at_length(people, others, given) | set(given)


def alone(people: Mapping[Group, Masks], week: Interval) -> dict[Group, dict[int, int]]:
    """A week as if nothing were known but it, and nothing of its days."""
    return {group: {1: count} for group, masks in people.items() if (count := people_in(masks, week))}


def at_length(
    people: Mapping[Group, Masks], intervals: Sequence[Interval], given: Sequence[tuple[Group, Interval]]
) -> set[tuple[Group, Interval]]:
    """One number after the other, unless some secret of all that there are could be computed then; in whole numbers."""
    cells = [(one, atom) for one in people if one.standard for atom in range(ATOMS)]
    cells = [(one, atom) for one, atom in cells if people_in(people[one], frozenset({atom}))]
    numbers = list(in_order(people, intervals))
    if not numbers:
        return set()
    asked = [*given, *numbers]
    rest = np.array([vector([group], interval, cells) for group, interval in asked] + list(secrets(people, cells)))
    shown = set()
    for at, number in enumerate(asked):
        without = less(rest, rest[at])
        if at < len(given):
            rest = without[[place < len(asked) or row.any() for place, row in enumerate(without)]]
        elif without[len(asked) :].any(axis=1).all():
            rest = without
            shown.add(number)
    return shown


def less(rows: Any, row: Any) -> Any:
    """What is left of the rows when a multiple of one row is taken away, so that its first place is nothing."""
    places = np.flatnonzero(row)
    if not places.size:
        return rows
    one = row * pow(int(row[places[0]]), -1, PRIME) % PRIME
    return (rows - rows[:, [places[0]]] * one % PRIME) % PRIME


def in_order(people: Mapping[Group, Masks], intervals: Sequence[Interval]) -> Iterator[tuple[Group, Interval]]:
    """Everything, then areas, then standards; in each by interval, the groups of most people first."""
    order = sorted(people, key=lambda group: (-sum(people[group].values()).bit_length(), str(group)))
    for depth in range(3):
        for interval in intervals:
            for group in order:
                if group.depth == depth and people_in(people[group], interval) >= FEWEST:
                    yield group, interval


def secrets(people: Mapping[Group, Masks], cells: Sequence[tuple[Group, int]]) -> Iterator[Any]:
    """Every set of standards in every stretch, unless a group of five people lies in it whole."""
    for stretch in STRETCHES:
        there = {group: count for group, masks in people.items() if (count := people_in(masks, stretch))}
        standards = [one for one in there if one.standard]
        for size in range(1, len(standards) + 1):
            for union in combinations(standards, size):
                others = set(standards) - set(union)
                whole = [one for one in there if not any(other.is_within(one) for other in others)]
                if all(there[one] < FEWEST for one in whole):
                    yield vector(union, stretch, cells)


def vector(groups: Sequence[Group], interval: Interval, cells: Sequence[tuple[Group, int]]) -> Any:
    """A one for each cell of these groups in this time."""
    return np.array(
        [atom in interval and any(one.is_within(group) for group in groups) for one, atom in cells], np.int64
    )
