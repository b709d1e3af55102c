"""Search by letters: BM25 over character grams, one document per standard, scores from 0 to 1; pure.

The formula is Robertson's BM25 with k1 = 1.2 and b = 0.75, divided by the best score that the question could get.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from bot.answers.grams import Floats, counted
from bot.answers.postings import Field, Found, Postings, index
from bot.answers.postings import kept as kept_postings

K1 = 1.2
B = 0.75
_NOTHING = 1e-6
_PREFIX = "documents-"


class Lexical:
    """An index of documents, each a sequence of weighted fields; or of what was kept of one."""

    def __init__(self, documents: Sequence[Sequence[Field]], kept: Mapping[str, np.ndarray] | None = None) -> None:
        self.postings = kept_postings(kept, _PREFIX) if kept is not None else index(documents)
        self._lengths = kept[_PREFIX + "lengths"] if kept is not None else _lengths(self.postings)
        lengths = self._lengths
        average = float(lengths.mean()) if self.postings.size else 0.0
        self._norms = (K1 * (1 - B + B * lengths / (average or 1.0))).astype(np.float32)

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything, by name, to be kept on disk."""
        return self.postings.arrays(_PREFIX) | {_PREFIX + "lengths": self._lengths}

    def scores(self, folded: str) -> Floats:
        """How well each document covers the question, from 0 to 1."""
        grams, _ = counted(folded)
        return self._score(len(grams), self.postings.find(grams))

    def scores_without(self, folded: str, document: int, weight: float) -> Floats:
        """The scores as if the document did not hold the question: what it would get had nobody foreseen it."""
        grams, held = counted(folded)
        found = self.postings.find(grams)
        own = found.documents == document
        counts = found.counts - np.where(own, weight * found.each(held), np.float32(0))
        return self._score(len(grams), found.less(counts > _NOTHING, counts))

    def _score(self, asked: int, found: Found) -> Floats:
        having = found.having(asked)
        rarity = np.log1p((self.postings.size - having + 0.5) / (having + 0.5))
        points = found.counts / (found.counts + self._norms.take(found.documents))
        sums = np.bincount(found.documents, points * found.each(rarity), self.postings.size)
        return (sums / max(float(rarity.sum()), _NOTHING)).astype(np.float32)


def _lengths(postings: Postings) -> np.ndarray:
    return np.bincount(postings.documents, postings.counts, postings.size).astype(np.float64)
