"""No small group can be computed from reports: an attacker who has them all, and exact arithmetic, tries."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.observations.cells import Group, Interval, people_in
from bot.observations.disclosure import UNKNOWN, Released, released
from bot.observations.heads import headcount
from bot.observations.rests import Levels
from bot.people.groups import FEWEST

ATOMS = 4
INTERVALS = [
    *(frozenset({1, 2, 3}), frozenset({2, 3}), frozenset({3}), frozenset({0})),
    *(frozenset({1}), frozenset({2}), frozenset({0, 1})),  # the second lies in the middle of the longest
]
LEFT = [outer - inner for outer in INTERVALS for inner in INTERVALS if inner < outer]
STRETCHES = {*LEFT, *(frozenset(range(first, end)) for end in range(1, ATOMS + 1) for first in range(end))}
WEEKS: list[list[Interval]] = [[], [frozenset({0}), frozenset({2, 3})], [frozenset({0, 1}), frozenset({3})]]
STANDARDS = {"s1": "a", "s2": "a", "s3": "a", "s4": "b", "s5": "b", "s6": "c"}
Seen = frozenset[tuple[int, str, int]]  # who, standard, atom
Row = list[Fraction]

seen = st.frozensets(
    st.tuples(st.integers(0, 11), st.sampled_from(sorted(STANDARDS)), st.integers(0, ATOMS - 1)), max_size=60
)


def groups_of(seen: Seen) -> dict[Group, dict[int, int]]:
    """People by atoms for each group, as the database counts them."""
    found: dict[Group, dict[int, int]] = {}
    for group in groups_in(seen):
        masks: dict[int, int] = {}
        for person in {one[0] for one in seen if belongs(one, group)}:
            atoms = {one[2] for one in seen if one[0] == person and belongs(one, group)}
            mask = sum(1 << atom for atom in atoms)
            masks[mask] = masks.get(mask, 0) + 1
        found[group] = masks
    return found


def groups_in(seen: Seen) -> set[Group]:
    areas = {Group(STANDARDS[standard]) for _, standard, _ in seen}
    return {Group()} | areas | {Group(STANDARDS[standard], standard) for _, standard, _ in seen} if seen else set()


def belongs(one: tuple[int, str, int], group: Group) -> bool:
    return (group.area in {None, STANDARDS[one[1]]}) and group.standard in {None, one[1]}


def cells_of(seen: Seen, group: Iterable[Group], interval: Interval) -> set[tuple[str, int]]:
    return {(one[1], one[2]) for one in seen if one[2] in interval and any(belongs(one, part) for part in group)}


class Attacker:
    """Knows which cells each shown number adds up; solves exactly."""

    def __init__(self, cells: Sequence[tuple[str, int]]) -> None:
        self._cells = cells
        self._rows: dict[int, Row] = {}  # reduced, by the place of the leading one

    def learns(self, cells: set[tuple[str, int]]) -> None:
        rest = self._reduced(cells)
        lead = next((place for place, value in enumerate(rest) if value), None)
        if lead is not None:
            self._rows[lead] = [value / rest[lead] for value in rest]

    def computes(self, cells: set[tuple[str, int]]) -> bool:
        return not any(self._reduced(cells))

    def _reduced(self, cells: set[tuple[str, int]]) -> Row:
        row = [Fraction(cell in cells) for cell in self._cells]
        for place in range(len(row)):
            if row[place] and place in self._rows:
                factor = row[place]
                row = [one - factor * other for one, other in zip(row, self._rows[place], strict=True)]
        return row


def attack(
    seen: Seen, weeks: Sequence[Interval] = (), levels: Levels = UNKNOWN
) -> list[tuple[tuple[Group, ...], Interval]]:
    """Every set of standards, of one area or of many, with one to four people that all reports together give away."""
    people = groups_of(seen)
    shown = released(people, INTERVALS, weeks, levels)
    attacker = Attacker(sorted({(standard, atom) for _, standard, atom in seen}))
    for group, interval in shown:
        attacker.learns(cells_of(seen, [group], interval))
    for group, interval in headcounts(people, shown):  # whoever takes them for sums, as where everybody has one area
        attacker.learns(cells_of(seen, [group], interval))
    return [
        (union, stretch)
        for stretch in STRETCHES
        for union in unions(people)
        if 0 < count(seen, union, stretch) < FEWEST
        if attacker.computes(cells_of(seen, union, stretch))
    ]


def headcounts(people: Mapping[Group, Mapping[int, int]], shown: Released) -> dict[tuple[Group, Interval], int]:
    """Every number of people that some report tells."""
    told = {(group, interval): headcount(people, shown, group, interval) for group in people for interval in INTERVALS}
    return {about: count for about, count in told.items() if count is not None}


def unions(people: Mapping[Group, object]) -> list[tuple[Group, ...]]:
    """Every set of standards of any areas: whole groups, and what is left of them, are some of these."""
    among = [group for group in people if group.standard]
    return [union for size in range(1, len(among) + 1) for union in combinations(among, size)]


def count(seen: Seen, union: Sequence[Group], interval: Interval) -> int:
    return len({one[0] for one in seen if one[2] in interval and any(belongs(one, group) for group in union)})


def everybody(standard: str, people: range, atom: int = 3) -> Seen:
    return frozenset((person, standard, atom) for person in people)


@settings(max_examples=150, deadline=None)
@given(seen)
@example(everybody("s1", range(6)) | everybody("s2", range(2)) | everybody("s4", range(6)))
@example(everybody("s1", range(7)) | everybody("s2", range(3)) | everybody("s4", range(3)) | everybody("s6", range(3)))
@example(everybody("s1", range(2, 6)) | everybody("s1", range(1), 1) | {(0, "s4", 2), (1, "s2", 2)})
@example(everybody("s1", range(6), 1) | everybody("s1", range(8), 3) | everybody("s1", range(2), 2))
def test_nobody_computes_a_small_group_from_all_reports_together(seen: Seen) -> None:
    assert attack(seen) == []


@settings(max_examples=80, deadline=None)
@given(seen, st.sampled_from(WEEKS[1:]))
def test_nobody_computes_a_small_group_where_whole_weeks_come_first(seen: Seen, weeks: list[Interval]) -> None:
    assert attack(seen, weeks) == []


@settings(max_examples=100, deadline=None)
@given(seen)
@example(everybody("s1", range(6)) | everybody("s3", range(6)) | everybody("s2", range(5, 7)))
def test_nobody_counts_those_who_were_seen_only_in_what_is_hidden(seen: Seen) -> None:
    """An area of seven people less its one large standard of six is one person, in the small one that is hidden."""
    people = groups_of(seen)
    shown = released(people, INTERVALS)
    told = headcounts(people, shown)
    for (outer, now), (inner, then) in product(told, told):
        if now == then and outer != inner and inner.is_within(outer):
            others = [Group(STANDARDS[one], one) for one in STANDARDS]
            beside = [one for one in others if one.is_within(outer) and not one.is_within(inner)]
            hidden = [one for one in beside if count(seen, [one], now) and (one, now) not in shown]
            assert not hidden or not 0 < told[outer, now] - told[inner, now] < FEWEST


def test_headcount_of_a_large_standard_is_hidden_where_it_tells_on_a_small_one() -> None:
    today, large = frozenset({3}), everybody("s1", range(6)) | everybody("s3", range(6))
    people = groups_of(large | everybody("s2", range(5, 7)))
    shown = released(people, [today])
    assert (Group("a", "s1"), today) in shown
    assert headcount(people, shown, Group(), today) == 7
    assert headcount(people, shown, Group("a", "s1"), today) is None
    alone = groups_of(large)
    assert headcount(alone, released(alone, [today]), Group("a", "s1"), today) == 6


def test_headcount_of_a_hidden_number_is_hidden() -> None:
    today = frozenset({3})
    people = groups_of(everybody("s1", range(8)) | everybody("s4", range(5, 8)))
    shown = released(people, [today])
    assert (Group("a"), today) not in shown
    assert headcount(people, shown, Group("a"), today) is None


@given(seen)
@settings(max_examples=80, deadline=None)
def test_what_is_shown_is_of_five_people_at_least(seen: Seen) -> None:
    people = groups_of(seen)
    assert all(people_in(people[group], interval) >= FEWEST for group, interval in released(people, INTERVALS))


def test_without_small_groups_everything_is_shown() -> None:
    people = groups_of(everybody("s1", range(6)) | everybody("s2", range(5)) | everybody("s4", range(7)))
    today = frozenset({3})
    assert released(people, [today]) == {(group, today) for group in people}


def test_a_hidden_standard_takes_the_smallest_of_its_area_with_it() -> None:
    people = groups_of(everybody("s1", range(8)) | everybody("s2", range(6)) | everybody("s3", range(2)))
    today = frozenset({3})
    assert released(people, [today]) == {(Group(), today), (Group("a"), today), (Group("a", "s1"), today)}


@pytest.mark.parametrize("people", [5, 6, 7])
def test_one_person_more_does_not_change_which_standard_is_hidden_with_a_small_one(people: int) -> None:
    found = groups_of(everybody("s1", range(6)) | everybody("s2", range(people)) | everybody("s3", range(2)))
    today = frozenset({3})
    assert released(found, [today]) == {(Group(), today), (Group("a"), today), (Group("a", "s1"), today)}


def test_a_standard_is_hidden_where_all_else_of_all_areas_is_of_few_people() -> None:
    """Total less greeting would be three people in several areas."""
    few = everybody("s2", range(3)) | everybody("s4", range(3)) | everybody("s6", range(3))
    today = frozenset({3})
    assert released(groups_of(everybody("s1", range(7)) | few), [today]) == {(Group(), today)}


def test_what_is_left_of_several_areas_is_shown_where_it_holds_a_group_of_five() -> None:
    rest = everybody("s4", range(5)) | everybody("s6", range(3))
    today = frozenset({3})
    assert (Group("a", "s1"), today) in released(groups_of(everybody("s1", range(7)) | rest), [today])


def test_the_shorter_period_is_hidden_where_two_differ_by_few_people() -> None:
    people = groups_of(everybody("s1", range(6), 3) | everybody("s1", range(6, 8), 2))
    both, short = frozenset({2, 3}), frozenset({3})
    assert (Group("a", "s1"), both) in released(people, [both, short])
    assert (Group("a", "s1"), short) not in released(people, [both, short])
    assert (Group("a", "s1"), short) in released(people, [short]), "there is nothing to compare it with"


def test_the_period_in_the_middle_is_hidden_where_few_people_are_left_around_it() -> None:
    """Four people around yesterday, two before it and two today: this week less yesterday would be about them."""
    people = groups_of(
        everybody("s1", range(6), 2) | everybody("s1", range(6, 8), 1) | everybody("s1", range(8, 10), 3)
    )
    week, yesterday, today = frozenset({1, 2, 3}), frozenset({2}), frozenset({3})
    shown = released(people, [week, yesterday, today])
    assert {interval for _, interval in shown} == {week}


def test_what_lies_around_a_period_of_which_nothing_can_be_shown_is_hidden_too() -> None:
    """Everything less the area since yesterday is one person's: what lies around yesterday, of which are only four."""
    around = {(0, "s2", 1), (0, "s4", 3), (4, "s2", 2), (3, "s1", 3)}
    assert attack(everybody("s1", range(3), 2) | around) == []


def test_where_nobody_was_seen_nothing_is_shown() -> None:
    assert released({}, INTERVALS) == frozenset()
