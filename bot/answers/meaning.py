"""Search by meaning: what a catalogue's lines are like to an encoder, and the head that learns from them; pure."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bot.answers import discriminant, kernel
from bot.answers.alike import Alike, Likeness
from bot.answers.discriminant import Discriminant
from bot.answers.grams import Floats, Integers
from bot.answers.stopping import GoOn, always

_TINY = np.float32(1e-9)


@dataclass(frozen=True)
class Meaning:
    """Vectors of lines around their centre, and the head's weights: of the lines, or of the dimensions (`linear`).

    Where standards have few lines, a second head beside it: `few`.
    """

    centre: Floats
    vectors: Floats
    weights: Floats
    linear: bool
    few: Discriminant | None = None

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

    def likely(self, vector: Floats) -> Floats:
        """How likely each standard is by the head for few lines, and 0 for nowhere; nothing where there is none."""
        if self.few is None:
            return np.zeros(1, np.float32)
        return np.append(self.few.likely(_around(vector[None], self.centre))[0], np.float32(0))

    def arrays(self) -> dict[str, np.ndarray]:
        """What is slow to learn, to be kept on disk."""
        few = {"few": self.few.weights, "few-offsets": self.few.offsets} if self.few else {}
        return {"weights": self.weights.astype(np.float16), "linear": np.array(self.linear), **few}


def centred(vectors: Floats, inside: int) -> tuple[Floats, Floats]:
    """The centre of the first `inside` vectors, and all of them around it at length one."""
    centre = vectors[:inside].mean(axis=0) if inside else np.zeros(vectors.shape[1], np.float32)
    return centre, _around(vectors, centre)


def learnt(
    vectors: Floats,
    inside: int,
    owners: Integers,
    count: int,
    letters: Likeness | None,
    go_on: GoOn = always,
    *,
    are_few: bool = False,
) -> "Learnt":
    """Vectors and heads of a catalogue; `letters` gives the likeness of a line to all by letters, where there is one.

    Raises `Stopped`.
    """
    centre, around = centred(vectors, inside)
    if letters is None:
        linear = Meaning(centre, around, kernel.learn_linear(around, owners, count), linear=True)
        return Learnt(linear, None, leverages=kernel.leverages(around))
    alike = Alike(letters, len(owners), go_on)

    def rows(lines: Integers) -> Floats:
        go_on()
        return kernel.mixed(around[lines] @ around.T, alike.rows(lines))

    weights, held_out = kernel.learn(rows, owners, count)
    few, likely = _for_few(around, owners, count) if are_few else (None, None)
    return Learnt(Meaning(centre, around, weights, linear=False, few=few), held_out, likely)


def added(vectors: Floats, inside: int, owners: Integers, weights: Floats, new: Integers, letters: Likeness) -> Meaning:
    """A meaning with the weights of most lines known, and those of the new ones learnt beside them."""
    centre, around = centred(vectors, inside)

    def rows(lines: Integers) -> Floats:
        return kernel.mixed(around[lines] @ around.T, np.stack([letters(int(line)) for line in lines]))

    return Meaning(centre, around, kernel.add(rows, owners, weights.shape[1], weights, new), linear=False)


def _for_few(around: Floats, owners: Integers, count: int) -> tuple[Discriminant, Floats]:
    """The head for few lines, and what it would say of every line: of those outside as it is."""
    places: Integers = np.asarray(owners, np.int64)
    own = places < np.int64(count - 1)
    few, held_out = discriminant.learn(around[own], places[own], count - 1)
    likely = np.zeros((len(places), count), np.float32)
    likely[own, :-1], likely[~own, :-1] = held_out, few.likely(around[~own])
    return few, likely


def kept(arrays: Mapping[str, np.ndarray], vectors: Floats, inside: int) -> Meaning:
    """A meaning from what was kept. Raises `KeyError`."""
    centre, around = centred(vectors, inside)
    few = Discriminant(arrays["few"], arrays["few-offsets"]) if "few" in arrays else None
    weights = arrays["weights"].astype(np.float32, order="F")  # a standard's side by side: multiplied the fastest
    return Meaning(centre, around, weights, bool(arrays["linear"]), few)


@dataclass(frozen=True)
class Learnt:
    """A meaning, and what its heads would give each line had they not learnt it; of a linear head the `leverages`."""

    meaning: Meaning
    held_out: Floats | None
    likely: Floats | None = None
    leverages: Floats | None = None

    def without(self, line: int, owner: int) -> Floats:
        """What the head would give a line had it not learnt it."""
        if self.held_out is not None:
            found: Floats = self.held_out[line]
            return found
        given: Floats = self.meaning.vectors[line] @ self.meaning.weights
        return given if self.leverages is None else kernel.without_line(given, float(self.leverages[line]), owner)


def _around(vectors: Floats, centre: Floats) -> Floats:
    moved = vectors - centre
    scaled: Floats = moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), _TINY)
    return scaled
