"""Search by example: how like each line (names, foreseen questions, rules) a question is by its letters; pure.

Cosine of TF-IDF vectors of character grams, from 0 to 1. `Best` makes of it how like each standard is: the mean of its
three best lines, so that one chance likeness does not win.
"""

from collections.abc import Sequence

import numpy as np

from bot.answers.grams import Floats, Integers, counted
from bot.answers.postings import index

BEST = 3
_TINY = 1e-9


class Nearest:
    """An index of lines."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._postings = index([[(line, 1.0)] for line in lines])
        having = np.diff(self._postings.start)
        values = (1 + np.log(self._postings.counts)) * np.repeat(self._rarity(having), having)
        lengths = np.sqrt(np.maximum(np.bincount(self._postings.documents, values**2, len(lines)), _TINY))
        self._values = (values / lengths[self._postings.documents]).astype(np.float32)

    def likeness(self, folded: str) -> Floats:
        """How like the question each line is."""
        grams, counts = counted(folded)
        found = self._postings.find(grams)
        rarity = self._rarity(np.bincount(found.asked, minlength=len(grams)))
        asked = (1 + np.log(np.minimum(counts, 2))) * rarity  # one word over and over is no more than twice the word
        length = max(float(np.sqrt((asked**2).sum())), _TINY)
        points = self._values[found.places] * asked[found.asked] / length
        lines = self._postings.documents[found.places]
        likeness: Floats = np.bincount(lines, points, self._postings.size).astype(np.float32)
        return likeness

    def _rarity(self, having: Integers) -> Floats:
        rarity: Floats = (np.log((1 + self._postings.size) / (1 + having)) + 1).astype(np.float32)
        return rarity


class Best:
    """The mean of the best lines of each owner; `owners` says whose each line is, in ascending order."""

    def __init__(self, owners: Sequence[int], count: int) -> None:
        self._lines = len(owners)
        sizes = np.bincount(np.array(owners, np.int64), minlength=count)
        widest = int(sizes.max(initial=0))
        self._table = np.full((count, max(widest, BEST)), self._lines)
        first = np.cumsum(sizes) - sizes
        self._table[np.array(owners, np.int64), np.arange(self._lines) - first[np.array(owners, np.int64)]] = np.arange(
            self._lines
        )
        self._most = np.clip(sizes, 1, BEST)

    def of(self, likeness: Floats, without: int | None = None) -> Floats:
        """How like the question each owner is; as if there were no line `without`, if one is given."""
        filled = np.append(likeness, np.float32(0))
        if without is not None:
            filled[without] = 0
        rows = filled[self._table]
        best = np.partition(rows, -BEST, axis=1)[:, -BEST:]
        means: Floats = (np.maximum(best, 0).sum(axis=1) / self._most).astype(np.float32)
        return means
