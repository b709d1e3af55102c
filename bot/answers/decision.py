"""Decides whether the best score is an answer, worth suggesting, or nothing; pure.

The bounds come from the catalogue's own questions: each is asked as if nobody had foreseen it (leave-one-out).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

PRECISION = 0.9
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
DEFAULT_BOUNDS = Bounds(none=0.18, match=0.3, margin=0.08)


def fit(trials: Sequence[Trial]) -> Bounds:
    """The bounds that suit these trials; the default ones when they are too few to tell."""
    if len(trials) < FEWEST_TRIALS:
        return DEFAULT_BOUNDS
    best = np.array([trial.best for trial in trials])
    none = float(np.percentile(best, 5))
    match = max(none, float(np.median([trial.best_of_others for trial in trials])))
    return Bounds(none, match, _smallest_margin([trial for trial in trials if trial.best >= match]))


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
    precise = np.cumsum(right[order]) / np.arange(1, len(order) + 1) >= PRECISION
    return float(margins[order][np.flatnonzero(precise)[-1]]) if precise.any() else 1.0
