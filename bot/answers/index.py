"""A catalogue that can be asked: by letters at once, by meaning once it is learnt; what is slow is kept on disk."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from bot.answers import decision, meaning
from bot.answers.cache import Arrays, Cache
from bot.answers.decision import Bounds, Trial
from bot.answers.grams import Floats
from bot.answers.lines import Line, lines_of, lines_outside, signature
from bot.answers.meaning import Meaning
from bot.answers.outside import elsewhere
from bot.answers.postings import kept as kept_postings
from bot.answers.ranking import Ranking, Scores
from bot.answers.spelling import Spelling
from bot.answers.vectors import Vectors
from bot.catalogue.model import Standard

Asked: TypeAlias = tuple[str, Floats | None]  # folded words, and their vector
MOST_QUESTIONS = 40_000  # of a catalogue that is searched by meaning, and line by line
MOST_TRIALS = 640
KEPT_FROM = 500  # standards, from which on the index of letters is kept too


@dataclass(frozen=True)
class Verdict:
    """The scores of a question, and what the decision needs to know of them."""

    scores: Floats
    trial: Trial
    bounds: Bounds


class Index:
    """The standards of one catalogue, by their positions."""

    def __init__(self, standards: Sequence[Standard], cache: Cache) -> None:
        self._cache = cache
        self._signature = signature(standards)
        questions = sum(len(text.questions) for standard in standards for text in standard.text.values())
        self._inside = lines_of(standards) if questions <= MOST_QUESTIONS else []
        spoken = {language for standard in standards for language in standard.text}
        self._elsewhere = lines_outside(elsewhere(spoken), len(standards)) if self._inside else []
        self.spelling = Spelling(line.text for line in self._inside)
        kept = cache.load(self._name("letters"))
        postings = kept_postings(kept, "letters-") if kept and "letters-size" in kept else None
        if kept is None:
            outside = self._not_covered(Ranking(standards, [*self._inside, *self._elsewhere]), self._elsewhere)
        else:
            outside = [self._elsewhere[position] for position in kept["outside"]]
        self.ranking = Ranking(standards, [*self._inside, *outside], postings)
        self._letters = self._kept_bounds(kept) or self._fit_letters(outside)
        self._both: Bounds | None = None
        self._meaning: Meaning | None = None

    @property
    def has_meaning(self) -> bool:
        """Whether a question's vector is of use."""
        return self._meaning is not None

    def texts(self) -> list[str]:
        """The lines whose vectors `learn` needs."""
        return [line.text for line in self.ranking.lines]

    def learn(self, vectors: Vectors) -> None:
        """Add meaning: what was kept if nothing has changed; else it is learnt, which takes seconds."""
        if not self._inside:
            return
        rows = vectors.of(self.texts())
        name = self._name(f"meaning-{vectors.encoder}")
        kept = self._cache.load(name)
        if kept is None:
            kept = self._learnt(rows)
            self._cache.save(name, kept)
        self._both = _bounds(kept["bounds"])
        self._meaning = meaning.kept(kept, rows, len(self._inside))

    def verdict(self, asked: Asked) -> Verdict:
        """How the standards compare for a question; by letters alone without a vector."""
        folded, vector = asked
        spelt = self.ranking.spelt(folded)
        if vector is None or self._meaning is None or self._both is None:
            return _verdict(self.ranking.by_letters(spelt), self._letters)
        return _verdict(self.ranking.by_both(spelt, self._meaning, vector), self._both)

    def _name(self, kind: str) -> str:
        return f"index-{kind}-{self._signature}"

    def _kept_bounds(self, kept: Arrays | None) -> Bounds | None:
        return _bounds(kept["bounds"]) if kept else None

    def _fit_letters(self, outside: Sequence[Line]) -> Bounds:
        bounds = decision.fit([self._letters_trial(line) for line in self._tried()], decision.BY_LETTERS)
        places = {line.text: position for position, line in enumerate(self._elsewhere)}
        arrays: Arrays = {
            "bounds": _array(bounds),
            "outside": np.array([places[line.text] for line in outside], np.int64),
        }
        if self.ranking.count >= KEPT_FROM:
            arrays |= self.ranking.lexical.postings.arrays("letters-")
        self._cache.save(self._name("letters"), arrays)
        return bounds

    def _learnt(self, rows: Floats) -> Arrays:
        ranking = self.ranking
        letters = ranking.likeness if ranking.is_by_line else None
        learnt = meaning.learnt(rows, len(self._inside), ranking.owners, ranking.count + 1, letters)
        bounds = decision.fit([self._trial(ranking.trial_by_both(line, learnt), line) for line in self._tried()])
        return {**learnt.meaning.arrays(), "bounds": _array(bounds)}

    def _tried(self) -> list[int]:
        """Questions from all over the catalogue, few enough to try at a start, and all lines outside."""
        asked = [at for at, line in enumerate(self._inside) if line.is_question]
        return [*asked[:: max(1, -(-len(asked) // MOST_TRIALS))], *range(len(self._inside), len(self.ranking.lines))]

    def _trial(self, scores: Scores, line: int) -> Trial:
        standard = self.ranking.owners[line]
        return decision.trial(scores, standard if standard < self.ranking.count else None)

    def _not_covered(self, ranking: Ranking, outside: Sequence[Line]) -> list[Line]:
        """The lines outside, less those that one standard answers as nearly and clearly as its own questions."""
        self.ranking = ranking
        own = np.array([_height(self._letters_trial(at)) for at in self._tried() if at < len(self._inside)])
        if not len(own):
            return list(outside)
        usual = np.median(own, axis=0)
        first = len(self._inside)
        return [line for at, line in enumerate(outside, first) if (_height(self._letters_trial(at)) < usual).any()]

    def _letters_trial(self, line: int) -> Trial:
        return self._trial(self.ranking.trial_by_letters(line), line)


def _verdict(scores: Scores, bounds: Bounds) -> Verdict:
    return Verdict(scores.standards, decision.trial(scores, None), bounds)


def _height(trial: Trial) -> tuple[float, float]:
    return trial.best, trial.margin


def _array(bounds: Bounds) -> Floats:
    return np.array([*bounds.right, *bounds.inside, bounds.none, bounds.match])


def _bounds(array: Floats) -> Bounds:
    right, inside, (none, match) = array[:4].tolist(), array[4:8].tolist(), array[8:].tolist()
    return Bounds(tuple(right), tuple(inside), none, match)
