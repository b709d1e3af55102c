"""From a question and its vector to an answer, for one catalogue: names first, then search, then the decision."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.answers import decision, outside, twofold
from bot.answers.answer import UNSURE, Answer, Candidate, Outcome
from bot.answers.cache import Cache
from bot.answers.decision import Verdict
from bot.answers.foreign import Foreign
from bot.answers.grams import Floats
from bot.answers.index import Asked, Index
from bot.answers.named import FEWEST_LETTERS, KEPT, Named
from bot.answers.speech import speech
from bot.answers.stopping import GoOn, always
from bot.answers.telling import VAGUE
from bot.answers.unasked import Unasked
from bot.answers.vectors import Vectors
from bot.catalogue.model import Catalogue
from bot.catalogue.names import fold


@dataclass(frozen=True)
class Wording:
    """A question as it was meant; `is_guess` where words of it are others than those that were typed."""

    text: str
    is_guess: bool = False


class Responder:
    """Answers from one catalogue."""

    def __init__(self, catalogue: Catalogue, named: Named, cache: Cache) -> None:
        standards = catalogue.searched
        self._ids = [standard.id for standard in standards]
        self._speech = speech()
        self._foreign = Foreign(catalogue.languages)
        self._named = named
        self.names = named.names
        self._index = Index(standards, cache)
        self._unasked = Unasked(self._speech, standards, lambda folded: bool(self.names.find(folded, "")))

    @property
    def has_meaning(self) -> bool:
        """Whether questions are compared by meaning too."""
        return self._index.has_meaning

    def is_usual(self, word: str) -> bool:
        """Whether a word is meant as it is typed."""
        return self._index.spelling.is_usual(word)

    def is_word(self, word: str) -> bool:
        """Whether a word is known to be one, in a language of the catalogue or in any that Takt knows."""
        return self._index.spelling.is_word(word) or word in outside.words()

    def learn(self, vectors: Vectors, go_on: GoOn = always) -> None:
        """Compare by meaning from now on. Raises `Stopped`."""
        self._index.learn(vectors, go_on)

    def warm(self) -> None:
        """Make now what else the first questions would wait for."""
        self._unasked.warm()
        self._foreign.warm()

    def to_encode(self, meant: Wording) -> list[str]:
        """The question and its halves, where vectors could change the answer: not for a name or small talk."""
        wording = meant.text
        is_name = not meant.is_guess and self.names.has(fold(wording))
        if not self.has_meaning or is_name or _is_short(wording) or self._unasked.is_nothing(wording):
            return []
        return [one.replace("\n", " ") for one in (wording, *self._halves(wording))]

    def mended(self, wording: str) -> Wording:
        """The question as it was meant: names as they are, elsewhere typing errors mended, without what is excluded."""
        if self._meant_by_name(fold(wording), "") or self._unasked.is_nothing(wording):
            return Wording(wording)
        mended = self._index.spelling.mended(wording)
        return Wording(self._unasked.wanted(mended), is_guess=fold(mended) != fold(wording))

    def answer(self, meant: Wording, language: str, vectors: Floats | None) -> Answer:
        """The answer to a question or a name, in whichever language it is put; `vectors` are of `to_encode`."""
        wording = meant.text
        folded = fold(wording)
        if (is_short := _is_short(wording)) or not self._ids:
            return Answer(Outcome.NONE, None, 0.0, (), unasked=is_short)
        named = self._meant_by_name(folded, language)
        if named and not meant.is_guess:
            return self._named.answer(named)
        texts = [folded, *(fold(one) for one in self._halves(wording))]
        asked = list(zip(texts, [None] * len(texts) if vectors is None else vectors, strict=True))
        is_foreign = self._foreign.has(wording)
        verdict = self._index.verdict(asked[0], is_foreign=is_foreign)
        if self._unasked.is_nothing_of(wording, self._ids[int(np.argmax(verdict.scores))]):
            return Answer(Outcome.NONE, None, 0.0, self._candidates(verdict, 0.0), unasked=True)
        several = self._named_in_parts(wording, language) or self._meant_in_halves(verdict, asked[1:])
        may_differ = bool(named or self.names.find(folded, "")) or (meant.is_guess and " " not in folded)
        return self._careful(self._decided(verdict, several), folded, may_differ=may_differ)

    def near(self, folded: str, language: str, limit: int) -> list[str]:
        """Standards for what is being typed, best first."""
        found = dict.fromkeys(self.names.holding(folded, language, limit))
        if len(found) < limit and len(folded) >= FEWEST_LETTERS:
            scores = self._index.verdict((folded, None)).scores
            found |= dict.fromkeys(self._ids[place] for place in _best(scores) if scores[place] > 0)
        return list(found)[:limit]

    def _meant_by_name(self, folded: str, language: str) -> Sequence[str]:
        """The standards of this name, also where it is asked for: `what is the standard for greeting`."""
        spelt, surely, led = self.names.spelt, self.names.surely, self._speech.led(folded)
        named = spelt(folded, language) or spelt(led, language) or surely(folded, language) or surely(led, language)
        return named or self._asked_back(folded, language)

    def _asked_back(self, folded: str, language: str) -> Sequence[str]:
        """The standards that words which are none may each mean by a typing error, where they are several."""
        found = self.names.find(folded, language)
        return found if len(found) > 1 and not self.is_word(folded) else ()

    def _named_in_parts(self, wording: str, language: str) -> tuple[str, ...]:
        """The standards that the parts of a question name, where they name two or more: `greeting and queue`."""
        parts = filter(None, (fold(part) for part in self._speech.breaks.split(wording)))
        found = dict.fromkeys(one for part in parts for one in self._named_by(part, language))
        return tuple(found) if len(found) > 1 else ()

    def _named_by(self, part: str, language: str) -> Sequence[str]:
        """The standards of a name, or of several one after the other: `dress code greeting`."""
        spelt, bare = self.names.spelt, self._speech.led(part) or self._speech.bare(part)
        return spelt(part, language) or spelt(bare, language) or self.names.in_a_row(bare, language)

    def _halves(self, wording: str) -> list[str]:
        """The halves of a question at each place where it may be cut in two, one after the other."""
        cuts = self._speech.halves(wording)
        return [half for cut in cuts for half in cut] if len(cuts) <= twofold.MOST_CUTS else []

    def _meant_in_halves(self, whole: Verdict, asked: Sequence[Asked]) -> tuple[str, ...]:
        """The standards that the halves ask for, where they ask two things."""
        halves = [self._index.verdict(one) for one in asked]
        cuts = list(zip(halves[::2], halves[1::2], strict=True))
        return tuple(self._ids[place] for place in twofold.asked(whole, cuts))

    def _decided(self, verdict: Verdict, named: Sequence[str]) -> Answer:
        sure = decision.confidence(verdict.trial, verdict.bounds)
        candidates = self._candidates(verdict, decision.covered(verdict.trial, verdict.bounds), named)
        outcome = Outcome.SUGGESTIONS if named else decision.decide(verdict.trial, verdict.bounds)
        standard = candidates[0].standard if outcome is Outcome.MATCH else None
        return Answer(outcome, standard, sure, candidates, several=tuple(named))

    def _careful(self, answer: Answer, folded: str, *, may_differ: bool) -> Answer:
        """The answer; a match becomes suggestions where the question's words are those of lines of all standards.

        So it does where the one word, or the name, `may_differ` from what was meant: another is a letter away from it.
        """
        if answer.standard is None:
            return answer
        if may_differ:
            sure = min(answer.confidence, UNSURE)
            return replace(answer, outcome=Outcome.SUGGESTIONS, standard=None, confidence=sure)
        told = self._index.told(folded, self._ids.index(answer.standard))
        if told is None or told >= VAGUE:
            return answer
        sure = min(answer.confidence, told)
        return replace(answer, outcome=Outcome.SUGGESTIONS, standard=None, confidence=sure)

    def _candidates(self, verdict: Verdict, known: float, named: Sequence[str] = ()) -> tuple[Candidate, ...]:
        """The best few, those that were named first; the best scores how likely it is that any standard answers."""
        scores = verdict.scores
        best = _best(scores)
        most = max(float(scores[best[0]]), 1e-9)
        found = dict.fromkeys(named, known)
        for place in best:
            found.setdefault(self._ids[place], round(min(1.0, max(0.0, known * float(scores[place]) / most)), 4))
        return tuple(Candidate(standard, score) for standard, score in list(found.items())[:KEPT])


def _is_short(wording: str) -> bool:
    """Whether there is but a letter; some are two when they are folded."""
    return sum(map(str.isalnum, wording)) < FEWEST_LETTERS


def _best(scores: Floats) -> list[int]:
    """The positions of the best few, best first; of equals the first."""
    few = scores if len(scores) <= KEPT else np.sort(np.partition(scores, -KEPT)[-KEPT:])
    near = np.flatnonzero(scores >= few.min(initial=np.inf))
    order: list[int] = near[np.argsort(-scores[near], kind="stable")][:KEPT].tolist()
    return order
