"""What a question gets."""

from dataclasses import dataclass
from enum import StrEnum

SHOWN = 3
MOST_MEANT = 5  # standards shown where a question asks about several
UNSURE = 0.5


class Outcome(StrEnum):
    """What an asker gets."""

    MATCH = "match"
    SUGGESTIONS = "suggestions"
    NONE = "none"


@dataclass(frozen=True)
class Candidate:
    """A standard that may be the answer.

    The best's score is how likely it is that any standard answers; the others' are shares of it.
    """

    standard: str
    score: float


@dataclass(frozen=True)
class Answer:
    """What Takt returns for a question; `exact` when it was a standard's name, `unasked` when it asked nothing.

    `several` are the standards of a question that asks about more than one.
    """

    outcome: Outcome
    standard: str | None
    confidence: float
    candidates: tuple[Candidate, ...]
    exact: bool = False
    unasked: bool = False
    several: tuple[str, ...] = ()

    @property
    def suggestions(self) -> tuple[str, ...]:
        """The two or three standards to choose from, best first; of a question about several those, and no other."""
        return self.several[:MOST_MEANT] or tuple(one.standard for one in self.candidates[:SHOWN])
