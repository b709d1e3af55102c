"""Who reads about whole weeks, on as many days as they like, computes no small group: an attacker tries."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.observations.cells import Group, Interval
from bot.observations.disclosure import released
from bot.observations.periods import Period, calendar
from bot.people.groups import FEWEST
from tests.observations.test_disclosure import STANDARDS, Attacker, Seen, belongs, cells_of, count, groups_in, unions

MONDAY = date(2026, 11, 2)
WEEKS, DAYS = 3, 21
FIRST_READ, LAST_READ = 7, 27  # days after that Monday; by then every week has been the last one
Shown = set[tuple[Group, int]]  # a group, and which week

seen_by_day = st.frozensets(
    st.tuples(st.integers(0, 8), st.sampled_from(sorted(STANDARDS)), st.integers(0, DAYS - 1)), max_size=70
)


def read_on(seen: Seen, day: int) -> Iterator[tuple[Group, int]]:
    """What reports on last week show on a day, of it and of the week before."""
    today = MONDAY + timedelta(days=day)
    found = calendar(datetime(today.year, today.month, today.day, 12, tzinfo=UTC), "UTC")
    people = masks_of([one for one in seen if one[2] <= day], [edge.date() for edge in found.edges])
    shown = released(people, found.intervals, found.weeks)
    last = (day - today.weekday()) // 7 - 1
    weeks = {found.now[Period.LAST_WEEK]: last, found.before[Period.LAST_WEEK]: last - 1}
    return ((group, weeks[interval]) for group, interval in shown if interval in weeks)


def masks_of(seen: list[tuple[int, str, int]], edges: list[date]) -> dict[Group, dict[int, int]]:
    """People by atoms for each group, as the database counts them."""
    atoms = {at: place for place, day in enumerate(edges[:-1]) for at in range(_after(day), _after(edges[place + 1]))}
    found: dict[Group, dict[int, int]] = {}
    for group in groups_in(frozenset(seen)):
        masks: dict[int, int] = defaultdict(int)
        for person, standard, day in seen:
            if belongs((person, standard, day), group):
                masks[person] |= 1 << atoms[day]
        found[group] = defaultdict(int)
        for mask in masks.values():
            found[group][mask] += 1
    return found


def _after(day: date) -> int:
    return (day - MONDAY).days


def by_week(seen: Seen) -> Seen:
    return frozenset((person, standard, day // 7) for person, standard, day in seen)


def attack(seen: Seen) -> list[tuple[tuple[Group, ...], Interval]]:
    """Every set of standards with one to four people that reports on last week, read every day, give away."""
    weekly = by_week(seen)
    attacker = Attacker(sorted({(standard, week) for _, standard, week in weekly}))
    for group, week in {one for day in range(FIRST_READ, LAST_READ + 1) for one in read_on(seen, day)}:
        attacker.learns(cells_of(weekly, [group], frozenset({week})))
    stretches = [frozenset(range(first, end)) for first in range(WEEKS) for end in range(first + 1, WEEKS + 1)]
    return [
        (union, stretch)
        for stretch in stretches
        for union in unions(dict.fromkeys(groups_in(weekly)))
        if 0 < count(weekly, union, stretch) < FEWEST
        if attacker.computes(cells_of(weekly, union, stretch))
    ]


def many(standard: str, people: int, day: int) -> Seen:
    return frozenset((person, standard, day) for person in range(people))


OVERTAKEN = many("s1", 8, 1) | many("s2", 6, 2) | many("s3", 2, 3) | many("s2", 9, 8) | many("s2", 9, 9)


@settings(max_examples=25, deadline=None)
@given(seen_by_day)
@example(OVERTAKEN)
def test_nobody_computes_a_small_group_from_whole_weeks_read_every_day(seen: Seen) -> None:
    assert attack(seen) == []


def test_of_a_week_the_same_is_shown_on_every_day() -> None:
    """One standard has to be hidden with the small one: which it is may not depend on what came after."""
    shown: list[Shown] = [
        {one for one in read_on(OVERTAKEN, day) if one[1] == 0} for day in range(FIRST_READ, FIRST_READ + 14)
    ]
    assert shown == [{(Group(), 0), (Group("a"), 0), (Group("a", "s1"), 0)}] * 14
