"""Learning block by block gives what learning all at once gives."""

import numpy as np
import pytest

from bot.answers import kernel
from bot.answers.grams import Floats, Integers
from bot.answers.ranking import MOST_LINES

LINES, OWNERS = 90, 5


def _lines() -> tuple[Floats, list[int]]:
    chance = np.random.default_rng(1)
    centres = chance.normal(size=(OWNERS, 8))
    owners = sorted(int(one) for one in chance.integers(0, OWNERS, LINES))
    vectors = centres[owners] + chance.normal(size=(LINES, 8))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32), owners


def _learnt(monkeypatch: pytest.MonkeyPatch, block: int) -> tuple[Floats, Floats, Floats]:
    """Weights, what is held out, and what the lines themselves then get."""
    monkeypatch.setattr(kernel, "BLOCK", block)
    vectors, owners = _lines()
    likeness = vectors @ vectors.T

    def rows(lines: Integers) -> Floats:
        return kernel.mixed(likeness[lines], likeness[lines])

    weights, held_out = kernel.learn(rows, owners, OWNERS)
    return weights, held_out, rows(np.arange(LINES)) @ weights


def test_blocks_give_nearly_what_all_lines_at_once_give(monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, at_once = _learnt(monkeypatch, LINES)
    _, _, by_blocks = _learnt(monkeypatch, 30)
    assert (at_once.argmax(1) == by_blocks.argmax(1)).mean() > 0.97
    assert np.abs(at_once - by_blocks).mean() < 0.06


def test_the_ridge_outweighs_what_bytes_round_off_of_as_many_lines_as_are_searched() -> None:
    """Else the kernel is not positive definite, and each sweep makes the weights worse.

    A symmetric matrix of errors with a deviation s has no eigenvalue beyond 2 s √n (E. Wigner 1955).
    """
    of_a_byte = 1 / 255 / 12**0.5  # the deviation of what is rounded
    of_the_kernel = of_a_byte * kernel.LETTERS / (1 + kernel.LETTERS)  # at most: exp is the steepest where all is alike
    assert 2 * of_the_kernel * MOST_LINES**0.5 < kernel.RIDGE / 2


def test_held_out_is_what_a_line_gets_when_it_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    _, held_out, _ = _learnt(monkeypatch, LINES)
    vectors, owners = _lines()
    wanted = kernel.targets(owners, OWNERS)
    kept = np.arange(1, LINES)
    likeness = vectors @ vectors.T
    alike = kernel.mixed(likeness, likeness)
    weights = np.linalg.solve(alike[np.ix_(kept, kept)] + kernel.RIDGE * np.eye(len(kept)), wanted[kept])
    assert alike[0, kept] @ weights == pytest.approx(held_out[0], abs=1e-3)


def test_nothing_to_learn_gives_no_weights() -> None:
    weights, held_out = kernel.learn(lambda lines: np.zeros((len(lines), 0), np.float32), [], 3)
    assert weights.shape == held_out.shape == (0, 3)


def test_a_line_of_a_linear_head_is_tried_as_if_it_had_not_been_learnt() -> None:
    chance = np.random.default_rng(5)
    vectors = chance.normal(size=(40, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    owners = chance.integers(0, 5, 40)
    weights, leverages = kernel.learn_linear(vectors, owners, 5), kernel.leverages(vectors)
    for line in range(40):
        others = np.arange(40) != line
        learnt_without = vectors[line] @ kernel.learn_linear(vectors[others], owners[others], 5)
        tried = kernel.without_line(vectors[line] @ weights, float(leverages[line]), int(owners[line]))
        np.testing.assert_allclose(tried, learnt_without, atol=1e-4)
