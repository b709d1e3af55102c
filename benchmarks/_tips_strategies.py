"""Ways to choose the next tip: Takt's own, and the three that it is compared with."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Protocol

import numpy as np

from benchmarks._tips_learners import Told
from bot.insight.need_queries import FEWEST
from bot.ports import Need
from bot.tips.selection import choose
from bot.tips.situation import Candidate, Shown, Situation
from bot.tips.weights import NEEDS_DAYS

MONDAY = date(2026, 1, 5)


class Strategy(Protocol):
    """Chooses standards by number; learns how they were answered and what was seen."""

    def __init__(self, areas: list[str], rng: np.random.Generator) -> None: ...

    def next(self, day: int) -> int:
        """The standard of a day (calendar days from the first)."""
        ...

    def told(self, standard: int, day: int, told: Told) -> None:
        """How the tip was answered."""
        ...

    def noted(self, day: int, seen: list[tuple[int, int, bool]], asked: list[int]) -> None:
        """What was observed and asked on a day."""
        ...


class Deaf:
    """Hears nothing."""

    def __init__(self, areas: list[str], rng: np.random.Generator) -> None:
        self.areas, self.rng = areas, rng

    def told(self, standard: int, day: int, told: Told) -> None:
        """Nothing is learnt from it."""

    def noted(self, day: int, seen: list[tuple[int, int, bool]], asked: list[int]) -> None:
        """Nothing is learnt from it."""


class Random(Deaf):
    """Any standard, each day anew."""

    def next(self, day: int) -> int:
        """See the protocol."""
        del day
        return int(self.rng.integers(len(self.areas)))


class RoundRobin(Deaf):
    """One after the other, in an order of its own."""

    def __init__(self, areas: list[str], rng: np.random.Generator) -> None:
        super().__init__(areas, rng)
        self._order = [int(one) for one in rng.permutation(len(areas))]

    def next(self, day: int) -> int:
        """See the protocol."""
        del day
        self._order.append(self._order.pop(0))
        return self._order[-1]


class Leitner(Deaf):
    """Boxes of 1, 3, 10, 30 and 60 days: up when most were right, else back to the first; new ones when none is due."""

    BOXES = (1, 3, 10, 30, 60)

    def __init__(self, areas: list[str], rng: np.random.Generator) -> None:
        super().__init__(areas, rng)
        self._new = [int(one) for one in rng.permutation(len(areas))]
        self._boxes: dict[int, tuple[int, int]] = {}  # standard → box, day on which it is due

    def next(self, day: int) -> int:
        """See the protocol."""
        longest = min(self._boxes, key=lambda one: self._boxes[one][1], default=None)
        if longest is not None and (self._boxes[longest][1] <= day or not self._new):
            return longest
        return self._new.pop(0)

    def told(self, standard: int, day: int, told: Told) -> None:
        """See the protocol."""
        box = self._boxes.get(standard, (-1, 0))[0]
        box = min(box + 1, 4) if 2 * told.right > told.answers or box < 0 else 0
        self._boxes[standard] = (box, day + self.BOXES[box])


class Ours(Deaf):
    """bot.tips.selection, told what the database would tell it."""

    def __init__(self, areas: list[str], rng: np.random.Generator) -> None:
        super().__init__(areas, rng)
        self.candidates = [Candidate(f"s{number:02}", area, tips=3, checks=2) for number, area in enumerate(areas)]
        self.history: list[Shown] = []
        self._seen: list[tuple[int, int, int, bool]] = []
        self._asked: list[tuple[int, int]] = []
        self.tips: dict[str, int] = defaultdict(int)

    def next(self, day: int) -> int:
        """See the protocol."""
        choice = choose(self.candidates, self.history, Situation(MONDAY + timedelta(days=day), self._needs(day)))
        assert choice is not None
        return int(choice.standard[1:])

    def told(self, standard: int, day: int, told: Told) -> None:
        """See the protocol."""
        name = f"s{standard:02}"
        shown = Shown(name, self.tips[name] % 3, MONDAY + timedelta(days=day), 0, told.answers, told.right)
        self.tips[name] += 1
        self.history.insert(0, shown)

    def noted(self, day: int, seen: list[tuple[int, int, bool]], asked: list[int]) -> None:
        """See the protocol."""
        self._seen += [(day, *one) for one in seen]
        self._asked += [(day, one) for one in asked]

    def _needs(self, day: int) -> dict[str, Need]:
        since = day - NEEDS_DAYS
        seen = [(one, who, met) for when, one, who, met in self._seen if when > since]
        people = Counter(one for one, _ in {(one, who) for one, who, _ in seen})
        not_yet = Counter(one for one, _, met in seen if not met and people[one] >= FEWEST)
        fine = Counter(one for one, _, met in seen if met and people[one] >= FEWEST)
        asked = Counter(one for when, one in self._asked if when > since)
        return {
            f"s{one:02}": Need(not_yet[one], fine[one], people[one], asked[one]) for one in {*not_yet, *fine, *asked}
        }


STRATEGIES: tuple[type[Strategy], ...] = (Ours, Random, RoundRobin, Leitner)
