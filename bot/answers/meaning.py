"""Search by meaning: what a catalogue's lines are like to an encoder, and the head that learns from them; pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from bot.answers import kernel
from bot.answers.grams import Floats

Likeness: TypeAlias = Callable[[int], Floats]
_TINY = np.float32(1e-9)


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
        return {"weights": self.weights, "linear": np.array(self.linear)}


def centred(vectors: Floats, inside: int) -> tuple[Floats, Floats]:
    """The centre of the first `inside` vectors, and all of them around it at length one."""
    centre = vectors[:inside].mean(axis=0) if inside else np.zeros(vectors.shape[1], np.float32)
    return centre, _around(vectors, centre)


def learnt(vectors: Floats, inside: int, owners: Sequence[int], count: int, letters: Likeness | None) -> "Learnt":
    """Vectors and head of a catalogue; `letters` gives the likeness of a line to all by letters, where there is one."""
    centre, around = centred(vectors, inside)
    if letters is None:
        return Learnt(Meaning(centre, around, kernel.learn_linear(around, owners, count), linear=True), None)
    weights, held_out = kernel.learn(lambda line: kernel.mixed(around @ around[line], letters(line)), owners, count)
    return Learnt(Meaning(centre, around, weights, linear=False), held_out)


def kept(arrays: Mapping[str, np.ndarray], vectors: Floats, inside: int) -> Meaning:
    """A meaning from what was kept. Raises `KeyError`."""
    centre, around = centred(vectors, inside)
    return Meaning(centre, around, arrays["weights"], bool(arrays["linear"]))


@dataclass(frozen=True)
class Learnt:
    """A meaning, and what its head would give each line had it not learnt it; None where that is not known."""

    meaning: Meaning
    held_out: Floats | None


def _around(vectors: Floats, centre: Floats) -> Floats:
    moved = vectors - centre
    scaled: Floats = moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), _TINY)
    return scaled
