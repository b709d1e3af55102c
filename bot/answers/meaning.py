"""Search by meaning: what a catalogue's lines are like to an encoder, and the head that learns from them; pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from bot.answers import kernel
from bot.answers.grams import Floats, Integers
from bot.answers.stopping import GoOn, always

Likeness: TypeAlias = Callable[[int], Floats]
_TINY = np.float32(1e-9)
_STEPS = np.float32(255)


@dataclass(frozen=True)
class Meaning:
    """Vectors of lines around their centre, and the head's weights: of the lines, or of the dimensions (`linear`)."""

    centre: Floats
    vectors: Floats
    weights: Floats
    linear: bool

    def likeness(self, vector: Floats) -> Floats:
        """The cosine of the question and each line."""
        found: Floats = self.vectors @ _around(vector[None], self.centre)[0]
        return found

    def head(self, vector: Floats, likeness: Floats, letters: Floats | None) -> Floats:
        """What the head gives each standard, and the nowhere after them."""
        if self.linear or letters is None:
            found: Floats = _around(vector[None], self.centre)[0] @ self.weights
        else:
            found = kernel.mixed(likeness, letters) @ self.weights
        return found

    def arrays(self) -> dict[str, np.ndarray]:
        """What is slow to learn, to be kept on disk."""
        return {"weights": self.weights.astype(np.float16), "linear": np.array(self.linear)}


def centred(vectors: Floats, inside: int) -> tuple[Floats, Floats]:
    """The centre of the first `inside` vectors, and all of them around it at length one."""
    centre = vectors[:inside].mean(axis=0) if inside else np.zeros(vectors.shape[1], np.float32)
    return centre, _around(vectors, centre)


def learnt(
    vectors: Floats, inside: int, owners: Integers, count: int, letters: Likeness | None, go_on: GoOn = always
) -> "Learnt":
    """Vectors and head of a catalogue; `letters` gives the likeness of a line to all by letters, where there is one.

    Raises `Stopped`.
    """
    centre, around = centred(vectors, inside)
    if letters is None:
        return Learnt(Meaning(centre, around, kernel.learn_linear(around, owners, count), linear=True), None)
    alike = _among(letters, len(owners), go_on)

    def rows(lines: Integers) -> Floats:
        go_on()
        return kernel.mixed(around[lines] @ around.T, alike[lines].astype(np.float32) / _STEPS)

    weights, held_out = kernel.learn(rows, owners, count)
    return Learnt(Meaning(centre, around, weights, linear=False), held_out)


def _among(letters: Likeness, count: int, go_on: GoOn) -> np.ndarray:
    """How like all lines are to each other by letters, in a byte each: the most memory that learning takes."""
    alike = np.empty((count, count), np.uint8)
    for line in range(count):  # one by one, so that other threads get their turn
        go_on()
        alike[line] = np.clip(letters(line), 0, 1) * _STEPS
    return alike


def kept(arrays: Mapping[str, np.ndarray], vectors: Floats, inside: int) -> Meaning:
    """A meaning from what was kept. Raises `KeyError`."""
    centre, around = centred(vectors, inside)
    return Meaning(centre, around, arrays["weights"].astype(np.float32), bool(arrays["linear"]))


@dataclass(frozen=True)
class Learnt:
    """A meaning, and what its head would give each line had it not learnt it; None where that is not known."""

    meaning: Meaning
    held_out: Floats | None


def _around(vectors: Floats, centre: Floats) -> Floats:
    moved = vectors - centre
    scaled: Floats = moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), _TINY)
    return scaled
