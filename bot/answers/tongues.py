"""The languages of the live catalogue, and which of them a question is in."""

import asyncio
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answers.detect import Profiles, is_new, language_of_question, learn
from bot.answers.normalise import plain
from bot.answers.outside import abroad, elsewhere
from bot.answers.slips import Slips
from bot.answers.speech import speech
from bot.catalogue.live import LiveCatalogue
from bot.catalogue.model import Catalogue, Localised, Standard, StandardText
from bot.catalogue.names import fold

ENOUGH = 150  # standards to learn from; more would make no difference
QUESTIONS = 75  # of each, about; many more would outweigh the other texts, and short words would seem too sure


class Tongues:
    """Learns what each language looks like from the catalogue in use, when somebody first asks, or by `warm`.

    What was learnt of one catalogue is learnt of the next one as well, before anybody asks.
    """

    def __init__(self, live: LiveCatalogue) -> None:
        self._live = live
        live.on_change(self._learn_again)
        self._learnt: _Learnt | None = None
        self._learning = threading.Lock()  # those who ask at the same moment learn once

    @property
    def has_learnt(self) -> bool:
        """Whether the catalogue in use is known, so that nobody waits for it."""
        return self._learnt_of_current() is not None

    async def told(self, question: str, default: str) -> str:
        """As `of`, off the event loop where the catalogue is still to be learnt, or is just being replaced."""
        learnt = self._learnt_of_current()
        if learnt is None:
            learnt = await asyncio.to_thread(self._learn)
        return learnt.language(question, default)

    def warm(self) -> None:
        """Learn now; to be called off the event loop."""
        self._known()

    def close(self) -> None:
        """Learn of no further catalogue before somebody asks."""
        self._live.off_change(self._learn_again)

    def of(self, question: str, default: str) -> str:
        """The language of a question; the default for an id, which is the same in every language, and in doubt."""
        return self._known().language(question, default)

    def localised(self, standard: str, language: str, profile: str) -> Localised | None:
        """The standard in the question's language; noted as a fallback where it lacks the profile's own."""
        catalogue = self._live.current
        found = catalogue.get(standard)
        if found is None:
            return None
        localised = catalogue.localise(found, language)
        return replace(localised, fell_back=localised.fell_back or profile not in found.text)

    def _learn_again(self, _: Catalogue) -> None:
        if self._learnt is not None:
            self.warm()

    def _known(self) -> "_Learnt":
        return self._learnt_of_current() or self._learn()

    def _learn(self) -> "_Learnt":
        with self._learning:
            if (learnt := self._learnt_of_current()) is None:
                self._learnt = learnt = _learnt_of(self._live.current)
            return learnt

    def _learnt_of_current(self) -> "_Learnt | None":
        """What is known of the catalogue in use; None also where it was replaced since, or while it was learnt."""
        learnt = self._learnt
        return learnt if learnt is not None and learnt.catalogue is self._live.current else None


@dataclass(frozen=True)
class _Learnt:
    """What is known of one catalogue: its ids, the languages of its names, what each language looks like."""

    catalogue: Catalogue
    ids: frozenset[str]
    names: Mapping[str, set[str]]
    slips: Slips
    profiles: Profiles

    def language(self, question: str, default: str) -> str:
        """The language of a question, or the default."""
        words = plain(question)
        folded = fold(words)
        if folded in self.ids:
            return default
        named = self.names.get(folded) or self.names.get(speech().led(folded)) or set()
        if len(named) == 1:
            return next(iter(named))
        if is_new(words, self.profiles) and (misspelt := self.slips.language(folded)):
            return misspelt
        return language_of_question(words, self.profiles, default, abroad())


def _learnt_of(catalogue: Catalogue) -> _Learnt:
    standards = catalogue.searched
    sample = standards[:: max(1, len(standards) // ENOUGH)]
    profiles = learn(
        {
            language: [line for one in sample if language in one.text for line in _lines(one.text[language])]
            for language in catalogue.languages
        },
        {language: elsewhere([language]) for language in catalogue.languages},
    )
    ids, names = frozenset(one.id.replace("-", " ") for one in standards), _names(standards)
    return _Learnt(catalogue, ids, names, Slips(names), profiles)


def _names(standards: Sequence[Standard]) -> dict[str, set[str]]:
    """In which languages a standard goes by a title or an alias."""
    found: dict[str, set[str]] = {}
    for standard in standards:
        for language, text in standard.text.items():
            for name in (text.title, *text.aliases):
                found.setdefault(fold(name), set()).add(language)
    return found


def _lines(text: StandardText) -> Iterator[str]:
    questions = text.questions[:: max(1, len(text.questions) // QUESTIONS)]
    words = (question for question in text.questions if " " not in question)  # somebody may ask nothing else
    yield from (text.title, *text.aliases, *questions, *words, text.criterion, text.why)
    yield from (*text.do, *text.dont, *text.say, *text.tips, text.exception or "")
    for check in text.checks:
        yield check.ask
        yield from (words for option in check.options for words in (option.text, option.feedback))
