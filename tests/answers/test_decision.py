"""The bounds between a match, suggestions and nothing come from how the catalogue's own questions fare."""

import numpy as np
import pytest

from bot.answers.answer import Outcome
from bot.answers.decision import (
    DEFAULT_BOUNDS,
    Bounds,
    Trial,
    confidence,
    covered,
    decide,
    fit,
    refusing_half,
    trial,
)
from bot.answers.ranking import Scores

BOUNDS = Bounds(right=(5.0, 5.0, -5.0, -1.0), inside=(10.0, 0.0, -10.0, -1.0), none=0.5, match=0.7)


def asked(best: float, margin: float = 0.2, nowhere: float = 0.0, *, right: bool = True, inside: bool = True) -> Trial:
    return Trial(best, margin, nowhere, right, inside)


@pytest.mark.parametrize(
    ("one", "outcome"),
    [
        (asked(0.0), Outcome.NONE),
        (asked(0.05), Outcome.NONE),
        (asked(0.5, nowhere=0.5), Outcome.NONE),
        (asked(0.2, margin=0.1), Outcome.SUGGESTIONS),
        (asked(0.3, margin=0.0), Outcome.SUGGESTIONS),
        (asked(0.3, margin=0.3), Outcome.MATCH),
        (asked(0.9), Outcome.MATCH),
    ],
)
def test_outcome_depends_on_the_best_its_distance_and_the_likeness_to_nothing(one: Trial, outcome: Outcome) -> None:
    assert decide(one, BOUNDS) is outcome


def test_trial_tells_what_became_of_a_question() -> None:
    found = trial(Scores(np.array([0.1, 0.7, 0.4], np.float32), 0.2), 1)
    assert (found.best, found.margin, found.nowhere) == pytest.approx((0.7, 0.3, 0.2))
    assert (found.is_right, found.is_inside) == (True, True)
    assert trial(Scores(np.array([0.5], np.float32), 0.2), None).is_inside is False


def test_too_few_trials_keep_the_default_bounds() -> None:
    assert fit([asked(0.9)] * 3 + [asked(0.1, inside=False)] * 3) == DEFAULT_BOUNDS


def test_trials_without_anything_outside_keep_the_default_bounds() -> None:
    assert fit([asked(0.9)] * 100) == DEFAULT_BOUNDS


def trials() -> list[Trial]:
    random = np.random.default_rng(4)
    inside = [
        asked(float(best), float(best) / 2, 0.1, right=bool(random.random() < best)) for best in random.random(400)
    ]
    outside = [asked(float(best) / 3, 0.02, 0.5, right=False, inside=False) for best in random.random(200)]
    return [*inside, *outside]


@pytest.fixture(scope="module")
def fitted() -> Bounds:
    return fit(trials(), easier=0.3)


def test_confidence_means_what_it_says(fitted: Bounds) -> None:
    grades = [confidence(asked(best, best / 2, 0.1), fitted) for best in (0.1, 0.3, 0.5, 0.7, 0.9)]
    assert grades == sorted(grades)
    people = [0.39, 0.71, 0.85, 0.93, 0.98]  # who err 0.3 times as often as authors: their 0.1, 0.3, 0.5, 0.7, 0.9
    assert grades == pytest.approx(people, abs=0.2)


def test_people_who_err_as_often_as_the_trials_are_believed_as_little() -> None:
    bounds = fit(trials())
    grades = [confidence(asked(best, best / 2, 0.1), bounds) for best in (0.1, 0.3, 0.5, 0.7, 0.9)]
    assert grades == pytest.approx([0.1, 0.3, 0.5, 0.7, 0.9], abs=0.2)


def test_more_trials_do_not_make_it_hesitate() -> None:
    """The prior is worth a few trials, however many there are."""
    clear = [asked(best / 100, 0.2, 0.0, right=best > 50) for best in range(1, 100)]
    outside = [asked(0.1, 0.0, 0.9, right=False, inside=False)] * 50
    few, many = fit(clear + outside), fit(clear * 20 + outside * 20)
    sure, unsure = asked(0.7, 0.2, 0.0), asked(0.3, 0.2, 0.0)
    assert confidence(sure, many) > max(confidence(sure, few), 0.95)
    assert confidence(unsure, many) < min(confidence(unsure, few), 0.05)


def test_whether_anything_answers_is_another_matter_than_which(fitted: Bounds) -> None:
    close, clear = asked(0.6, margin=0.0, nowhere=0.1), asked(0.6, margin=0.5, nowhere=0.1)
    assert covered(close, fitted) == covered(clear, fitted) > 0.9
    assert confidence(close, fitted) < confidence(clear, fitted)
    assert covered(asked(0.0), fitted) == 0


def test_what_is_sure_and_more_likely_answered_than_not_is_a_match_however_near_to_nothing() -> None:
    bounds = Bounds(right=(5.0, 5.0, -5.0, 0.0), inside=(5.0, 0.0, -10.0, 1.0), none=0.7, match=0.7)
    assert decide(asked(0.9, margin=0.7, nowhere=0.5), bounds) is Outcome.MATCH
    assert decide(asked(0.8, margin=0.0, nowhere=0.5), bounds) is Outcome.NONE
    assert decide(asked(0.9, margin=0.7, nowhere=0.6), bounds) is Outcome.NONE


def test_that_the_best_is_right_is_never_likelier_than_that_any_is() -> None:
    one = asked(0.9, margin=0.7, nowhere=0.5)
    bounds = Bounds(right=(5.0, 5.0, -5.0, 0.0), inside=(5.0, 0.0, -10.0, 1.0), none=0.1, match=0.7)
    assert confidence(one, bounds) == covered(one, bounds) < 0.7
    assert confidence(asked(0.9, margin=0.0, nowhere=0.1), bounds) < covered(asked(0.9, nowhere=0.1), bounds)


def test_half_of_the_unanswered_get_nothing_where_that_is_asked_for(fitted: Bounds) -> None:
    unanswered = [asked(best / 100, 0.1, 0.3, inside=False) for best in range(1, 100)]
    bounds = refusing_half(fitted, unanswered)
    assert 45 <= [decide(one, bounds) for one in unanswered].count(Outcome.NONE) <= 50


def test_what_is_like_nothing_gets_nothing(fitted: Bounds) -> None:
    assert decide(asked(0.2, 0.02, 0.5), fitted) is Outcome.NONE


def test_few_of_the_questions_inside_get_nothing(fitted: Bounds) -> None:
    outcomes = [decide(asked(best / 100, best / 200, 0.1), fitted) for best in range(5, 100)]
    assert outcomes.count(Outcome.NONE) <= 5


def test_a_match_is_never_less_likely_than_not(fitted: Bounds) -> None:
    assert fitted.match >= 0.5


def test_confidence_lies_between_nothing_and_one() -> None:
    assert confidence(asked(0.0), DEFAULT_BOUNDS) == 0
    assert 0.9 < confidence(asked(1.0, 1.0), DEFAULT_BOUNDS) <= 1
