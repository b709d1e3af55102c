"""Search by letters: BM25 over character grams, one document per standard, scores from 0 to 1; pure.

The formula is Robertson's BM25 with k1 = 1.2 and b = 0.75, divided by the best score that the question could get.
"""

from collections.abc import Sequence

import numpy as np

from bot.answers.postings import Field, Floats, Found, Postings, counted

K1 = 1.2
B = 0.75
_NOTHING = 1e-6


class Lexical:
    """An index of documents, each a sequence of weighted fields."""

    def __init__(self, documents: Sequence[Sequence[Field]]) -> None:
        self._postings = Postings(documents)
        lengths = np.bincount(self._postings.documents, self._postings.counts, len(documents))
        average = float(lengths.mean()) if len(documents) else 0.0
        self._norms = K1 * (1 - B + B * lengths / (average or 1.0))

    def scores(self, folded: str) -> Floats:
        """How well each document covers the question, from 0 to 1."""
        grams = list(counted(folded))
        found = self._postings.find(grams)
        return self._score(len(grams), found, self._postings.counts[found.places])

    def scores_without(self, folded: str, document: int, weight: float) -> Floats:
        """The scores as if the document did not hold the question: what it would get had nobody foreseen it."""
        held = counted(folded, weight)
        found = self._postings.find(list(held))
        less = np.array(list(held.values()), np.float32)
        own = self._postings.documents[found.places] == document
        counts = self._postings.counts[found.places] - np.where(own, less[found.asked], np.float32(0))
        left = counts > _NOTHING
        return self._score(len(held), Found(found.asked[left], found.places[left]), counts[left])

    def _score(self, asked: int, found: Found, counts: Floats) -> Floats:
        documents = self._postings.documents[found.places]
        having = np.bincount(found.asked, minlength=asked)
        rarity = np.log1p((self._postings.size - having + 0.5) / (having + 0.5))
        points = rarity[found.asked] * counts / (counts + self._norms[documents])
        sums = np.bincount(documents, points, self._postings.size)
        return (sums / max(float(rarity.sum()), _NOTHING)).astype(np.float32)
