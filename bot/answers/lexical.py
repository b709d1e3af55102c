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
_NOTHING = 1e-6


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
        grams = _distinct_grams(folded)
        return self._score(len(grams), *self._having(grams))

    def scores_without(self, folded: str, document: int, field: Field) -> Floats:
        """The scores as if the field were not in the document: what the question would get had nobody foreseen it."""
        grams = _distinct_grams(folded)
        which, documents, counts = self._having(grams)
        removed = _gram_counts(*field)
        less = np.array([removed.get(gram, 0.0) for gram in grams], np.float32)
        counts = counts - np.where(documents == document, less[which], np.float32(0))
        left = counts > _NOTHING
        return self._score(len(grams), which[left], documents[left], counts[left])

    def _score(self, asked: int, which: Integers, documents: Integers, counts: Floats) -> Floats:
        having = np.bincount(which, minlength=asked)
        rarity = np.log1p((self._size - having + 0.5) / (having + 0.5))
        norm = K1 * (1 - B + B * self._lengths[documents] / self._average)
        points = np.bincount(documents, rarity[which] * counts / (counts + norm), self._size)
        return (points / max(float(rarity.sum()), _NOTHING)).astype(np.float32)

    def _having(self, grams: Sequence[str]) -> tuple[Integers, Integers, Floats]:
        """For every pair of a gram and a document that has it: which gram, which document, how often."""
        numbers = np.array([self._grams.get(gram, -1) for gram in grams], np.int64)
        known = np.flatnonzero(numbers >= 0)
        starts = self._postings.start[numbers[known]]
        sizes = self._postings.start[numbers[known] + 1] - starts
        places = np.repeat(starts - (np.cumsum(sizes) - sizes), sizes) + np.arange(sizes.sum())
        which = np.repeat(known, sizes).astype(np.int32)
        return which, self._postings.documents[places], self._postings.counts[places]

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
