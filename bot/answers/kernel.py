"""A head that learns which standard a question belongs to from all lines at once: kernel ridge regression; pure.

The kernel adds likeness of meaning and likeness of letters, each as exp(cosine - 1). What every line would get had
it not been learnt comes in closed form (leave-one-out: target - weight / diagonal of the inverse), so that a catalogue
is tried on its own questions without learning it again. Many lines are learnt block by block, each block as what the
others leave open, a few times over (block Gauss-Seidel): the same weights in the end, without the memory for the square
of the lines. For catalogues with very many lines the head is linear in the vectors alone (ridge).
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

import numpy as np

from bot.answers.grams import Floats, Integers

Rows: TypeAlias = Callable[[Integers], Floats]
RIDGE = np.float32(0.3)  # with less, what a byte rounds off of many lines grows with every sweep
LINEAR_RIDGE = np.float32(1)
LETTERS = np.float32(0.5)
BLOCK = 2_000  # lines that are solved at once: smaller ones need less memory and more sweeps
SWEEPS = 4
_LEAST_LEFT = 1e-3
_AT_ONCE = 200  # rows of the kernel in memory at once


def mixed(meaning: Floats, letters: Floats) -> Floats:
    """The kernel of a question and lines, from their likeness of meaning and of letters; 1 for the same."""
    kernel: Floats = (np.exp(meaning - 1) + LETTERS * np.exp(letters - 1)) / (1 + LETTERS)
    return kernel.astype(np.float32)


def targets(owners: Sequence[int] | Integers, count: int) -> Floats:
    """For each line 1 at its owner and 0 elsewhere, less the mean."""
    wanted = np.full((len(owners), count), -1 / max(count, 1), np.float32)
    wanted[np.arange(len(owners)), owners] += 1
    return wanted


def learn(rows: Rows, owners: Sequence[int] | Integers, count: int) -> tuple[Floats, Floats]:
    """The weights of the lines, and what each line would get had it not been learnt; `rows` gives the kernel's rows."""
    wanted = targets(owners, count)
    weights, held_out = np.zeros_like(wanted), np.zeros_like(wanted)
    number = -(-len(owners) // BLOCK)
    blocks = [np.arange(first, len(owners), number) for first in range(number)]  # of every owner some in each
    inverses = [_inverse(rows, lines) for lines in blocks]
    for _ in range(SWEEPS if number > 1 else 1):
        for lines, inverse in zip(blocks, inverses, strict=True):
            weights[lines] = inverse @ _left_open(rows, lines, wanted, weights)
            held_out[lines] = wanted[lines] - weights[lines] / np.diag(inverse)[:, None]
    return weights, held_out


def add(rows: Rows, owners: Sequence[int] | Integers, count: int, weights: Floats, new: Integers) -> Floats:
    """The weights with those of new lines, as what the others leave open: one step of block Gauss-Seidel."""
    if not len(new):
        return weights
    grown = weights.copy()
    grown[new] = _inverse(rows, new) @ _left_open(rows, new, targets(owners, count), weights)
    return grown


def learn_linear(vectors: Floats, owners: Sequence[int] | Integers, count: int) -> Floats:
    """The weights of the vectors' dimensions: ridge regression in its primal form."""
    sums = np.zeros((count, vectors.shape[1]), np.float32)
    np.add.at(sums, np.asarray(owners), vectors)
    wanted = (sums - vectors.sum(axis=0) / max(count, 1)).T
    weights: Floats = np.linalg.solve(_square(vectors), wanted).astype(np.float32)
    return weights


def leverages(vectors: Floats) -> Floats:
    """How much each line decides of what the linear head gives it, from 0 to 1: the diagonal of the hat matrix."""
    found: Floats = (vectors * np.linalg.solve(_square(vectors), vectors.T).T).sum(axis=1).astype(np.float32)
    return found


def without_line(given: Floats, leverage: float, owner: int) -> Floats:
    """What the linear head would give a line had it not learnt it, from what it gives (leave-one-out, closed form)."""
    found: Floats = (given - leverage * targets([owner], len(given))[0]) / np.float32(max(1 - leverage, _LEAST_LEFT))
    return found


def _square(vectors: Floats) -> Floats:
    found: Floats = vectors.T @ vectors + LINEAR_RIDGE * np.eye(vectors.shape[1], dtype=np.float32)
    return found


def _inverse(rows: Rows, lines: Integers) -> Floats:
    """The inverse of the kernel of some lines among themselves."""
    kernel = np.concatenate([rows(part)[:, lines] for part in _parts(lines)])
    kernel[np.diag_indices(len(lines))] += RIDGE
    inverse: Floats = np.linalg.inv(kernel)
    return inverse


def _left_open(rows: Rows, lines: Integers, wanted: Floats, weights: Floats) -> Floats:
    """What the other lines leave open of what these lines should get."""
    others = weights.copy()
    others[lines] = 0
    left = wanted[lines]
    if others.any():
        left = left - np.concatenate([rows(part) @ others for part in _parts(lines)])
    return left


def _parts(lines: Integers) -> Iterator[Integers]:
    """Lines whose rows fit into memory at once."""
    for at in range(0, len(lines), _AT_ONCE):
        yield lines[at : at + _AT_ONCE]
