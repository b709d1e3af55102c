"""Simulated teams: what their members know, learn and forget, by forgetting curves from the literature.

None of them is FSRS, which Takt itself reckons with: that would be circular.

- `Power`: ACT-R with the spacing effect (Pavlik and Anderson 2005, Cognitive Science 29, 559-586): activation
  m = ln(sum w·t^-d) + b, where each encounter's decay d = c·e^m + a comes from the activation that it met; recall is
  1 / (1 + e^((tau - m)/s)). Their parameters: a 0.177, c 0.217, tau -0.704, s 0.255, time between sessions × 0.025.
  Power functions describe forgetting best (Wixted and Ebbesen 1991; Murre and Dros 2015 replicate Ebbinghaus).
- `HalfLife`: recall 2^(-t/h) (Settles and Meeder 2016); a right answer doubles h, less where it came after less than a
  half-life; a wrong one starts again. With doubling this is the family of models that Leitner's boxes are made for.
"""

from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]
READ_ONLY = 0.22  # of a question's effect: 3.4 of 15.2 points (Kerfoot et al. 2010)
SECONDS_A_DAY = 86_400


class Learners(Protocol):
    """What tips have left in each member's memory, standard by standard."""

    def recall(self, standard: int, day: float) -> Floats:
        """How likely each member is to recall a standard, apart from what they know without tips."""
        ...

    def learn(self, standard: int, day: float, answered: Bools, right: Bools) -> None:
        """Everybody reads; those who answered are told what is right."""
        ...


class Power:
    """ACT-R with spacing; `ease` is the activation that a member and a standard bring along."""

    A, C, TAU, S, BETWEEN = 0.177, 0.217, -0.704, 0.255, 0.025

    def __init__(self, rng: np.random.Generator, members: int, standards: int) -> None:
        self._ease = 0.9 + rng.normal(0, 0.3, (members, 1)) + rng.normal(0, 0.3, (1, standards))
        self._met: list[list[tuple[float, Floats, Floats]]] = [[] for _ in range(standards)]  # day, weight, decay

    def recall(self, standard: int, day: float) -> Floats:
        """See the protocol."""
        return 1 / (1 + np.exp((self.TAU - self._activation(standard, day) - self._ease[:, standard]) / self.S))

    def learn(self, standard: int, day: float, answered: Bools, right: Bools) -> None:
        """See the protocol."""
        del right  # a wrong answer is put right at once: both are an encounter
        decay = self.C * np.exp(np.minimum(self._activation(standard, day), 1.5)) + self.A
        self._met[standard].append((day, np.where(answered, 1.0, READ_ONLY), decay))

    def _activation(self, standard: int, day: float) -> Floats:
        """Without any encounter it is so low that nothing is recalled."""
        total = np.full(len(self._ease), 1e-9)
        for met_on, weight, decay in self._met[standard]:
            total += weight * (max(day - met_on, 0.01) * SECONDS_A_DAY * self.BETWEEN) ** -decay
        activation: Floats = np.log(total)
        return activation


class HalfLife:
    """Exponential forgetting with a half-life that right answers double."""

    def __init__(self, rng: np.random.Generator, members: int, standards: int) -> None:
        usual = np.exp(rng.normal(np.log(7), 0.4, (members, 1)) + rng.normal(0, 0.4, (1, standards)))
        self._first, self._now = usual, np.zeros((members, standards))
        self._last = np.full((members, standards), -1e9)
        self._rng = rng

    def recall(self, standard: int, day: float) -> Floats:
        """See the protocol."""
        half_life = np.maximum(self._now[:, standard], 1e-9)
        passed = np.minimum((day - self._last[:, standard]) / half_life, 1000.0)
        return np.where(self._now[:, standard] > 0, 2.0**-passed, 0.0)

    def learn(self, standard: int, day: float, answered: Bools, right: Bools) -> None:
        """See the protocol."""
        took_in = answered | (self._rng.random(len(answered)) < READ_ONLY)
        spaced = 1 - self.recall(standard, day)  # what comes too soon adds little
        longer = self._now[:, standard] * (1 + np.minimum(1.0, 2 * spaced))
        begun = self._first[:, standard]
        kept = right & (self._now[:, standard] > 0)
        self._now[:, standard] = np.where(
            took_in, np.where(kept, np.maximum(longer, begun), begun), self._now[:, standard]
        )
        self._last[:, standard] = np.where(took_in, day, self._last[:, standard])


Kind: TypeAlias = type[Power] | type[HalfLife]


@dataclass(frozen=True)
class Told:
    """What reaches Takt of one tip."""

    answers: int
    right: int


class Team:
    """Five to twenty members; each standard is a habit of some of them, whom forgetting does not concern.

    On average 40 % of standards are habits. In an even team their share is nearly the same for all standards, in an
    uneven one some standards are a habit of all and others of nobody. Members answer 20 to 70 % of tips, a supervisor
    notes three observations a week, and there is a question a week: assumptions, made before Takt was measured.
    """

    def __init__(self, kind: Kind, rng: np.random.Generator, standards: int, *, uneven: bool) -> None:
        self.rng, self.standards, self.uneven = rng, standards, uneven
        self.members = int(rng.integers(5, 21))
        concentration, mean = (0.6 if uneven else 20.0), 0.4
        shares = rng.beta(mean * concentration, (1 - mean) * concentration, standards)
        self.habits = rng.random((self.members, standards)) < shares
        self.rates = np.clip(rng.normal(rng.uniform(0.2, 0.7), 0.1, self.members), 0.05, 0.95)
        self.learners: Learners = kind(rng, self.members, standards)

    def knows(self, standard: int, day: float) -> Floats:
        """How likely each member is to do it right."""
        return np.where(self.habits[:, standard], 0.95, self.learners.recall(standard, day))

    def gets(self, standard: int, day: float) -> Told:
        """A tip: some answer, out of memory or by a guess among three, and learn."""
        answered = self.rng.random(self.members) < self.rates
        right = self.rng.random(self.members) < self.knows(standard, day)
        lucky = self.rng.random(self.members) < 1 / 3
        self.learners.learn(standard, day, answered, right)
        return Told(int(answered.sum()), int((answered & (right | lucky)).sum()))

    def is_seen(self, day: float, often: float = 0.6) -> list[tuple[int, int, bool]]:
        """What the supervisor happens to see today: standard, member, whether it was met; one in ten is misjudged."""
        seen = []
        for _ in range(self.rng.poisson(often)):
            standard, member = int(self.rng.integers(self.standards)), int(self.rng.integers(self.members))
            met = self.rng.random() < self.knows(standard, day)[member]
            seen.append((standard, member, bool(met != (self.rng.random() < 0.1))))
        return seen

    def asks(self, day: float, often: float = 0.2) -> list[int]:
        """The standards that somebody asks about today: those who do not know ask."""
        asked = []
        for _ in range(self.rng.poisson(often)):
            standard = int(self.rng.integers(self.standards))
            if self.rng.random() > self.knows(standard, day).mean():
                asked.append(standard)
        return asked

    def recall(self, day: float) -> float:
        """The mean over members and standards."""
        return float(np.mean([self.knows(standard, day) for standard in range(self.standards)]))

    def learnt(self, day: float) -> float:
        """The mean over members and standards that are no habit of theirs."""
        recall = np.stack([self.learners.recall(standard, day) for standard in range(self.standards)], axis=1)
        return float(recall[~self.habits].mean())
