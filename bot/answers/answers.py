"""Answers what staff ask: a standard, two or three suggestions, or an honest nothing. It never makes anything up."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.answers import decision
from bot.answers.decision import Outcome, Trial
from bot.answers.naming import Names
from bot.answers.normalise import searchable
from bot.answers.postings import Floats
from bot.answers.ranking import Example, Ranking
from bot.answers.smalltalk import is_small_talk
from bot.catalogue.live import LiveCatalogue
from bot.catalogue.model import Catalogue

__all__ = ["Answer", "Answers", "Candidate", "Outcome"]

SHOWN = 3
KEPT = 5
MOST_TRIALS = 640
FEWEST_LETTERS = 2


@dataclass(frozen=True)
class Candidate:
    """A standard that may be the answer; scores compare within one answer only."""

    standard: str
    score: float


@dataclass(frozen=True)
class Answer:
    """What Takt returns for a question; `exact` when the question was a standard's name."""

    outcome: Outcome
    standard: str | None
    confidence: float
    candidates: tuple[Candidate, ...]
    exact: bool = False

    @property
    def suggestions(self) -> tuple[str, ...]:
        """The two or three standards to choose from, best first."""
        return tuple(candidate.standard for candidate in self.candidates[:SHOWN])


class Answers:
    """Answers from the live catalogue; a new catalogue is indexed when it is put in use."""

    def __init__(self, live: LiveCatalogue) -> None:
        self._index = _Index(live.current)
        live.on_change(self._replace)

    def answer(self, text: str, language: str) -> Answer:
        """The answer to a question or a name, in whichever language it is put."""
        return self._index.answer(searchable(text), language)

    def name(self, text: str, language: str) -> str | None:
        """The one standard that goes by this name, typing errors forgiven."""
        found = self._index.names.find(searchable(text), language)
        return found[0] if len(found) == 1 else None

    def near(self, text: str, language: str, limit: int) -> list[str]:
        """Standards for what is being typed: names that begin with it, names that hold it, then what search finds."""
        return self._index.near(searchable(text), language, limit)

    def _replace(self, catalogue: Catalogue) -> None:
        self._index = _Index(catalogue)


class _Index:
    """Everything that is computed from one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        standards = catalogue.standards
        self._ids = [standard.id for standard in standards]
        self.names = Names(standards, catalogue.languages)
        self._ranking = Ranking(standards, catalogue.languages)
        self._bounds = decision.fit([self._trial(example) for example in _sample(self._ranking.examples)])

    def answer(self, folded: str, language: str) -> Answer:
        if len(folded) < FEWEST_LETTERS or not self._ids:
            return Answer(Outcome.NONE, None, 0.0, ())
        named = self.names.find(folded, language)
        scores = self._ranking.scores(folded, language)
        candidates = self._candidates(scores, named)
        if len(named) == 1:
            return Answer(Outcome.MATCH, named[0], 1.0, candidates, exact=True)
        if named:
            return Answer(Outcome.SUGGESTIONS, None, decision.UNSURE, candidates)
        if is_small_talk(folded):
            return Answer(Outcome.NONE, None, 0.0, candidates)
        return self._ranked(candidates)

    def near(self, folded: str, language: str, limit: int) -> list[str]:
        found = dict.fromkeys(self.names.holding(folded, language))
        if len(found) < limit and len(folded) >= FEWEST_LETTERS:
            scores = self._ranking.scores(folded, language)
            found |= dict.fromkeys(one.standard for one in self._candidates(scores, ()) if one.score > 0)
        return list(found)[:limit]

    def _candidates(self, scores: Floats, named: Sequence[str]) -> tuple[Candidate, ...]:
        """The best few, those that were named first."""
        best = np.argsort(-scores, kind="stable")[:KEPT]
        found = dict.fromkeys(named, 1.0)
        for position in best:
            found.setdefault(self._ids[position], min(1.0, round(float(scores[position]), 4)))
        return tuple(Candidate(standard, score) for standard, score in list(found.items())[:KEPT])

    def _trial(self, example: Example) -> Trial:
        scores = self._ranking.scores_without(example)
        order = np.argsort(-scores, kind="stable")[:2]
        others = np.delete(scores, example.standard)
        best, second = ([float(scores[position]) for position in order] + [0.0])[:2]
        return Trial(best, second, bool(order[0] == example.standard), float(others.max(initial=0.0)))

    def _ranked(self, candidates: tuple[Candidate, ...]) -> Answer:
        best, second = ([one.score for one in candidates] + [0.0, 0.0])[:2]
        outcome = decision.decide(best, second, self._bounds)
        standard = candidates[0].standard if outcome is Outcome.MATCH else None
        return Answer(outcome, standard, decision.confidence(best, self._bounds), candidates)


def _sample(examples: Sequence[Example]) -> Sequence[Example]:
    """Examples from all over the catalogue, few enough to try at every start."""
    return examples[:: max(1, len(examples) // MOST_TRIALS)]
