"""Search by example: the lines of each standard (names, foreseen questions, rules) that are most like the question.

Cosine of TF-IDF vectors of character grams; a standard's score is the mean of its best lines, so that one chance
likeness does not win. From 0 to 1; pure.
"""

from collections.abc import Sequence

import numpy as np

from bot.answers.postings import Floats, Postings, counted

FEWEST_LINES = 3
SHARE_OF_LINES = 8
MOST_LINES = 8
MOST_COMPARED = 5000


class Nearest:
    """An index of lines; `owners` says which of the standards each belongs to, in ascending order."""

    def __init__(self, lines: Sequence[str], owners: Sequence[int], standards: int) -> None:
        self._postings = Postings([[(line, 1.0)] for line in lines])
        self._owners = np.array(owners, np.int64)
        having = np.diff(self._postings.start)
        self._unseen = float(np.log(1 + len(lines)) + 1)
        self._rarity_at = np.repeat(np.log((1 + len(lines)) / (1 + having)) + 1, having)
        self._values = (1 + np.log(self._postings.counts)) * self._rarity_at
        squares = np.bincount(self._postings.documents, self._values**2, len(lines))
        self._values = (self._values / np.sqrt(np.maximum(squares, 1e-9))[self._postings.documents]).astype(np.float32)
        sizes = np.bincount(self._owners, minlength=standards)
        self._best = np.clip(sizes // SHARE_OF_LINES, FEWEST_LINES, MOST_LINES).clip(max=np.maximum(sizes, 1))

    def scores(self, folded: str, without: int | None = None) -> Floats:
        """How like the question each standard's best lines are; as if there were no line `without`, if one is given."""
        likeness = self._likeness(folded)
        if without is not None:
            likeness[without] = 0
        compared = np.arange(len(likeness))
        if len(likeness) > MOST_COMPARED:
            compared = np.sort(np.argpartition(-likeness, MOST_COMPARED)[:MOST_COMPARED])
        owners = self._owners[compared]
        order = np.lexsort((-likeness[compared], owners))
        rank = np.arange(len(order)) - np.searchsorted(owners, owners)
        best = rank < self._best[owners]
        sums = np.bincount(owners[best], likeness[compared][order][best], len(self._best))
        return (sums / self._best).astype(np.float32)

    def _likeness(self, folded: str) -> Floats:
        counts = counted(folded)
        found = self._postings.find(list(counts))
        rarity = np.full(len(counts), self._unseen)
        rarity[found.asked] = self._rarity_at[found.places]
        asked = (1 + np.log(list(counts.values()))) * rarity
        length = max(float(np.sqrt((asked**2).sum())), 1e-9)
        points = self._values[found.places] * asked[found.asked] / length
        documents = self._postings.documents[found.places]
        return np.bincount(documents, points, self._postings.size).astype(np.float32)
