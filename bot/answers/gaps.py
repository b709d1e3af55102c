"""Groups questions that were asked in vain by their likeness, so that one gap shows as one; pure."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.answers.rarity import Rarity, Signs
from bot.catalogue.names import fold
from bot.ports import Gap

ALIKE = 0.28  # cosine of weighed runs of letters from which on a question belongs to a gap
MOST_GROUPS = 15
MOST_EXAMPLES = 5


@dataclass(frozen=True)
class Unanswered:
    """A question that got no answer, or one that did not help; `standard` is the answer that did not."""

    text: str
    asked_at: datetime
    language: str
    standard: str | None = None


def grouped(questions: Iterable[Unanswered], rarity: Rarity, most: int = MOST_GROUPS) -> list[Gap]:
    """The gaps that came up most, each with its newest questions; equal counts by the newest."""
    newest_first = sorted(questions, key=lambda one: (one.asked_at, one.text), reverse=True)
    gaps = [_gap(group) for group in _groups(newest_first, rarity)]
    return sorted(gaps, key=lambda gap: (-gap.count, -gap.newest_at.timestamp(), gap.examples))[:most]


def _groups(questions: Sequence[Unanswered], rarity: Rarity) -> list[list[Unanswered]]:
    """Greedily: each question joins the group that it is most like, or begins one."""
    groups: list[list[Unanswered]] = []
    placed: dict[str, int] = {}
    subjects = _Subjects()
    for question in questions:
        words = fold(question.text)
        if words not in placed:
            placed[words] = subjects.place(rarity.signs(words))
        if placed[words] == len(groups):
            groups.append([])
        groups[placed[words]].append(question)
    return groups


class _Subjects:
    """What each group is about: the sum of its questions' signs, found by the signs that it shares with another."""

    def __init__(self) -> None:
        self._weights: defaultdict[str, dict[int, float]] = defaultdict(dict)  # by sign and group
        self._squares: list[float] = []  # of each group's length

    def place(self, signs: Signs) -> int:
        """The group that these signs join, which may be a new one."""
        likeness: dict[int, float] = {}
        for sign, weight in signs.items():
            for group, other in self._weights[sign].items():
                likeness[group] = likeness.get(group, 0.0) + weight * other
        best = max(likeness, key=lambda group: self._cosine(likeness[group], group), default=None)
        if best is None or self._cosine(likeness[best], best) < ALIKE:
            best = len(self._squares)
            self._squares.append(0.0)
        for sign, weight in signs.items():
            before = self._weights[sign].get(best, 0.0)
            self._weights[sign][best] = before + weight
            self._squares[best] += (2 * before + weight) * weight
        return best

    def _cosine(self, product: float, group: int) -> float:
        return product / math.sqrt(self._squares[group]) if self._squares[group] else 0.0


def _gap(group: Sequence[Unanswered]) -> Gap:
    found: dict[str, Unanswered] = {}
    for one in group:
        found.setdefault(fold(one.text), one)
    examples = tuple(found.values())[:MOST_EXAMPLES]
    return Gap(
        count=len(group),
        examples=tuple(one.text for one in examples),
        newest_at=group[0].asked_at,
        languages=tuple(one.language for one in examples),
        unhelpful=tuple(dict.fromkeys(one.standard for one in group if one.standard)),
    )
