"""Answers that need no search, for what was asked is the name of a standard; pure."""

from collections.abc import Callable, Sequence
from itertools import islice

from bot.answers.answer import UNSURE, Answer, Candidate, Outcome
from bot.answers.naming import Names
from bot.answers.normalise import searchable
from bot.catalogue.model import Catalogue

KEPT = 5
FEWEST_LETTERS = 2


class Named:
    """The names of one catalogue's standards, and the answers to them."""

    def __init__(
        self,
        catalogue: Catalogue,
        endings: Sequence[str],
        is_usual: Callable[[str], bool] = lambda _: False,
        is_word: Callable[[str], bool] = lambda _: False,
    ) -> None:
        standards = catalogue.standards
        self._related = {standard.id: standard.related for standard in standards}
        self.names = Names(standards, catalogue.languages, endings, is_usual, is_word)

    def exactly(self, text: str, language: str) -> Answer | None:
        """The answer to what is a standard's name as it is spelt; None for everything else."""
        folded = searchable(text)
        found = self.names.spelt(folded, language) if len(folded) >= FEWEST_LETTERS else ()
        return self.answer(found) if found else None

    def answer(self, named: Sequence[str]) -> Answer:
        """The one standard of this name, with those that are related, unsearched; or several to choose from, alone."""
        if len(named) > 1:
            return Answer(Outcome.SUGGESTIONS, None, UNSURE, tuple(Candidate(one, UNSURE) for one in named[:KEPT]))
        beside = [one for name in named for one in self._related[name] if one in self._related]
        order = list(dict.fromkeys([*named, *beside, *islice(self._related, KEPT)]))[:KEPT]
        candidates = tuple(Candidate(one, 1.0 if one in named else 0.0) for one in order)
        return Answer(Outcome.MATCH, named[0], 1.0, candidates, exact=True)
