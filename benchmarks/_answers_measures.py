"""What is measured of answers: right at first and among three, what is outside, and what confidence is worth."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks._answers_systems import Ranked
from bot.answers.answer import Outcome

LONG_WORD = 6
BINS = 10


@dataclass(frozen=True)
class Question:
    """A question, the standards that answer it (none: it has no answer), its language and its style."""

    text: str
    language: str
    style: str
    right: frozenset[str]


@dataclass(frozen=True)
class Asked:
    """A question and what a system made of it."""

    question: Question
    found: Ranked

    @property
    def is_right(self) -> bool:
        """Whether the best standard is right."""
        return bool(self.found.standards) and self.found.standards[0] in self.question.right

    @property
    def is_among_three(self) -> bool:
        """Whether one of the best three is right."""
        return bool(self.question.right & set(self.found.standards[:3]))


def misspelt(text: str, seed: int) -> str:
    """The text with one typing error in each word of six letters or more."""
    chance = random.Random(seed)
    return " ".join(_slip(word, chance) if len(word) >= LONG_WORD else word for word in text.split())


def share(values: Sequence[bool]) -> float:
    """How many percent are true; not a number of nothing."""
    return 100 * sum(values) / len(values) if values else float("nan")


def summary(asked: Sequence[Asked]) -> dict[str, float]:
    """The measures of one system, in percent; calibration error too."""
    inside = [one for one in asked if one.question.right]
    outside = [one for one in asked if not one.question.right]
    found = {
        "top1": share([one.is_right for one in inside]),
        "top3": share([one.is_among_three for one in inside]),
        "auroc": auroc([one.found.score for one in inside], [one.found.score for one in outside]),
    }
    answers = [one.found.answer for one in inside if one.found.answer]
    if not any(one.found.answer for one in asked):
        return found
    refused = [one.found.answer.outcome is not Outcome.MATCH for one in outside if one.found.answer]
    return found | {
        "none": share([one.outcome is Outcome.NONE for one in answers]),
        "direct": share([one.outcome is Outcome.MATCH for one in answers]),
        "precise": share([one.is_right for one in asked if _is_match(one)]),
        "refused": share(refused),
        "confident": share([_is_match(one) and _sure(one) >= 0.8 for one in outside]),
        "ece": calibration_error(asked),
    }


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float:
    """How often (in percent) a question with an answer scores more than one without; ties count half."""
    if not inside or not outside:
        return float("nan")
    some, others = np.array(inside)[:, None], np.array(outside)[None]
    return float(100 * ((some > others).mean() + (some == others).mean() / 2))


def calibration_error(asked: Sequence[Asked]) -> float:
    """The mean distance of confidence and share of right answers, over ten bins of confidence."""
    sure = np.array([_sure(one) for one in asked])
    right = np.array([one.is_right for one in asked], float)
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    distances = [abs(sure[bins == one].mean() - right[bins == one].mean()) * (bins == one).sum() for one in set(bins)]
    return float(100 * sum(distances) / max(len(asked), 1))


def _sure(one: Asked) -> float:
    """How sure a system is of its answer; nothing where it does not say."""
    return one.found.answer.confidence if one.found.answer is not None else 0.0


def _is_match(one: Asked) -> bool:
    return one.found.answer is not None and one.found.answer.outcome is Outcome.MATCH


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    return word[:at] + chance.choice("abcdefghijklmnopqrstuvwxyz") + word[at + 1 :]
