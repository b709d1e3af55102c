"""Tells whether a question asks two things: it is cut in two wherever it may be, and each half is asked; pure.

A logistic regression of what a cut shows, fitted on 358 questions and 400 pairs of them, and on 240 messages that were
written for it, all of the default pack: docs/decisions/0024-two-questions-by-halves.md.
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from bot.answers.answer import Outcome
from bot.answers.decision import Verdict, confidence, decide, likely

MOST_CUTS = 3  # a question that may be cut at more places is a story
ASKS_TWO = 0.75
# The score that the whole gives the second standard, as a share of its best; the most that a half gives the other's
# standard, as a share of its own; how likely the less sure half is right; at how many places it may be cut; and one.
WEIGHTS = (3.1, -3.7, 3.9, -1.4, -0.1)
Halves: TypeAlias = tuple[Verdict, Verdict]


def asked(whole: Verdict, cuts: Sequence[Halves]) -> list[int]:
    """The positions of the standards that the halves ask for, best first; none where the question asks one thing."""
    meant = [cut for cut in cuts if _likely(whole, cut, len(cuts)) >= ASKS_TWO]
    places = {_best(half) for cut in meant for half in cut}
    return sorted(places, key=lambda place: -float(whole.scores[place]))


def _likely(whole: Verdict, cut: Halves, cuts: int) -> float:
    """How likely the halves of a cut ask two things, from 0 to 1. Where lines are few, scores may be below 0."""
    one, other = cut
    first, second = _best(one), _best(other)
    is_found = whole.trial.best > 0 and all(decide(half.trial, half.bounds) is not Outcome.NONE for half in cut)
    if not is_found or first == second or _best(whole) not in (first, second):
        return 0.0
    share = max(0.0, min(float(whole.scores[first]), float(whole.scores[second])) / whole.trial.best)
    foreign = (float(one.scores[second]) / one.trial.best, float(other.scores[first]) / other.trial.best)
    sure = min(confidence(half.trial, half.bounds) for half in cut)
    facts = (share, max(0.0, *foreign), sure, cuts, 1)
    return likely(sum(weight * fact for weight, fact in zip(WEIGHTS, facts, strict=True)))


def _best(verdict: Verdict) -> int:
    return int(np.argmax(verdict.scores))
