"""Which of some vectors add up to nothing; pure."""

from typing import Any

import numpy as np

from bot.observations.span import NOTHING

MOST_TOGETHER = 10  # vectors that hang together of which every sum is tried; of more: each alone


def sums_of_nothing(products: Any) -> Any:
    """Which of some vectors add up to nothing, each choice a row of ones and noughts, from their inner products.

    What adds up to nothing is a space. In its reduced basis a choice of vectors is a sum of basis vectors, each taken
    or not: every sum of those that hang together is tried, of many each alone.
    """
    values, vectors = np.linalg.eigh(products)
    basis = _reduced(vectors[:, values < NOTHING].T)
    choices = [_takes(len(together)) @ basis[together] for together in _components(basis)]
    sums = np.concatenate([np.zeros((0, len(products))), *choices])
    ones = sums > NOTHING
    return ones[np.all(np.abs(sums - ones) < NOTHING, axis=1) & np.any(ones, axis=1)]


def _takes(count: int) -> Any:
    """Each choice of so many, or each of them alone."""
    if count > MOST_TOGETHER:
        return np.eye(count)
    return (np.arange(1, 1 << count)[:, None] >> np.arange(count) & 1).astype(float)


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
