"""Search by letters: BM25 over the character 3- to 5-grams of words, one document per standard, scores from 0 to 1.

Long words share grams with their compounds and with misspelt ones, which suits Danish; see docs/decisions and the
measurements of issue 2. The formula is Robertson's BM25 with k1 = 1.2 and b = 0.75, divided by the best possible score.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]
Integers: TypeAlias = NDArray[np.int32]
Field: TypeAlias = tuple[str, float]  # folded text, and how much each of its words counts
K1 = 1.2
B = 0.75
_AT_ONCE = 1000


@dataclass(frozen=True)
class _Postings:
    """For each gram, from `start[gram]` to `start[gram + 1]`: the documents that have it, and how often."""

    start: NDArray[np.int64]
    documents: Integers
    counts: Floats


class Lexical:
    """An index of documents, each a sequence of weighted fields."""

    def __init__(self, documents: Sequence[Sequence[Field]]) -> None:
        self._size = len(documents)
        self._grams: dict[str, int] = {}
        self._postings, lengths = self._index(documents)
        self._lengths = lengths
        self._average = float(lengths.mean()) or 1.0 if self._size else 1.0

    def scores(self, folded: str) -> Floats:
        """How well each document covers the question, from 0 to 1."""
        return self._score(_distinct_grams(folded), None)

    def scores_without(self, folded: str, document: int, field: Field) -> Floats:
        """The scores as if the field were not in the document: what the question would get had nobody foreseen it."""
        return self._score(_distinct_grams(folded), (document, _gram_counts(*field)))

    def _score(self, grams: Sequence[str], without: tuple[int, dict[str, float]] | None) -> Floats:
        total = 0.0
        scores = np.zeros(self._size, np.float32)
        for gram in grams:
            documents, counts = self._having(gram)
            if without:
                counts = counts - np.where(documents == without[0], np.float32(without[1].get(gram, 0.0)), 0)
                documents, counts = documents[counts > 1e-6], counts[counts > 1e-6]
            rarity = float(np.log1p((self._size - len(documents) + 0.5) / (len(documents) + 0.5)))
            total += rarity
            norm = K1 * (1 - B + B * self._lengths[documents] / self._average)
            scores[documents] += rarity * counts / (counts + norm)
        return scores / np.float32(total) if total else scores

    def _having(self, gram: str) -> tuple[Integers, Floats]:
        number = self._grams.get(gram)
        if number is None:
            return np.empty(0, np.int32), np.empty(0, np.float32)
        part = slice(self._postings.start[number], self._postings.start[number + 1])
        return self._postings.documents[part], self._postings.counts[part]

    def _index(self, documents: Sequence[Sequence[Field]]) -> tuple[_Postings, Floats]:
        parts = [self._entries(documents, first) for first in range(0, len(documents), _AT_ONCE)]
        owners, grams, counts = (np.concatenate(column) for column in zip(*parts, strict=True)) if parts else _nothing()
        lengths = np.bincount(owners, counts, self._size).astype(np.float32)
        order = np.argsort(grams, kind="stable")
        start = np.zeros(len(self._grams) + 1, np.int64)
        np.cumsum(np.bincount(grams, minlength=len(self._grams)), out=start[1:])
        return _Postings(start, owners[order], counts[order]), lengths

    def _entries(self, documents: Sequence[Sequence[Field]], first: int) -> tuple[Integers, Integers, Floats]:
        """Document, gram and weighted count of every gram of some documents, each pair once."""
        owners: list[int] = []
        grams: list[int] = []
        counts: list[float] = []
        for owner, fields in enumerate(documents[first : first + _AT_ONCE], first):
            found: dict[int, float] = {}
            for gram, count in _grams_of_fields(fields):
                number = self._grams.setdefault(gram, len(self._grams))
                found[number] = found.get(number, 0.0) + count
            owners.extend([owner] * len(found))
            grams.extend(found)
            counts.extend(found.values())
        return np.array(owners, np.int32), np.array(grams, np.int32), np.array(counts, np.float32)


def _nothing() -> tuple[Integers, Integers, Floats]:
    return np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.float32)


def _grams_of_fields(fields: Sequence[Field]) -> Iterator[tuple[str, float]]:
    words: dict[str, float] = {}
    for text, weight in fields:
        for word in text.split():
            words[word] = words.get(word, 0.0) + weight
    for word, count in words.items():
        for gram in _grams_of(word):
            yield gram, count


def _gram_counts(folded: str, weight: float) -> dict[str, float]:
    counts: dict[str, float] = {}
    for gram, count in _grams_of_fields([(folded, weight)]):
        counts[gram] = counts.get(gram, 0.0) + count
    return counts


def _distinct_grams(folded: str) -> list[str]:
    return list(dict.fromkeys(gram for word in folded.split() for gram in _grams_of(word)))


@lru_cache(maxsize=50_000)
def _grams_of(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    return tuple(padded[at : at + size] for size in (3, 4, 5) for at in range(len(padded) - size + 1))
