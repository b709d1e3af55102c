"""Search by example: how like each line (names, foreseen questions, rules) a question is by its letters; pure.

Cosine of TF-IDF vectors of character grams, from 0 to 1. `Best` makes of it how like each standard is: the mean of its
three best lines, so that one chance likeness does not win.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bot.answers.grams import Floats, Integers, counted
from bot.answers.postings import Postings, index
from bot.answers.postings import kept as kept_postings
from bot.answers.tally import Tally

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
        self._tally = Tally(self._postings, _worth)

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything, by name, to be kept on disk."""
        return self._postings.arrays(_PREFIX) | {_PREFIX + "lengths": self._lengths}

    def likeness(self, folded: str) -> Floats:
        """How like the question each line is."""
        grams, counts = counted(folded)
        found = self._postings.find(grams)
        rarity = self._rarity(found.having(len(grams)))
        asked = (1 + np.log(np.minimum(counts, 2))) * rarity  # one word over and over is no more than twice the word
        length = max(float(np.sqrt((asked**2).sum())), _TINY)
        sums = self._tally.of(found, (rarity * asked / length)[found.asked])
        likeness: Floats = (sums / self._lengths).astype(np.float32)
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


def _worth(_: Integers, counts: np.ndarray) -> Floats:
    """What pairs count: `wrap` only spares the check of counts that fit into a byte."""
    return _OFTEN.take(counts, mode="wrap")


def _small(postings: Postings) -> Postings:
    kind = np.uint16 if postings.size <= np.iinfo(np.uint16).max else np.int32
    counts = np.minimum(postings.counts, len(_OFTEN) - 1).astype(np.uint8)
    return replace(postings, documents=postings.documents.astype(kind), counts=counts)


class Best:
    """The mean of the best lines of each owner; `owners` says whose each line is, in ascending order."""

    def __init__(self, owners: Integers, count: int) -> None:
        sizes: NDArray[np.int64] = np.bincount(np.array(owners, np.int64), minlength=count)
        self._most = np.clip(sizes, 1, BEST)
        self._tables = list(_tables(sizes))

    def of(self, likeness: Floats, without: int | None = None) -> Floats:
        """How like the question each owner is; as if there were no line `without`, if one is given."""
        filled = np.append(likeness, np.float32(0))
        if without is not None:
            filled[without] = 0
        sums = np.empty(len(self._most), np.float32)
        for owners, lines in self._tables:
            best = np.partition(filled[lines], -BEST, axis=1)[:, -BEST:]
            sums[owners] = np.maximum(best, 0).sum(axis=1)
        means: Floats = (sums / self._most).astype(np.float32)
        return means


def _tables(sizes: NDArray[np.int64]) -> Iterator[tuple[Integers, Integers]]:
    """Owners of about as many lines, and their lines in a row each, filled with the place after the last line.

    One table of all would be as wide as the largest owner: with 2 000 standards it was empty but for a hundredth.
    """
    first, wide = np.cumsum(sizes) - sizes, np.frexp(np.maximum(sizes, BEST))[1]
    for one in np.unique(wide):
        owners = np.flatnonzero(wide == one)
        columns = np.arange(max(int(sizes[owners].max()), BEST))
        yield owners, np.where(columns < sizes[owners, None], first[owners, None] + columns, sizes.sum())
