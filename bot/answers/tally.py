"""Adds up what the grams of a question are worth to each document; pure.

Most pairs are of few grams, those that very many documents have. Such a gram gets a row with a number for every
document when it is first asked for: rows are multiplied, which takes a fraction of adding pair by pair.
"""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.answers.grams import Floats, Integers
from bot.answers.postings import Found, Postings

Worth: TypeAlias = Callable[[Integers, np.ndarray], np.ndarray]  # of pairs, by their documents and counts
OFTEN = 8  # a gram that one of so many documents has gets a row
MOST_NUMBERS = 4_000_000  # in all rows; later ones are added pair by pair


class Tally:
    """Sums over the pairs of an index; `worth` says what each pair counts, before the weight of its gram."""

    def __init__(self, postings: Postings, worth: Worth) -> None:
        self._postings = postings
        self._worth = worth
        self._rows: dict[int, Floats] = {}
        self._most = MOST_NUMBERS // max(postings.size, 1)

    def of(self, found: Found, weights: np.ndarray) -> NDArray[np.float64]:
        """The sum of each document; `weights` are of the found grams."""
        rows = [
            self._row(number, size) for number, size in zip(found.numbers.tolist(), found.sizes.tolist(), strict=True)
        ]
        is_rare = np.array([row is None for row in rows], bool)
        sums = self._of_pairs(found.numbers[is_rare], found.sizes[is_rare], weights[is_rare])
        often = [row for row in rows if row is not None]
        return sums + weights[~is_rare].astype(np.float32) @ np.array(often) if often else sums

    def _of_pairs(self, numbers: Integers, sizes: Integers, weights: np.ndarray) -> NDArray[np.float64]:
        documents, counts = self._postings.pairs(numbers)
        points = self._worth(documents, counts) * np.repeat(weights, sizes)
        return np.bincount(documents, points, self._postings.size).astype(np.float64)

    def _row(self, number: int, size: int) -> Floats | None:
        """What each document gets of a gram; None where few have it, or there is no more room."""
        if size * OFTEN <= self._postings.size:
            return None
        row = self._rows.get(number)
        if row is None and len(self._rows) < self._most:
            documents, counts = self._postings.pairs(np.array([number]))
            row = np.zeros(self._postings.size, np.float32)
            row[documents] = self._worth(documents, counts)
            self._rows[number] = row
        return row
