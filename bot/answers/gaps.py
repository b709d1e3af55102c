"""Groups questions that were asked in vain by their likeness, so that one gap shows as one; pure."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.catalogue.names import fold
from bot.ports import Gap

ALIKE = 0.38  # cosine of runs of letters from which on two questions are one gap
RUN = 3
MOST_GROUPS = 15
MOST_EXAMPLES = 5
_Runs = dict[str, float]


@dataclass(frozen=True)
class Unanswered:
    """A question that got no answer, or one that did not help; `standard` is the answer that did not."""

    text: str
    asked_at: datetime
    language: str
    standard: str | None = None


def grouped(questions: Iterable[Unanswered], most: int = MOST_GROUPS) -> list[Gap]:
    """The gaps that came up most, each with its newest questions; equal counts by the newest."""
    newest_first = sorted(questions, key=lambda one: (one.asked_at, one.text), reverse=True)
    gaps = [_gap(group) for group in _groups(newest_first)]
    return sorted(gaps, key=lambda gap: (-gap.count, -gap.newest_at.timestamp(), gap.examples))[:most]


def _groups(questions: Sequence[Unanswered]) -> list[list[Unanswered]]:
    """Greedily: each question joins the group whose newest question is most like it, or begins one."""
    groups: list[tuple[_Runs, list[Unanswered]]] = []
    same: dict[str, list[Unanswered]] = {}
    for question in questions:
        words = fold(question.text)
        if words not in same:
            same[words] = _group_for(_runs(words), groups)
        same[words].append(question)
    return [group for _, group in groups]


def _group_for(runs: _Runs, groups: list[tuple[_Runs, list[Unanswered]]]) -> list[Unanswered]:
    likeness = [_cosine(runs, leader) for leader, _ in groups]
    best = max(range(len(groups)), key=lambda at: (likeness[at], -at), default=None)
    if best is None or likeness[best] < ALIKE:
        groups.append((runs, []))
        return groups[-1][1]
    return groups[best][1]


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


def _runs(words: str) -> _Runs:
    edged = f" {words} "
    counts = Counter(edged[at : at + RUN] for at in range(max(1, len(edged) - RUN + 1)))
    length = math.sqrt(sum(count * count for count in counts.values()))
    return {run: count / length for run, count in counts.items()}


def _cosine(some: _Runs, others: _Runs) -> float:
    if len(others) < len(some):
        some, others = others, some
    return sum(weight * others.get(run, 0.0) for run, weight in some.items())
