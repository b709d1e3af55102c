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
    """What an index holds of asked grams; the pairs of one gram stand together, in the order of the grams."""

    asked: Integers  # positions, in the question, of the grams that stand anywhere
    sizes: Integers  # how many documents have each of them
    documents: Integers
    counts: np.ndarray

    def having(self, asked: int) -> Integers:
        """How many documents have each gram of a question of so many."""
        having = np.zeros(asked, np.int64)
        having[self.asked] = self.sizes
        return having

    def each(self, of_grams: np.ndarray) -> np.ndarray:
        """For each pair what its gram, by its position in the question, was given."""
        return np.repeat(of_grams[self.asked], self.sizes)

    def less(self, left: np.ndarray, counts: np.ndarray) -> "Found":
        """Only the pairs that are left, with other counts."""
        of = np.repeat(np.arange(len(self.sizes)), self.sizes)[left]
        sizes = np.bincount(of, minlength=len(self.sizes))
        return Found(self.asked, sizes, self.documents[left], counts[left])


@dataclass(frozen=True)
class Postings:
    """An index from grams to documents; the pairs of gram number i stand from `start[i]` to `start[i + 1]`."""

    size: int
    grams: Codes
    start: Integers
    documents: np.ndarray  # of whole numbers
    counts: np.ndarray

    def find(self, grams: Codes) -> Found:
        """Where the grams stand; one that stands nowhere has no entry. Many pairs are copied at once, gram by gram."""
        numbers = np.minimum(np.searchsorted(self.grams, grams), max(len(self.grams) - 1, 0))
        known = np.flatnonzero(self.grams[numbers] == grams) if len(self.grams) else np.zeros(0, np.int64)
        starts, ends = self.start[numbers[known]], self.start[numbers[known] + 1]
        pieces = [slice(first, last) for first, last in zip(starts.tolist(), ends.tolist(), strict=True)]
        documents = np.concatenate([_NONE, *(self.documents[piece] for piece in pieces)], dtype=np.int64)
        counts = np.concatenate([self.counts[:0], *(self.counts[piece] for piece in pieces)])
        return Found(known, ends - starts, documents, counts)

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
