"""Decides whether the best standard is an answer, worth suggesting, or nothing, and how sure that is; pure.

Both come from the catalogue's own questions, each asked as if nobody had foreseen it (leave-one-out), and from
questions that no standard answers: two logistic regressions (Platt scaling) of the best score, its distance to the
second, and how much the question is like those without an answer.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bot.answers.answer import UNSURE, Outcome
from bot.answers.grams import Floats
from bot.answers.ranking import Scores

ANSWERED = 0.76  # how sure a match is at least: a wrong answer costs three times the look at two to choose from
BY_LETTERS = 0.9  # the same where only letters are compared: they know less of what is outside
SURE_ANYWAY = 0.9  # a match although the question is like some that nothing answers, if more likely answered than not
UNANSWERED = 4.0  # percent of the trials that may get nothing; of what people ask it is about half
OUTSIDE = 0.4  # questions without an answer for each question with one
FEWEST_TRIALS = 20
_ROUNDS = 25
_MOST = 30  # beyond, one is as sure as of anything
_PRIOR = 0.03  # how strongly weights are held near zero: much beside twenty trials, nothing beside thousands
_PRIOR_INSIDE = 1.0  # what nothing answers is less like the examples of it than these are like each other


@dataclass(frozen=True)
class Trial:
    """A question asked: the best score, its distance to the second, the likeness to nothing; what was right."""

    best: float
    margin: float
    nowhere: float
    is_right: bool
    is_inside: bool


@dataclass(frozen=True)
class Bounds:
    """Weights of best, margin, nowhere and one: that the best is right, that anything is; and from where on it is."""

    right: tuple[float, ...]
    inside: tuple[float, ...]
    none: float
    match: float


@dataclass(frozen=True)
class Verdict:
    """The scores of a question, and what the decision needs to know of them."""

    scores: Floats
    trial: Trial
    bounds: Bounds


DEFAULT_BOUNDS = Bounds((9.0, 12.0, -9.0, -3.0), (14.0, 0.0, -14.0, -1.0), 0.4, 0.5)


def trial(scores: Scores, standard: int | None) -> Trial:
    """What became of a question whose standard is known; None when no standard answers it."""
    found = scores.standards
    top = np.partition(found, -2)[-2:] if len(found) > 1 else np.append(np.zeros(2 - len(found)), found)
    second, best = float(top[0]), float(top[1])
    is_right = standard is not None and best > 0 and int(np.argmax(found)) == standard
    return Trial(best, best - second, scores.nowhere, is_right, standard is not None)


def fit(trials: Sequence[Trial], answered: float = ANSWERED, easier: float = 1.0) -> Bounds:
    """The bounds that suit these trials, with matches as sure as `answered`; default ones when they are too few.

    What people ask brings `easier` errors for each error in the trials.
    """
    inside = np.array([one.is_inside for one in trials])
    if inside.sum() < FEWEST_TRIALS or inside.all():
        return DEFAULT_BOUNDS
    facts = np.array([[one.best, one.margin, one.nowhere, 1.0] for one in trials])
    weights = np.where(inside, 1.0, OUTSIDE * inside.sum() / (~inside).sum())
    right = np.array([one.is_right for one in trials])
    of_right = _logistic(facts, right, weights, _PRIOR)
    of_right[-1] += _easier(float(right[inside].mean()), easier)
    of_inside = _logistic(facts * [1, 0, 1, 1], inside, weights, _PRIOR_INSIDE)
    none = float(np.percentile(_sure(facts[inside], of_inside), UNANSWERED))
    return Bounds(tuple(of_right.tolist()), tuple(of_inside.tolist()), none, answered)


def refusing_half(bounds: Bounds, unanswered: Sequence[Trial]) -> Bounds:
    """The same bounds, but half of these questions that nothing answers get nothing."""
    return replace(bounds, none=float(np.median([_of(one, bounds.inside) for one in unanswered])))


def decide(one: Trial, bounds: Bounds) -> Outcome:
    """What to do with a question."""
    inside = _of(one, bounds.inside)
    is_clear = _of(one, bounds.right) >= SURE_ANYWAY and inside >= UNSURE
    if one.best <= 0 or (inside < bounds.none and not is_clear):
        return Outcome.NONE
    return Outcome.MATCH if is_clear or confidence(one, bounds) >= bounds.match else Outcome.SUGGESTIONS


def confidence(one: Trial, bounds: Bounds) -> float:
    """How likely the best is right, from 0 to 1: never likelier than that any is."""
    return round(min(_of(one, bounds.right), _of(one, bounds.inside)), 4) if one.best > 0 else 0.0


def covered(one: Trial, bounds: Bounds) -> float:
    """How likely any standard answers, from 0 to 1: which of them is another matter."""
    return round(_of(one, bounds.inside), 4) if one.best > 0 else 0.0


def likely(log_odds: float) -> float:
    """What log-odds mean, from 0 to 1: the logistic function; beyond bounds, one is as sure as of anything."""
    return 1 / (1 + math.exp(-min(max(log_odds, -_MOST), _MOST)))


def _of(one: Trial, weights: Sequence[float]) -> float:
    best, margin, nowhere, always = weights
    return likely(best * one.best + margin * one.margin + nowhere * one.nowhere + always)


def _sure(facts: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    sure: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(facts @ weights, -_MOST, _MOST)))
    return sure


def _logistic(
    facts: NDArray[np.float64], wanted: NDArray[np.bool_], weights: NDArray[np.float64], prior: float
) -> NDArray[np.float64]:
    """Weights of a logistic regression, by Newton's method, with a normal prior around zero."""
    scale = np.maximum(np.abs(facts).max(axis=0), 1e-9)
    scaled, found = facts / scale, np.zeros(facts.shape[1])
    shrink = prior * np.eye(facts.shape[1])
    for _ in range(_ROUNDS):
        sure = _sure(scaled, found)
        slope = scaled.T @ (weights * (sure - wanted)) + shrink @ found
        bend = scaled.T @ (scaled * (weights * sure * (1 - sure))[:, None]) + shrink
        found -= np.linalg.solve(bend, slope)
    weighted: NDArray[np.float64] = found / scale
    return weighted


def _easier(share: float, easier: float) -> float:
    """What to add to the log-odds of being right because people ask what authors foresaw, by Bayes' rule."""
    wrong = min(max(1 - share, 1e-3), 1 - 1e-3)
    odds = wrong / (1 - wrong)
    likely = easier * wrong
    return float(np.log(odds / (likely / (1 - likely))))
