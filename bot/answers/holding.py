"""Finds the names that hold what is being typed, a key at a time; pure."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

FIRST, LATER, ANYWHERE = "\n", " ", ""  # where in a name the letters stand: at its start, at a later word's, anywhere


class Lines:
    """Folded names in one text, a line each: Python's own search runs through thousands in the time of a few."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(names)
        self._text = "".join(f"\n{name}" for name in self._names)
        self._starts = array("L", accumulate((len(name) + 1 for name in self._names), initial=1))

    def holding(self, folded: str, where: str) -> Iterator[str]:
        """The names that hold these letters, in their order; found as they are asked for."""
        wanted, begin = f"{where}{folded}", 0
        if not wanted:
            yield from self._names
            return
        while (at := self._text.find(wanted, begin)) >= 0:
            place = bisect_right(self._starts, at + max(1, len(wanted) - 1)) - 1
            yield self._names[place]
            begin = self._starts[place + 1] - 1
