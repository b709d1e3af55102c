"""How like all lines are to each other by letters: the most memory that learning takes; pure."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from bot.answers.grams import Floats, Integers
from bot.answers.stopping import GoOn

Likeness: TypeAlias = Callable[[int], Floats]
_STEPS = np.float32(255)


class Alike:
    """Half a table of likenesses, from 0 to 1, a byte each: a line is as like another as the other is to it."""

    def __init__(self, letters: Likeness, count: int, go_on: GoOn) -> None:
        """Ask for the likeness of each line. Raises `Stopped`."""
        places = np.arange(count, dtype=np.int64)
        self._starts = places * (places + 1) // 2
        self._half = np.empty(count * (count + 1) // 2, np.uint8)
        for line, start in enumerate(self._starts.tolist()):  # one by one, so that other threads get their turn
            go_on()
            self._half[start : start + line + 1] = np.rint(np.clip(letters(line)[: line + 1], 0, 1) * _STEPS)

    def rows(self, lines: Integers) -> Floats:
        """How like these lines are to all."""
        found = np.empty((len(lines), len(self._starts)), np.float32)
        for row, line in zip(found, np.asarray(lines).tolist(), strict=True):
            start = self._starts[line]
            row[: line + 1] = self._half[start : start + line + 1]
            row[line + 1 :] = self._half[self._starts[line + 1 :] + line]
        found /= _STEPS
        return found
