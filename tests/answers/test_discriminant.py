"""The head for few lines tells apart what is apart, and says what it would say of a line had it not been there."""

import numpy as np

from bot.answers import discriminant
from bot.answers.grams import Floats, Integers

EACH, STANDARDS = 6, 4


def lines(seed: int = 0) -> tuple[Floats, Integers]:
    """Vectors of length one in clusters, a few lines each, in more dimensions than there are lines."""
    chance = np.random.default_rng(seed)
    owners: Integers = np.repeat(np.arange(STANDARDS, dtype=np.int64), EACH)
    centres = chance.normal(size=(STANDARDS, 40))
    vectors = centres[owners] + 0.8 * chance.normal(size=(len(owners), 40))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32), owners


def test_each_line_is_likeliest_of_its_own_standard() -> None:
    vectors, owners = lines()
    found, _ = discriminant.learn(vectors, owners, STANDARDS)
    likely = found.likely(vectors)
    assert (likely.argmax(axis=1) == owners).all()
    assert np.allclose(likely.sum(axis=1), 1, atol=1e-5)


def test_what_is_said_of_a_line_without_it_comes_near_to_learning_without_it() -> None:
    vectors, owners = lines(1)
    _, held_out = discriminant.learn(vectors, owners, STANDARDS)
    for line in range(0, len(owners), 5):
        others = np.arange(len(owners)) != line
        alone, _ = discriminant.learn(vectors[others], owners[others], STANDARDS)
        assert np.abs(held_out[line] - alone.likely(vectors[line : line + 1])[0]).max() < 0.06


def test_a_line_counts_less_for_its_standard_when_it_is_left_out() -> None:
    vectors, owners = lines(2)
    found, held_out = discriminant.learn(vectors, owners, STANDARDS)
    own = np.arange(len(owners)), owners
    assert (held_out[own] < found.likely(vectors)[own]).all()


def test_a_standard_with_one_line_and_one_with_none_break_nothing() -> None:
    vectors, owners = lines()
    found, held_out = discriminant.learn(vectors[:7], owners[:7], STANDARDS)
    assert np.isfinite(held_out).all()
    assert np.isfinite(found.likely(vectors)).all()
