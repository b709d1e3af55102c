"""Cuts folded texts into character grams: the 3- to 5-grams of each word with a space at each end; pure.

Grams cross typing errors, endings and the compounds that Danish is made of. Each is known by a 64-bit number, so that
a whole catalogue is cut at once in numpy, without a dictionary of strings.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]
Integers: TypeAlias = NDArray[np.int64] | NDArray[np.int32]
Codes: TypeAlias = NDArray[np.uint64]
SIZES = (3, 4, 5)
_BASE = np.uint64(0x9E3779B97F4A7C15)
_SPACE, _BREAK = 32, 10
_ASKED = 8  # texts: each is asked of documents and of lines


def cut(texts: Sequence[str]) -> tuple[Integers, Codes]:
    """For every gram of the texts: which text it stands in, and its number."""
    points = np.frombuffer("\n".join(f" {text} " for text in texts).encode("utf-32-le", "replace"), np.uint32)
    breaks, spaces = points == _BREAK, points == _SPACE
    owners, codes = np.cumsum(breaks), points.astype(np.uint64)
    grown, inside = codes, ~breaks
    found: list[tuple[Integers, Codes]] = []
    for size in range(2, SIZES[-1] + 1):
        if len(points) < size:
            break
        last = slice(size - 1, None)
        middle = ~spaces[size - 2 : -1] if size > 2 else True
        inside = inside[:-1] & middle & ~breaks[last]
        grown = grown[:-1] * _BASE + codes[last]
        if size in SIZES:
            places = np.flatnonzero(inside)
            found.append((owners[places], grown[places]))
    if not found:
        return np.zeros(0, np.int64), np.zeros(0, np.uint64)
    return np.concatenate([one for one, _ in found]), np.concatenate([one for _, one in found])


@lru_cache(_ASKED)
def counted(folded: str) -> tuple[Codes, Floats]:
    """The distinct grams of one text, and how often each stands in it; shared, so not to be written to."""
    codes, counts = np.unique(cut([folded])[1], return_counts=True)
    return codes, counts.astype(np.float32)
