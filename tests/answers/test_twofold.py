"""Two questions in one, by what the whole and its halves give each standard."""

import numpy as np
import pytest

from bot.answers import twofold
from bot.answers.decision import DEFAULT_BOUNDS, Verdict, trial
from bot.answers.ranking import Scores


def verdict(*scores: float) -> Verdict:
    found = np.array(scores, np.float32)
    return Verdict(found, trial(Scores(found, 0.0), None), DEFAULT_BOUNDS)


FIRST, SECOND, THIRD, NOTHING = verdict(0.9, 0.1, 0), verdict(0.1, 0.9, 0), verdict(0, 0.1, 0.9), verdict(0, 0, 0)
BOTH = verdict(0.3, 0.7, 0.1)


def test_halves_that_surely_ask_for_different_standards_ask_two_things() -> None:
    assert twofold.asked(BOTH, [(FIRST, SECOND)]) == [1, 0]  # the best of the whole first
    assert twofold.asked(verdict(0.6, 0.7, 0.5), [(FIRST, THIRD), (SECOND, THIRD)]) == [1, 2]


def test_all_standards_are_given_that_likely_cuts_ask_for() -> None:
    assert twofold.asked(verdict(0.7, 0.6, 0.5), [(FIRST, SECOND), (FIRST, THIRD)]) == [0, 1, 2]


@pytest.mark.parametrize(
    "cuts",
    [
        [],
        [(FIRST, FIRST)],
        [(FIRST, verdict(0.6, 0.7, 0))],  # the second half is about the first standard as much
        [(FIRST, verdict(0.0, 0.06, 0.0))],  # it says little
        [(FIRST, NOTHING)],
        [(NOTHING, NOTHING)],
        [(FIRST, SECOND), (FIRST, FIRST), (FIRST, FIRST)],  # who tells a story may cut in at many places
    ],
)
def test_all_else_asks_one_thing(cuts: list[twofold.Halves]) -> None:
    assert twofold.asked(BOTH, cuts) == []


def test_what_the_whole_is_most_about_is_one_of_them() -> None:
    assert twofold.asked(THIRD, [(FIRST, SECOND)]) == []
    assert twofold.asked(NOTHING, [(FIRST, SECOND)]) == []


def test_a_second_that_the_whole_hardly_knows_is_none() -> None:
    assert twofold.asked(verdict(0.9, 0.0, 0.0), [(verdict(0.8, 0.4, 0), verdict(0.4, 0.8, 0))]) == []


def test_scores_below_nothing_tell_no_more_than_nothing() -> None:
    cuts = [(FIRST, SECOND)]
    assert twofold.asked(verdict(0.001, -0.3, 0), cuts) == twofold.asked(verdict(0.001, 0, 0), cuts)
    assert twofold.asked(BOTH, [(verdict(0.02, -0.2, -0.2), verdict(-0.2, 0.02, -0.2))]) == []
    assert twofold.asked(BOTH, [(verdict(0.9, -0.2, 0), verdict(-0.2, 0.9, 0))]) == [1, 0]
