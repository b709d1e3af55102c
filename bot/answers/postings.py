"""Which documents hold which grams, in flat arrays: small in memory, and read from disk as they are; pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from bot.answers.grams import Codes, Floats, Integers, cut

Field: TypeAlias = tuple[str, float]  # folded text, and how much each of its words counts
_NONE = np.zeros(0, np.uint8)
_AT_ONCE = 1000  # texts: few enough that other threads get their turn


@dataclass(frozen=True)
class Found:
    """Those of the asked grams that stand in an index."""

    asked: Integers  # their positions in the question
    numbers: Integers  # their numbers in the index
    sizes: Integers  # how many documents have each

    def having(self, asked: int) -> Integers:
        """How many documents have each gram of a question of so many."""
        having = np.zeros(asked, np.int64)
        having[self.asked] = self.sizes
        return having


@dataclass(frozen=True)
class Postings:
    """An index from grams to documents; the pairs of gram number i stand from `start[i]` to `start[i + 1]`."""

    size: int
    grams: Codes
    start: Integers
    documents: np.ndarray  # of whole numbers
    counts: np.ndarray

    def find(self, grams: Codes) -> Found:
        """Which of the grams stand anywhere."""
        numbers = np.minimum(np.searchsorted(self.grams, grams), max(len(self.grams) - 1, 0))
        known = np.flatnonzero(self.grams[numbers] == grams) if len(self.grams) else np.zeros(0, np.int64)
        found = numbers[known]
        return Found(known, found, self.start[found + 1] - self.start[found])

    def pairs(self, numbers: Integers) -> tuple[Integers, np.ndarray]:
        """Documents and counts of all pairs of these grams, one gram after the other."""
        pieces = self._pieces(numbers)
        documents = np.concatenate([_NONE, *(self.documents[piece] for piece in pieces)], dtype=np.int64)
        return documents, np.concatenate([self.counts[:0], *(self.counts[piece] for piece in pieces)])

    def counts_in(self, document: int, numbers: Integers) -> Floats:
        """How often each of these grams stands in one document."""
        found = np.zeros(len(numbers), np.float32)
        for at, piece in enumerate(self._pieces(numbers)):
            place = piece.start + int(np.searchsorted(self.documents[piece], document))
            if place < piece.stop and self.documents[place] == document:
                found[at] = self.counts[place]
        return found

    def _pieces(self, numbers: Integers) -> list[slice]:
        starts, ends = self.start[numbers].tolist(), self.start[numbers + 1].tolist()
        return [slice(first, last) for first, last in zip(starts, ends, strict=True)]

    def arrays(self, prefix: str) -> dict[str, np.ndarray]:
        """Everything, by name, to be kept on disk."""
        names = ("grams", "start", "documents", "counts")
        return {prefix + "size": np.array(self.size)} | {prefix + name: getattr(self, name) for name in names}


def kept(arrays: Mapping[str, np.ndarray], prefix: str) -> Postings:
    """An index from what `arrays` gave. Raises `KeyError`."""
    grams, start, documents, counts = (arrays[prefix + name] for name in ("grams", "start", "documents", "counts"))
    return Postings(int(arrays[prefix + "size"]), grams, start, documents, counts)


def index(documents: Sequence[Sequence[Field]]) -> Postings:
    """An index of documents, each a sequence of fields, known by its position."""
    parts = [_pairs(documents[first:last], first) for first, last in _pieces(documents)]
    codes = np.concatenate([part[0] for part in parts])
    order = np.argsort(codes, kind="stable")
    grams, sizes = np.unique(codes, return_counts=True)
    start = np.concatenate([[0], np.cumsum(sizes)])
    owners, counts = (np.concatenate([part[column] for part in parts])[order] for column in (1, 2))
    return Postings(len(documents), grams, start, owners, counts)


def _pieces(documents: Sequence[Sequence[Field]]) -> Iterator[tuple[int, int]]:
    """Where pieces of the documents begin and end, none of many more texts than are taken at once; at least one."""
    first = texts = 0
    for place, parts in enumerate(documents):
        texts += len(parts)
        if texts >= _AT_ONCE:
            yield first, place + 1
            first, texts = place + 1, 0
    if first < len(documents) or not documents:
        yield first, len(documents)


def _pairs(documents: Sequence[Sequence[Field]], first: int) -> tuple[Codes, Integers, Floats]:
    """Gram, document and weighted count; each pair of gram and document once, in the order of the documents."""
    fields = [(owner, text, weight) for owner, parts in enumerate(documents) for text, weight in parts]
    of_text = np.array([owner for owner, _, _ in fields], np.int64)
    weights = np.array([weight for _, _, weight in fields], np.float32)
    texts, codes = cut([text for _, text, _ in fields])
    grams, numbers = np.unique(codes, return_inverse=True)
    pairs = of_text[texts] * max(len(grams), 1) + numbers if len(codes) else np.zeros(0, np.int64)
    distinct, places = np.unique(pairs, return_inverse=True)
    owners, numbers = np.divmod(distinct, max(len(grams), 1))
    counts = np.bincount(places, weights[texts], len(distinct)) if len(codes) else np.zeros(0)
    return grams[numbers], (owners + first).astype(np.int32), counts.astype(np.float32)
