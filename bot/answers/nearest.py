"""Search by example: the lines of each standard (names, foreseen questions, rules) that are most like the question.

Cosine of TF-IDF vectors of character grams; a standard's score is the mean of its best lines, so that one chance
likeness does not win. From 0 to 1; pure.
"""

from collections.abc import Sequence

import numpy as np

from bot.answers.postings import Floats, Integers, Postings, counted

FEWEST_LINES = 3
SHARE_OF_LINES = 6
MOST_LINES = 12
_TINY = 1e-9


class Nearest:
    """An index of lines; `owners` says which of the standards each belongs to, in ascending order."""

    def __init__(self, lines: Sequence[str], owners: Sequence[int], standards: int) -> None:
        self._postings = Postings([[(line, 1.0)] for line in lines])
        having = np.diff(self._postings.start)
        values = (1 + np.log(self._postings.counts)) * np.repeat(self._rarity(having), having)
        lengths = np.sqrt(np.maximum(np.bincount(self._postings.documents, values**2, len(lines)), _TINY))
        self._values = values / lengths.astype(np.float32)[self._postings.documents]
        self._table, sizes = _table(np.array(owners, np.int64), standards)
        share = np.clip(sizes // SHARE_OF_LINES, FEWEST_LINES, MOST_LINES)
        self._best = np.clip(share, 1, np.maximum(sizes, 1))

    def scores(self, folded: str, without: int | None = None) -> Floats:
        """How like the question each standard's best lines are; as if there were no line `without`, if one is given."""
        likeness = np.append(self._likeness(folded), np.float32(0))
        if without is not None:
            likeness[without] = 0
        if not self._table.size:
            return np.zeros(len(self._best), np.float32)
        descending = -np.sort(-likeness[self._table], axis=1)
        sums = np.cumsum(descending, axis=1)[np.arange(len(self._best)), self._best - 1]
        means: Floats = (sums / self._best).astype(np.float32)
        return means

    def _likeness(self, folded: str) -> Floats:
        counts = counted(folded)
        found = self._postings.find(list(counts))
        rarity = self._rarity(np.bincount(found.asked, minlength=len(counts)))
        asked = (1 + np.log(list(counts.values()))) * rarity
        length = max(float(np.sqrt((asked**2).sum())), _TINY)
        points = self._values[found.places] * asked[found.asked] / length
        documents = self._postings.documents[found.places]
        likeness: Floats = np.bincount(documents, points, self._postings.size).astype(np.float32)
        return likeness

    def _rarity(self, having: Integers) -> Floats:
        rarity: Floats = (np.log((1 + self._postings.size) / (1 + having)) + 1).astype(np.float32)
        return rarity


def _table(owners: Integers, standards: int) -> tuple[Integers, Integers]:
    """A row of line numbers for each standard, filled up with the number after the last; and how many are its own."""
    sizes = np.bincount(owners, minlength=standards)
    table = np.full((standards, int(sizes.max(initial=0))), len(owners))
    table[owners, np.arange(len(owners)) - np.searchsorted(owners, owners)] = np.arange(len(owners))
    return table, sizes
