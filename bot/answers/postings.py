"""Which letters stand in which documents, and how often: what both searches are built on; pure.

Letters are the character 3- to 5-grams of words, so that compounds and misspelt words share some with the words that
they are made of: that suits Danish.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]
Integers: TypeAlias = NDArray[np.int64] | NDArray[np.int32]
Field: TypeAlias = tuple[str, float]  # folded text, and how much each of its words counts
_AT_ONCE = 2000
_NOTHING = (np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.float32))


@dataclass(frozen=True)
class Found:
    """One entry per pair of an asked gram and a document that has it."""

    asked: Integers  # position of the gram in the question
    places: Integers  # position of the pair in the index


class Postings:
    """An index from grams to documents; a document is a sequence of fields, known by its position."""

    def __init__(self, documents: Sequence[Sequence[Field]]) -> None:
        self.size = len(documents)
        self._numbers: dict[str, int] = {}
        self._of_word: dict[str, Integers] = {}
        parts = [
            self._entries(documents[first : first + _AT_ONCE], first) for first in range(0, len(documents), _AT_ONCE)
        ]
        owners, grams, counts = (np.concatenate(column) for column in zip(_NOTHING, *parts, strict=True))
        order = np.argsort(grams, kind="stable")
        self.documents, self.counts = owners[order], counts[order]
        self.start = np.zeros(len(self._numbers) + 1, np.int64)
        np.cumsum(np.bincount(grams, minlength=len(self._numbers)), out=self.start[1:])
        self._of_word.clear()

    def find(self, grams: Sequence[str]) -> Found:
        """Where the grams stand; one that stands nowhere has no entry."""
        numbers = np.array([self._numbers.get(gram, -1) for gram in grams], np.int64)
        known = np.flatnonzero(numbers >= 0)
        starts = self.start[numbers[known]]
        sizes = self.start[numbers[known] + 1] - starts
        places = np.repeat(starts - (np.cumsum(sizes) - sizes), sizes) + np.arange(sizes.sum())
        return Found(np.repeat(known, sizes), places)

    def _entries(self, documents: Sequence[Sequence[Field]], first: int) -> tuple[Integers, Integers, Floats]:
        """Document, gram and weighted count; each pair once."""
        found = [
            (owner, self._numbered(word), weight)
            for owner, fields in enumerate(documents, first)
            for text, weight in fields
            for word in text.split()
        ]
        if not found:
            return _NOTHING
        sizes = [len(grams) for _, grams, _ in found]
        owners = np.repeat([owner for owner, _, _ in found], sizes)
        pairs = owners * len(self._numbers) + np.concatenate([grams for _, grams, _ in found])
        weights = np.repeat([weight for _, _, weight in found], sizes)
        distinct, positions = np.unique(pairs, return_inverse=True)
        owners, grams = np.divmod(distinct, len(self._numbers))
        return owners.astype(np.int32), grams.astype(np.int32), np.bincount(positions, weights).astype(np.float32)

    def _numbered(self, word: str) -> Integers:
        numbers = self._of_word.get(word)
        if numbers is None:
            numbers = np.array([self._numbers.setdefault(gram, len(self._numbers)) for gram in letters(word)], np.int64)
            self._of_word[word] = numbers
        return numbers


def counted(folded: str, weight: float = 1.0) -> dict[str, float]:
    """How often each gram stands in a text."""
    counts: dict[str, float] = {}
    for word in folded.split():
        for gram in letters(word):
            counts[gram] = counts.get(gram, 0.0) + weight
    return counts


@lru_cache(maxsize=20_000)
def letters(word: str) -> tuple[str, ...]:
    """The 3- to 5-grams of a word with a space at each end."""
    padded = f" {word} "
    return tuple(padded[at : at + size] for size in (3, 4, 5) for at in range(len(padded) - size + 1))
