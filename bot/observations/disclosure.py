"""Which numbers reports may show, so that nothing about fewer than five people follows from them; pure.

Cell suppression with its complement, done for all reports at once: all areas, all standards and all periods that can be
asked for at one moment (Hundepool et al., Statistical Disclosure Control, 2012, ch. 4). A number is a sum of cells (one
standard in one atom of time). Numbers are released one by one, the most useful first; one that, together with those
released before it, would make the sum of a small group computable is held back. Computable is what lies in the row
space of the numbers shown: linear algebra decides, not a rule of thumb. What is likely to be given away is guarded from
the start; the rest is looked for in what would be shown, and where it is found, all is decided anew from the number on
that gave it away. What comes out is what would if every secret had been known from the start: one that nothing shown
gives away holds no number back.

What lies in no row space may still follow from bounds: then one more number is held back as if it were a secret (see
`rests`), until no share and no count of a small group follows in any period.

Whole weeks come before all else, each decided by itself alone: so it is decided alike on every day on which it can be
asked for, and weeks have no cell in common. What else was asked for on another day is not known here: docs/reports.md
says what follows from that.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from bot.observations.cells import Group, Interval, Masks, people_in
from bot.observations.guarded import Secrets
from bot.observations.places import Cells
from bot.observations.rests import Levels, Number, Rests, tally_in
from bot.observations.span import Span
from bot.people.groups import FEWEST

Released = frozenset[Number]
UNKNOWN: Levels = {}
ONE = frozenset({0})  # the atom of a week that is looked at alone


def released(
    people: Mapping[Group, Masks],
    intervals: Sequence[Interval],
    weeks: Sequence[Interval] = (),
    levels: Levels = UNKNOWN,
) -> Released:
    """What may be shown, of every group in every interval; the earlier an interval, the sooner it is released.

    Those among `weeks` have no atom in common; each is decided by itself. Without `levels` the bounds of counts are not
    looked at: what comes out then is safe only from who does not know them.
    """
    given = [(group, week) for week in weeks for group in _alone(people, week, levels)]
    numbers = [one for one in _numbers(people, intervals) if one[1] not in weeks]
    return frozenset([*given, *_beside(given, numbers, people, levels, {*intervals, *weeks})])


def _alone(people: Mapping[Group, Masks], week: Interval, levels: Levels) -> list[Group]:
    """The groups that may be shown of a week, whatever there is besides."""
    counts = {group: {1: people_in(masks, week)} for group, masks in people.items()}
    seen = {group: masks for group, masks in counts.items() if masks[1]}
    whole = {one: {0: tally_in(atoms, week)} for one, atoms in levels.items()}
    return [group for group, _ in _beside([], list(_numbers(seen, [ONE])), seen, whole, {ONE})]


def _beside(
    given: Sequence[Number],
    numbers: Sequence[Number],
    people: Mapping[Group, Masks],
    levels: Levels,
    periods: Collection[Interval],
) -> list[Number]:
    """Which of these numbers may be shown beside what is shown in any case.

    Of all `periods` what lies around one is guarded, also around one of which no number can be shown.
    """
    if not numbers:
        return []
    cells = Cells(people)
    secrets = Secrets(people, cells, periods)
    found = secrets.likely()
    if not len(found):
        return list(numbers)
    span = Span(_vectors(cells, numbers), _vectors(cells, given))
    rests = Rests(people, levels, {interval for _, interval in numbers})
    shown: list[Number] = []
    while len(found):
        while span.guard(found):
            shown = [numbers[at] for at in span.shown()]
            found = secrets.given_away(span.basis())
        found = _vectors(cells, rests.hold_back(shown))
    return shown


def _vectors(cells: Cells, numbers: Sequence[Number]) -> Any:
    groups, intervals = [cells.parts[group] for group, _ in numbers], [cells.interval(one) for _, one in numbers]
    return cells.vectors(groups, intervals) if numbers else np.empty((0, cells.count))


def _numbers(people: Mapping[Group, Masks], intervals: Sequence[Interval]) -> Iterator[Number]:
    """Every number of five people at least, in the order in which they are released: large groups first.

    How large they are counts in powers of two, so that one person more seldom changes which is hidden with a small one:
    who saw both would have the small one.
    """
    order = sorted(people, key=lambda group: (-sum(people[group].values()).bit_length(), str(group)))
    for depth in range(3):
        for interval in intervals:
            for group in order:
                if group.depth == depth and people_in(people[group], interval) >= FEWEST:
                    yield group, interval
