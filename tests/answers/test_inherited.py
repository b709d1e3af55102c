"""What was learnt of a catalogue serves the same catalogue with a few lines changed."""

import numpy as np
import pytest

from bot.answers import inherited, kernel, meaning
from bot.answers.alike import Likeness
from bot.answers.grams import Floats
from bot.answers.lines import Line
from bot.answers.vectors import unit

COUNT, EACH = 3, 40
STANDARDS = ["greeting", "queue", "farewell"]


def made(numbers: range = range(COUNT * EACH)) -> list[Line]:
    return [Line(number % COUNT, f"line {number}", f"line {number}", is_question=True) for number in numbers]


def vectors_of(lines: list[Line]) -> Floats:
    """One vector for each text, near those of its standard."""
    rows = []
    for line in lines:
        chance = np.random.default_rng(int(line.text.split()[1]))
        rows.append(np.eye(24)[line.standard] + 0.2 * chance.normal(size=24))
    found: Floats = np.array(rows, np.float32)
    return unit(found)


def silent(lines: list[Line]) -> Likeness:
    return lambda _line: np.zeros(len(lines), np.float32)


def learnt(lines: list[Line]) -> meaning.Meaning:
    owners = np.array([line.standard for line in lines])
    return meaning.learnt(vectors_of(lines), len(lines), owners, COUNT + 1, silent(lines)).meaning


def kept(lines: list[Line], changes: int = 0) -> dict[str, np.ndarray]:
    return {**learnt(lines).arrays(), **inherited.names(lines, STANDARDS, changes)}


def test_weights_follow_their_lines_and_standards_wherever_these_stand_now() -> None:
    lines = made()
    moved = [Line(COUNT - 1 - line.standard, line.text, line.folded, is_question=True) for line in reversed(lines)]
    before = kept(lines)
    found = inherited.inherit(before, moved, STANDARDS[::-1])
    assert found is not None
    assert not len(found.new)
    weights = before["weights"].astype(np.float32)
    assert np.array_equal(found.weights[:, :COUNT], weights[::-1, :COUNT][:, ::-1])
    assert np.array_equal(found.weights[:, COUNT], weights[::-1, COUNT])


def test_new_lines_added_to_what_was_learnt_answer_as_if_all_were_learnt_anew() -> None:
    lines = made()
    old, new = lines[: -COUNT * 3], lines
    found = inherited.inherit(kept(old), new, STANDARDS)
    assert found is not None
    assert found.new.tolist() == list(range(len(old), len(new)))
    owners = np.array([line.standard for line in new])
    grown = meaning.added(vectors_of(new), len(new), owners, found.weights, found.new, silent(new))
    whole = learnt(new)
    asked = vectors_of(made(range(1000, 1090)))
    by_both = [
        np.array([one.head(vector, one.likeness(vector), np.zeros(len(new), np.float32)) for vector in asked])
        for one in (grown, whole)
    ]
    assert (by_both[0].argmax(axis=1) == by_both[1].argmax(axis=1)).mean() > 0.97
    assert np.abs(by_both[0] - by_both[1]).max() < 0.1


@pytest.mark.parametrize("changes", [0, 11])
def test_too_many_changes_since_all_were_learnt_mean_learning_anew(changes: int) -> None:
    lines = made()
    few = inherited.inherit(kept(lines, changes), [*lines[:-2], *made(range(500, 502))], STANDARDS)
    assert (few is None) is (changes == 11)
    if few is not None:
        assert few.changes == 4  # two that went, two that came


def test_what_another_catalogue_learnt_is_of_no_use() -> None:
    assert inherited.inherit(kept(made()), made(range(500, 500 + COUNT * EACH)), STANDARDS) is None
    assert inherited.inherit({"weights": np.zeros((1, 1)), "linear": np.array(0)}, made(), STANDARDS) is None


def test_nothing_new_leaves_weights_as_they_are() -> None:
    weights = np.ones((3, 2), np.float32)
    assert kernel.add(lambda _: weights, [0, 1, 0], 2, weights, np.zeros(0, np.int64)) is weights


def test_a_file_of_an_earlier_form_is_not_taken() -> None:
    arrays = kept(made())
    earlier = arrays | {"form": np.frombuffer(b"before", np.uint8)}
    assert inherited.inherit(arrays, made(), STANDARDS) is not None
    assert inherited.inherit(earlier, made(), STANDARDS) is None
    del arrays["keys"]
    assert inherited.inherit(arrays, made(), STANDARDS) is None


def test_bounds_of_letters_serve_a_catalogue_with_a_few_lines_changed() -> None:
    inside, outside = made(), [Line(COUNT, "who is on shift", "who is on shift", is_question=True)]
    learnt_before = {"bounds": np.arange(10.0), "outside": np.array([0])}
    before = {**learnt_before, **inherited.names([*inside, *outside], STANDARDS, 0)}
    found = inherited.inherit_bounds(before, inside[:-3], outside, STANDARDS)
    assert found is not None
    assert found["changes"] == 3
    assert all(np.array_equal(found[name], array) for name, array in learnt_before.items())
    assert inherited.inherit_bounds(before, inside[: COUNT * EACH // 2], outside, STANDARDS) is None


def test_bounds_of_letters_are_learnt_anew_where_the_examples_of_nowhere_are_others() -> None:
    inside, outside = made(), [Line(COUNT, "who is on shift", "who is on shift", is_question=True)]
    before = {"bounds": np.arange(10.0), "outside": np.array([0])}
    before |= inherited.names([*inside, *outside], STANDARDS, 0)
    other = [Line(COUNT, "where is the key", "where is the key", is_question=True)]
    assert inherited.inherit_bounds(before, inside, other, STANDARDS) is None
