"""What can be computed from numbers that are shown: linear algebra decides, not a rule of thumb; pure."""

from typing import Any

import numpy as np

NOTHING = 1e-6  # what is left of a vector that lies in the space


class Span:
    """The space of what is shown, and how much of each secret lies outside it.

    Each number that adds to the space adds one direction to its basis, at right angles to those before. A secret loses
    by it the square of its part along that direction; it is given away when nothing is left.
    """

    def __init__(self, numbers: Any, given: Any) -> None:
        """`given` is shown in any case; of the `numbers`, one after the other is asked about."""
        self._numbers = numbers
        self._basis = np.empty((numbers.shape[1], numbers.shape[1]))
        self._rows = 0  # of the basis, how many there are
        for number in given:
            self._add(self._direction(number))
        self._given = self._rows
        self._added: list[int] = []  # by which number each row came after those
        self._refused: set[int] = set()
        self._next = 0
        self._secrets = np.empty((0, numbers.shape[1]))

    def shown(self) -> list[int]:
        """The places of all numbers that may be shown; each is shown unless it gives a secret away."""
        left = self._left_of(self._secrets)[-1]
        for at in range(self._next, len(self._numbers)):
            direction = self._direction(self._numbers[at])
            if direction is None:
                continue  # it follows from what is shown already
            rest = left - (self._secrets @ direction) ** 2
            if np.any(rest < NOTHING):
                self._refused.add(at)
                continue
            self._add(direction)
            self._added.append(at)
            left = rest
        self._next = len(self._numbers)
        return [at for at in range(self._next) if at not in self._refused]

    def guard(self, secrets: Any) -> bool:
        """Keep these outside too; whether numbers are open now: from the first on that gave one of them away.

        That one is refused. What was decided before it stays: until then none of these was given away. What follows
        from what is given is no secret.
        """
        left = self._left_of(secrets)[self._given :]
        kept = left[0] >= NOTHING
        self._secrets = np.concatenate([self._secrets, secrets[kept]])
        lost = np.flatnonzero(np.any(left[1:, kept] < NOTHING, axis=1))
        if lost.size:
            first = self._added[lost[0]]
            self._added = self._added[: lost[0]]
            self._rows = self._given + len(self._added)
            self._refused = {at for at in self._refused if at < first} | {first}
            self._next = first + 1
        return self._next < len(self._numbers) or bool(lost.size)

    def basis(self) -> Any:
        """Rows of length one, at right angles, that span what is shown."""
        return self._basis[: self._rows]

    def _add(self, direction: Any) -> None:
        if direction is not None:
            self._basis[self._rows] = direction
            self._rows += 1

    def _left_of(self, secrets: Any) -> Any:
        """Of each secret the square of its length outside: at first, and after each row of the basis."""
        along = self.basis() @ secrets.T
        whole = np.einsum("ij,ij->i", secrets, secrets)
        return whole - np.concatenate([np.zeros((1, len(secrets))), np.cumsum(along * along, axis=0)])

    def _direction(self, number: Any) -> Any:
        """The direction outside in which a number points; None where it lies in the space."""
        basis = self.basis()
        rest = number - (basis @ number) @ basis
        if 2 * (rest @ rest) < number @ number:
            rest = rest - (basis @ rest) @ basis  # twice is enough, and once where half is left: Kahan and Parlett
        length = np.sqrt(rest @ rest)
        return rest / length if length >= NOTHING else None
