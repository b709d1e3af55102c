"""A head that learns which standard a question belongs to from all lines at once: kernel ridge regression; pure.

The kernel adds likeness of meaning and likeness of letters, each as exp(2 (cosine - 1)). What every line would get had
it not been learnt comes in closed form (leave-one-out: target - weight / diagonal of the inverse), so that a catalogue
is tried on its own questions without learning it again. For catalogues with very many lines the head is
linear in the vectors alone (ridge), which costs the same for any number of lines.
"""

from collections.abc import Callable, Sequence

import numpy as np

from bot.answers.grams import Floats

RIDGE = np.float32(0.1)
LINEAR_RIDGE = np.float32(1)
LETTERS = np.float32(0.5)


def mixed(meaning: Floats, letters: Floats) -> Floats:
    """The kernel of a question and lines, from their likeness of meaning and of letters; 1 for the same."""
    kernel: Floats = (np.exp(2 * (meaning - 1)) + LETTERS * np.exp(2 * (letters - 1))) / (1 + LETTERS)
    return kernel.astype(np.float32)


def targets(owners: Sequence[int], count: int) -> Floats:
    """For each line 1 at its owner and 0 elsewhere, less the mean."""
    wanted = np.full((len(owners), count), -1 / max(count, 1), np.float32)
    wanted[np.arange(len(owners)), owners] += 1
    return wanted


def learn(row: Callable[[int], Floats], owners: Sequence[int], count: int) -> tuple[Floats, Floats]:
    """The weights of the lines, and what each line would get had it not been learnt; `row` gives the kernel's rows."""
    kernel = np.stack([row(line) for line in range(len(owners))]) if len(owners) else np.zeros((0, 0), np.float32)
    kernel[np.diag_indices(len(owners))] += RIDGE
    inverse = np.linalg.inv(kernel)
    del kernel
    wanted = targets(owners, count)
    weights: Floats = (inverse @ wanted).astype(np.float32)
    held_out: Floats = (wanted - weights / np.diag(inverse)[:, None]).astype(np.float32)
    return weights, held_out


def learn_linear(vectors: Floats, owners: Sequence[int], count: int) -> Floats:
    """The weights of the vectors' dimensions: ridge regression in its primal form."""
    sums = np.zeros((count, vectors.shape[1]), np.float32)
    np.add.at(sums, np.asarray(owners), vectors)
    wanted = (sums - vectors.sum(axis=0) / max(count, 1)).T
    square = vectors.T @ vectors + LINEAR_RIDGE * np.eye(vectors.shape[1], dtype=np.float32)
    weights: Floats = np.linalg.solve(square, wanted).astype(np.float32)
    return weights
