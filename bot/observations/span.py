"""What can be computed from numbers that are shown: linear algebra decides, not a rule of thumb; pure."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np

NOTHING = 1e-6  # what is left of a vector that lies in the space
MOST_TOGETHER = 10  # rows that hang together of which every sum is tried; of more: each alone


class Span:
    """The space of what is shown, and how much of each secret lies outside it."""

    def __init__(self, secrets: Any) -> None:
        self._outside = secrets.copy()
        self._left = np.einsum("ij,ij->i", secrets, secrets)  # of each secret, the square of its length outside
        self._basis = np.empty((secrets.shape[1], secrets.shape[1]))
        self._shown = 0  # how many rows of it are there

    def releases(self, number: Any) -> bool:
        """Whether the number may be shown; if so it is among those shown from now on."""
        direction = self.outside(self.outside(number))  # twice is enough: Kahan and Parlett
        length = np.linalg.norm(direction)
        if length < NOTHING:
            return True  # it follows from what is shown already
        direction /= length
        along = self._outside @ direction
        left = self._left - along * along
        if np.min(left) < NOTHING:
            return False
        touched = np.abs(along) > NOTHING
        self._outside[touched] -= np.outer(along[touched], direction)
        self._left = left
        self._basis[self._shown] = direction
        self._shown += 1
        return True

    def outside(self, vectors: Any) -> Any:
        """The part of each vector that does not follow from what is shown."""
        basis = self._basis[: self._shown]
        return vectors - (vectors @ basis.T) @ basis


def sums_of_nothing(rows: Any) -> Iterator[tuple[int, ...]]:
    """Which of these rows add up to nothing, by their places.

    What adds up to nothing is a space. In its reduced basis a choice of rows is a sum of basis vectors, each taken or
    not: every sum of those that hang together is tried, of many each alone.
    """
    values, vectors = np.linalg.eigh(rows @ rows.T)
    basis = _reduced(vectors[:, values < NOTHING].T)
    for together in _components(basis):
        few = len(together) <= MOST_TOGETHER
        takes = product((0, 1), repeat=len(together)) if few else np.eye(len(together))
        for take in takes:
            choice = np.asarray(take) @ basis[together]
            if np.any(choice > NOTHING) and np.all(np.minimum(np.abs(choice), np.abs(choice - 1)) < NOTHING):
                yield tuple(int(one) for one in np.flatnonzero(choice > NOTHING))


def _reduced(basis: Any) -> Any:
    """The same space, each leading one alone in its column (Gauss and Jordan)."""
    rows, place = basis.copy(), 0
    for column in range(rows.shape[1]):
        if place == len(rows):
            break
        best = place + int(np.argmax(np.abs(rows[place:, column])))
        if abs(rows[best, column]) < NOTHING:
            continue
        rows[[place, best]] = rows[[best, place]]
        rows[place] /= rows[place, column]
        others = np.arange(len(rows)) != place
        rows[others] -= np.outer(rows[others, column], rows[place])
        place += 1
    return rows[:place]


def _components(basis: Any) -> list[list[int]]:
    """The rows that share a column, directly or through others."""
    found: list[tuple[list[int], Any]] = []
    for at, row in enumerate(np.abs(basis) > NOTHING):
        near = [one for one in found if np.any(one[1] & row)]
        found = [one for one in found if not np.any(one[1] & row)]
        rows = [*(place for one in near for place in one[0]), at]
        found.append((rows, np.any([row, *(one[1] for one in near)], axis=0)))
    return [rows for rows, _ in found]
