"""Which standard comes next in a channel, and which of its tips. Pure and deterministic."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Candidate:
    """A standard that may be shown; `tips` is how many tips it has in the channel's language."""

    standard: str
    area: str
    tips: int


@dataclass(frozen=True)
class Shown:
    """A tip that the channel has had: number `tip` of a standard."""

    standard: str
    tip: int


def choose(candidates: Sequence[Candidate], history: Sequence[Shown]) -> Shown | None:
    """The next tip, given what was shown (newest first); None where there is nothing to choose from.

    What was never shown comes first, so a new standard comes early and nothing repeats until all were shown; then what
    was shown longest ago, with its next tip.
    """
    latest = _latest(history)
    order = spread(candidates)
    unseen = [candidate for candidate in order if candidate.standard not in latest]
    if unseen:
        return Shown(_other_area(unseen, candidates, history).standard, 0)
    if not order:
        return None
    oldest = max(order, key=lambda candidate: latest[candidate.standard][0])
    return Shown(oldest.standard, (latest[oldest.standard][1] + 1) % oldest.tips)


def spread(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates in an order in which, where avoidable, no area follows itself, also from the end to the start."""
    waiting: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        waiting.setdefault(candidate.area, []).append(candidate)
    left = Counter({area: len(members) for area, members in waiting.items()})
    areas = list(waiting)
    order: list[Candidate] = []
    while len(order) < len(candidates):
        first, last = (order[0].area, order[-1].area) if order else (None, None)
        area = max(areas, key=lambda name: (left[name] > 0, name != last, left[name], name == first))
        order.append(waiting[area][-left[area]])
        left[area] -= 1
    return order


def _latest(history: Sequence[Shown]) -> dict[str, tuple[int, int]]:
    """How long ago each standard was shown last (0 = the newest), and with which tip."""
    latest: dict[str, tuple[int, int]] = {}
    for age, shown in enumerate(history):
        latest.setdefault(shown.standard, (age, shown.tip))
    return latest


def _other_area(unseen: Sequence[Candidate], known: Sequence[Candidate], history: Sequence[Shown]) -> Candidate:
    areas = {candidate.standard: candidate.area for candidate in known}
    last = areas.get(history[0].standard) if history else None
    return next((candidate for candidate in unseen if candidate.area != last), unseen[0])
