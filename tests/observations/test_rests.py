"""No share and no count of a small group follows from bounds: an attacker knows that a row is of one at least."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.observations.cells import Group, Interval, people_in
from bot.observations.disclosure import Released, released
from bot.observations.report import Tally
from bot.observations.rests import Rests
from bot.people.groups import FEWEST
from tests.observations.test_disclosure import (
    INTERVALS,
    STANDARDS,
    WEEKS,
    Attacker,
    Seen,
    attack,
    belongs,
    cells_of,
    everybody,
    groups_in,
    groups_of,
    seen,
)

TODAY = frozenset({3})
EVERYTHING, AREA, LARGE = Group(), Group("a"), Group("a", "s1")
Unmet = frozenset[tuple[int, str]]  # who did not yet do what

unmet = st.frozensets(st.tuples(st.integers(0, 11), st.sampled_from(sorted(STANDARDS))), max_size=40)


def levels_of(seen: Seen, unmet: Unmet) -> dict[Group, dict[int, Tally]]:
    """Levels by standard and atom, as the database counts them."""
    found: dict[Group, dict[int, Tally]] = {}
    for person, standard, atom in seen:
        atoms = found.setdefault(Group(STANDARDS[standard], standard), {})
        atoms[atom] = atoms.get(atom, Tally()) + (Tally(1) if (person, standard) in unmet else Tally(0, 1))
    return found


def tally(seen: Seen, unmet: Unmet, group: Group, interval: Interval) -> Tally:
    mine = [one for one in seen if one[2] in interval and belongs(one, group)]
    bad = sum(1 for person, standard, _ in mine if (person, standard) in unmet)
    return Tally(bad, len(mine) - bad)


@dataclass
class Bounds:
    """What a number is at least and at most."""

    low: dict[object, float] = field(default_factory=dict)
    high: dict[object, float] = field(default_factory=dict)

    def say(self, what: object, low: float, high: float) -> bool:
        """Whether this is news."""
        before = self.low.get(what, 0), self.high.get(what, inf)
        self.low[what], self.high[what] = max(before[0], low), min(before[1], high)
        return before != (self.low[what], self.high[what])

    def add_up(self, whole: object, parts: Sequence[object]) -> bool:
        """Whether it is news that the parts add up to the whole."""
        low, high = sum(self.low[one] for one in parts), sum(self.high[one] for one in parts)
        news = self.say(whole, low, high)
        for one in parts:
            others = [other for other in parts if other != one]
            least = self.low[whole] - sum(self.high[other] for other in others)
            news |= self.say(one, least, self.high[whole] - sum(self.low[other] for other in others))
        return news


def bounds(known: Mapping[Group, Tally], rows: Iterable[Group]) -> Bounds:
    """What follows of all rows of a report from those whose numbers are known; in a tree nothing else does."""
    found, rows = Bounds(), list(rows)
    for row in rows:
        exact = known.get(row)
        found.say((row, "n"), *([exact.count] * 2 if exact else [1, inf]))
        found.say((row, "good"), *([exact.good] * 2 if exact else [0, inf]))
        found.say((row, "not yet"), *([exact.not_yet] * 2 if exact else [0, inf]))
    news = True
    while news:
        news = False
        for row in rows:
            news |= found.add_up((row, "n"), [(row, "good"), (row, "not yet")])
            parts = [one for one in rows if one.parent == row]
            for what in ("n", "good", "not yet") if parts else ():
                news |= found.add_up((row, what), [(one, what) for one in parts])
    return found


def given_away(seen: Seen, unmet: Unmet, shown: Released) -> list[tuple[Group, Interval]]:
    """Rows of fewer than five people whose count or share follows in some period."""
    people, attacker = groups_of(seen), Attacker(sorted({(standard, atom) for _, standard, atom in seen}))
    for group, interval in shown:
        attacker.learns(cells_of(seen, [group], interval))
    found = []
    for interval in INTERVALS:
        rows = groups_in(frozenset(one for one in seen if one[2] in interval))
        known = {
            row: tally(seen, unmet, row, interval) for row in rows if attacker.computes(cells_of(seen, [row], interval))
        }
        learnt = bounds(known, rows)
        for row in rows:
            follows = learnt.low[row, "n"] == learnt.high[row, "n"]
            follows |= 0 in {learnt.high[row, "good"], learnt.high[row, "not yet"]}
            if follows and people_in(people[row], interval) < FEWEST:
                found.append((row, interval))
    return found


def of(standard: str, people: Iterable[int]) -> Unmet:
    return frozenset((person, standard) for person in people)


ALL_BUT_ONE = everybody("s1", range(20)) | everybody("s2", range(5)) | everybody("s3", range(3, 4))


@settings(max_examples=100, deadline=None)
@given(seen, unmet, st.sampled_from(WEEKS))
@example(ALL_BUT_ONE, of("s1", range(5)) | of("s2", range(5)) | of("s3", [3]), [])
@example(ALL_BUT_ONE, of("s1", range(5)), [])
@example(ALL_BUT_ONE, of("s2", [1]), [])
@example(ALL_BUT_ONE | everybody("s4", range(8)), of("s4", range(2)), [])
def test_neither_count_nor_share_of_a_small_group_follows_from_bounds(
    seen: Seen, unmet: Unmet, weeks: list[Interval]
) -> None:
    shown = released(groups_of(seen), INTERVALS, weeks, levels_of(seen, unmet))
    assert given_away(seen, unmet, shown) == []
    assert attack(seen, weeks, levels_of(seen, unmet)) == []


@pytest.mark.parametrize(
    ("unmet", "hidden"),
    [
        (of("s1", range(5)) | of("s4", range(2)), {LARGE}),
        (of("s1", range(5)) | of("s2", range(3)) | of("s4", range(2)), set()),
        (of("s4", range(2)), {AREA, Group("b"), Group("b", "s4")}),
    ],
    ids=["the rest is all met", "the rest is mixed", "the whole area is all met"],
)
def test_one_more_is_hidden_where_what_is_left_is_all_of_one_kind(unmet: Unmet, hidden: set[Group]) -> None:
    """Beside the small one and the one that is hidden with it; where that would not do, the area, and one with it."""
    seen = everybody("s1", range(8)) | everybody("s2", range(6)) | everybody("s3", range(2)) | everybody("s4", range(9))
    shown = released(groups_of(seen), [TODAY], (), levels_of(seen, unmet))
    before = released(groups_of(seen), [TODAY])
    assert {group for group, _ in before - shown} == hidden


def test_of_those_that_mend_it_the_one_of_fewest_observations_is_hidden() -> None:
    """The least of all would mend nothing; and nothing is named twice."""
    tallies = {
        "few": Tally(0, 2),
        "beside": Tally(0, 5),
        "met": Tally(0, 6),
        "mixed": Tally(1, 8),
        "large": Tally(9, 9),
    }
    levels = {Group("a", name): {3: tally} for name, tally in tallies.items()}
    people = {group: {1 << 3: atoms[3].count} for group, atoms in levels.items()}
    shown = {(group, TODAY) for group in [AREA, *(Group("a", one) for one in ("met", "mixed", "large"))]}
    rests = Rests(people, levels, [TODAY])
    named = [rests.hold_back(shown) for _ in range(4)]
    assert named == [[(Group("a", "mixed"), TODAY)], [(Group("a", "large"), TODAY)], [(AREA, TODAY)], []]
