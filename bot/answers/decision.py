"""Decides whether the best score is an answer, worth suggesting, or nothing; pure.

The bounds come from the catalogue's own questions: each is asked as if nobody had foreseen it (leave-one-out).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

PRECISION = 0.9  # of the answers given as a match, this many are to be right
UNANSWERED = 10  # percent of the trials that may get nothing
MISLED = 75  # percent of the trials whose score without their own standard must lie below a match
EXPECTED = 0.7  # how often the best is right for what people ask; authors avoid asking the same thing twice
FEWEST_TRIALS = 20


class Outcome(StrEnum):
    """What an asker gets."""

    MATCH = "match"
    SUGGESTIONS = "suggestions"
    NONE = "none"


@dataclass(frozen=True)
class Trial:
    """A foreseen question asked: the two best scores, whether the best was right, the best with its own left out."""

    best: float
    second: float
    right: bool
    best_of_others: float


@dataclass(frozen=True)
class Bounds:
    """Below `none` nothing is shown; from `match` on, with `margin` to the next, it is the answer."""

    none: float
    match: float
    margin: float


UNSURE = 0.5
DEFAULT_BOUNDS = Bounds(none=0.08, match=0.15, margin=0.06)


def fit(trials: Sequence[Trial]) -> Bounds:
    """The bounds that suit these trials; the default ones when they are too few to tell."""
    if len(trials) < FEWEST_TRIALS:
        return DEFAULT_BOUNDS
    best = np.array([trial.best for trial in trials])
    none = float(np.percentile(best, UNANSWERED))
    match = max(none, float(np.percentile([trial.best_of_others for trial in trials], MISLED)))
    return Bounds(none, match, _smallest_margin(trials))


def decide(best: float, second: float, bounds: Bounds) -> Outcome:
    """What to do with the two best scores."""
    if best < bounds.none or best <= 0:
        return Outcome.NONE
    sure = best >= bounds.match and best - second >= bounds.margin
    return Outcome.MATCH if sure else Outcome.SUGGESTIONS


def confidence(best: float, bounds: Bounds) -> float:
    """How sure the best is, from 0 to 1: one third at the bound of none, two thirds at the bound of a match."""
    points = (0.0, bounds.none, max(bounds.match, bounds.none + 1e-6), 1.0 + bounds.match)
    return round(float(np.interp(best, points, (0.0, 1 / 3, 2 / 3, 1.0))), 4)


def _smallest_margin(trials: Sequence[Trial]) -> float:
    """The smallest distance to the second best from which on the best is right nearly always."""
    margins = np.array([trial.best - trial.second for trial in trials])
    right = np.array([trial.right for trial in trials], float)
    order = np.argsort(-margins, kind="stable")
    wanted = _precision_in_trials(float(right.mean()))
    precise = np.cumsum(right[order]) / np.arange(1, len(order) + 1) >= wanted
    return float(margins[order][np.flatnonzero(precise)[-1]]) if precise.any() else 1.0


def _precision_in_trials(share: float) -> float:
    """What `PRECISION` comes to among trials of which only this share is right, by Bayes' rule for a shifted share."""
    if not 0 < share < EXPECTED:
        return PRECISION
    odds = PRECISION / (1 - PRECISION) * (share / EXPECTED) / ((1 - share) / (1 - EXPECTED))
    return odds / (1 + odds)
