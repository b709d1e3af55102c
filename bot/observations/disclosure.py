"""Which numbers reports may show, so that nothing about fewer than five people follows from them; pure.

Cell suppression with its complement, done for all reports at once: all areas, all standards and all periods that can be
asked for at one moment (Hundepool et al., Statistical Disclosure Control, 2012, ch. 4). A number is a sum of cells (one
standard in one atom of time). Numbers are released one by one, the most useful first; one that, together with those
released before it, would make the sum of a small group computable is held back. Computable is what lies in the row
space of the numbers shown: linear algebra decides, not a rule of thumb. What is likely to be given away is guarded from
the start; the rest is looked for in what would be shown, and where it is found, all is decided anew from the number on
that gave it away. What comes out is what would if every secret had been known from the start: one that nothing shown
gives away holds no number back. What was asked for on another day is not known here: docs/reports.md says what follows
from that.
"""

from collections.abc import Iterator, Mapping, Sequence

from bot.observations.cells import Cells, Group, Interval, Masks, people_in
from bot.observations.guarded import Secrets
from bot.observations.span import Span
from bot.people.groups import FEWEST

Released = frozenset[tuple[Group, Interval]]


def released(people: Mapping[Group, Masks], intervals: Sequence[Interval]) -> Released:
    """What may be shown, of every group in every interval; the earlier an interval, the sooner it is released."""
    numbers = list(_numbers(people, intervals))
    if not numbers:
        return frozenset()
    cells = Cells(people)
    secrets = Secrets(people, cells)
    found = secrets.likely()
    if not len(found):
        return frozenset(numbers)
    within = [cells.parts[group] for group, _ in numbers]
    span = Span(cells.vectors(within, [cells.interval(interval) for _, interval in numbers]))
    while span.guard(found):
        shown = span.shown()
        found = secrets.given_away(span.basis())
    return frozenset(numbers[at] for at in shown)


def _numbers(people: Mapping[Group, Masks], intervals: Sequence[Interval]) -> Iterator[tuple[Group, Interval]]:
    """Every number of five people at least, in the order in which they are released."""
    order = sorted(people, key=lambda group: (-sum(people[group].values()), str(group)))
    for depth in range(3):
        for interval in intervals:
            for group in order:
                if group.depth == depth and people_in(people[group], interval) >= FEWEST:
                    yield group, interval
