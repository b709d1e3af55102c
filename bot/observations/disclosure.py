"""Which numbers reports may show, so that nothing about fewer than five people follows from them; pure.

Cell suppression with its complement, done for all reports at once: all areas, all standards and all periods that can be
asked for at one moment (Hundepool et al., Statistical Disclosure Control, 2012, ch. 4). A number is a sum of cells (one
standard in one atom of time). Numbers are released one by one, the most useful first; one that, together with those
released before it, would make the sum of a small group computable is held back. Computable is what lies in the row
space of the numbers shown: linear algebra decides, not a rule of thumb. Small groups of one area are guarded from the
start; what is left of several areas is looked for in what would be shown, and where it is found all is done anew. What
was asked for on another day is not known here: docs/reports.md says what follows from that.
"""

from collections.abc import Iterator, Mapping, Sequence

from bot.observations.cells import Cells, Group, Interval, Masks, people_in
from bot.observations.guarded import Secrets
from bot.people.groups import FEWEST

Released = frozenset[tuple[Group, Interval]]


def released(people: Mapping[Group, Masks], intervals: Sequence[Interval]) -> Released:
    """What may be shown, of every group in every interval; the earlier an interval, the sooner it is released."""
    cells, numbers = Cells(people), list(_numbers(people, intervals))
    secrets = Secrets(people, cells, intervals)
    while (span := secrets.span()) is not None:
        shown = [one for one in numbers if span.releases(cells.vector(*one))]
        if not secrets.found_in(span):
            return frozenset(shown)
    return frozenset(numbers)


def _numbers(people: Mapping[Group, Masks], intervals: Sequence[Interval]) -> Iterator[tuple[Group, Interval]]:
    """Every number of five people at least, in the order in which they are released."""
    order = sorted(people, key=lambda group: (-sum(people[group].values()), str(group)))
    for depth in range(3):
        for interval in intervals:
            for group in order:
                if group.depth == depth and people_in(people[group], interval) >= FEWEST:
                    yield group, interval
