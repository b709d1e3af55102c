"""The bounds between a match, suggestions and nothing come from how the catalogue's own questions fare."""

import pytest

from bot.answers.decision import DEFAULT_BOUNDS, Bounds, Outcome, Trial, confidence, decide, fit

BOUNDS = Bounds(none=0.2, match=0.4, margin=0.1)


@pytest.mark.parametrize(
    ("best", "second", "outcome"),
    [
        (0.0, 0.0, Outcome.NONE),
        (0.19, 0.0, Outcome.NONE),
        (0.2, 0.0, Outcome.SUGGESTIONS),
        (0.39, 0.0, Outcome.SUGGESTIONS),
        (0.5, 0.45, Outcome.SUGGESTIONS),
        (0.5, 0.3, Outcome.MATCH),
    ],
)
def test_outcome_depends_on_the_best_and_its_distance(best: float, second: float, outcome: Outcome) -> None:
    assert decide(best, second, BOUNDS) is outcome


def test_too_few_trials_keep_the_default_bounds() -> None:
    assert fit([Trial(0.9, 0.1, right=True, best_of_others=0.1)] * 3) == DEFAULT_BOUNDS


def test_bounds_lie_below_what_is_mostly_right() -> None:
    trials = [Trial(0.5 + n / 400, 0.1, right=True, best_of_others=0.15) for n in range(40)]
    bounds = fit(trials)
    assert 0.5 <= bounds.none <= 0.53
    assert decide(0.6, 0.1, bounds) is Outcome.MATCH
    assert decide(0.15, 0.1, bounds) is Outcome.NONE


def test_narrow_wins_that_are_often_wrong_need_a_wider_margin() -> None:
    sure = [Trial(0.6, 0.3, right=True, best_of_others=0.3)] * 30
    unsure = [Trial(0.6, 0.58, right=n % 3 == 0, best_of_others=0.3) for n in range(30)]
    assert fit([*sure, *unsure]).margin > 0.02


def test_confidence_grows_with_the_score() -> None:
    grades = [confidence(score / 20, BOUNDS) for score in range(21)]
    assert grades == sorted(grades)
    assert grades[0] == 0
    assert grades[-1] <= 1
