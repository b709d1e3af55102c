"""Search by letters: BM25 over character grams, one document per standard, scores from 0 to 1; pure.

The formula is Robertson's BM25 with k1 = 1.2 and b = 0.75, divided by the best score that the question could get.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.answers.grams import Floats, Integers, counted
from bot.answers.postings import Field, Postings, index
from bot.answers.postings import kept as kept_postings
from bot.answers.tally import Tally

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
        self._tally = Tally(self.postings, self._worth)

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything, by name, to be kept on disk."""
        return self.postings.arrays(_PREFIX) | {_PREFIX + "lengths": self._lengths}

    def scores(self, folded: str) -> Floats:
        """How well each document covers the question, from 0 to 1."""
        grams, _ = counted(folded)
        found = self.postings.find(grams)
        rarity = self._rarity(found.having(len(grams)))
        return _share(self._tally.of(found, rarity[found.asked]), rarity)

    def scores_without(self, folded: str, document: int, weight: float) -> Floats:
        """The scores as if the document did not hold the question: what it would get had nobody foreseen it."""
        grams, held = counted(folded)
        found = self.postings.find(grams)
        own = self.postings.counts_in(document, found.numbers)
        left = np.maximum(own - weight * held[found.asked], 0)
        having = found.having(len(grams))
        having[found.asked[(own > 0) & (left <= _NOTHING)]] -= 1
        rarity = self._rarity(having)
        sums = self._tally.of(found, rarity[found.asked])
        sums[document] = (rarity[found.asked] * left / (left + self._norms[document])).sum()
        return _share(sums, rarity)

    def _rarity(self, having: Integers) -> NDArray[np.float64]:
        rarity: NDArray[np.float64] = np.log1p((self.postings.size - having + 0.5) / (having + 0.5))
        return rarity

    def _worth(self, documents: Integers, counts: np.ndarray) -> np.ndarray:
        found: np.ndarray = counts / (counts + self._norms.take(documents))
        return found


def _share(sums: NDArray[np.float64], rarity: NDArray[np.float64]) -> Floats:
    """Sums as shares of the best that there could be."""
    return (sums / max(float(rarity.sum()), _NOTHING)).astype(np.float32)


def _lengths(postings: Postings) -> np.ndarray:
    return np.bincount(postings.documents, postings.counts, postings.size).astype(np.float64)
