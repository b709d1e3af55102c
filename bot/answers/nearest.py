"""Search by example: how like each line (names, foreseen questions, rules) a question is by its letters; pure.

Cosine of TF-IDF vectors of character grams, from 0 to 1. `Best` makes of it how like each standard is: the mean of its
three best lines, so that one chance likeness does not win.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from bot.answers.grams import Floats, Integers, counted
from bot.answers.postings import Postings, index
from bot.answers.postings import kept as kept_postings

BEST = 3
_TINY = 1e-9
_PREFIX = "lines-"
_OFTEN = np.append(np.float32(0), 1 + np.log(np.arange(1, 256, dtype=np.float32)))  # what a gram counts, by how often


class Nearest:
    """An index of folded lines; or of what was kept of one. Small numbers, for there are millions of pairs."""

    def __init__(self, lines: Sequence[str], kept: Mapping[str, np.ndarray] | None = None) -> None:
        if kept is not None:
            self._postings, self._lengths = kept_postings(kept, _PREFIX), kept[_PREFIX + "lengths"]
        else:
            self._postings = _small(index([[(line, 1.0)] for line in lines]))
            self._lengths = self._lengths_of_lines()

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything, by name, to be kept on disk."""
        return self._postings.arrays(_PREFIX) | {_PREFIX + "lengths": self._lengths}

    def likeness(self, folded: str) -> Floats:
        """How like the question each line is."""
        grams, counts = counted(folded)
        found = self._postings.find(grams)
        rarity = self._rarity(np.bincount(found.asked, minlength=len(grams)))
        asked = (1 + np.log(np.minimum(counts, 2))) * rarity  # one word over and over is no more than twice the word
        length = max(float(np.sqrt((asked**2).sum())), _TINY)
        points = _OFTEN[self._postings.counts[found.places]] * (rarity * asked / length)[found.asked]
        lines = self._postings.documents[found.places]
        likeness: Floats = (np.bincount(lines, points, self._postings.size) / self._lengths).astype(np.float32)
        return likeness

    def _lengths_of_lines(self) -> Floats:
        having = np.diff(self._postings.start)
        values = _OFTEN[self._postings.counts] * np.repeat(self._rarity(having), having)
        squares = np.bincount(self._postings.documents, values**2, self._postings.size)
        lengths: Floats = np.sqrt(np.maximum(squares, _TINY)).astype(np.float32)
        return lengths

    def _rarity(self, having: Integers) -> Floats:
        rarity: Floats = (np.log((1 + self._postings.size) / (1 + having)) + 1).astype(np.float32)
        return rarity


def _small(postings: Postings) -> Postings:
    kind = np.uint16 if postings.size <= np.iinfo(np.uint16).max else np.int32
    counts = np.minimum(postings.counts, len(_OFTEN) - 1).astype(np.uint8)
    return replace(postings, documents=postings.documents.astype(kind), counts=counts)


class Best:
    """The mean of the best lines of each owner; `owners` says whose each line is, in ascending order."""

    def __init__(self, owners: Integers, count: int) -> None:
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
