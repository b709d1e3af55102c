"""The languages of the live catalogue, and which of them a question is in."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.answers.detect import language_of_question, learn
from bot.answers.normalise import plain
from bot.catalogue.live import LiveCatalogue
from bot.catalogue.model import Catalogue, Localised, Standard, StandardText
from bot.catalogue.names import fold

ENOUGH = 150  # standards to learn from; more would make no difference
QUESTIONS = 75  # of each, about; many more would outweigh the other texts, and short words would seem too sure


class Tongues:
    """Learns what each language looks like from the catalogue in use."""

    def __init__(self, live: LiveCatalogue) -> None:
        self._live = live
        self._learn(live.current)
        live.on_change(self._learn)

    def of(self, question: str, default: str) -> str:
        """The language of a question; the default for an id, which is the same in every language, and in doubt."""
        words = plain(question)
        folded = fold(words)
        if folded in self._ids:
            return default
        if len(named := self._names.get(folded, ())) == 1:
            return next(iter(named))
        return language_of_question(words, self._profiles, default)

    def localised(self, standard: str, language: str, profile: str) -> Localised | None:
        """The standard in the question's language; noted as a fallback where it lacks the profile's own."""
        catalogue = self._live.current
        found = catalogue.get(standard)
        if found is None:
            return None
        localised = catalogue.localise(found, language)
        return replace(localised, fell_back=localised.fell_back or profile not in found.text)

    def _learn(self, catalogue: Catalogue) -> None:
        standards = catalogue.searched
        self._ids = frozenset(standard.id.replace("-", " ") for standard in standards)
        self._names = _names(standards)
        sample = standards[:: max(1, len(standards) // ENOUGH)]
        self._profiles = learn(
            {
                language: [line for one in sample if language in one.text for line in _lines(one.text[language])]
                for language in catalogue.languages
            }
        )


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
    yield from (text.title, *text.aliases, *questions, text.criterion, text.why)
    yield from (*text.do, *text.dont, *text.say, *text.tips, text.exception or "")
    for check in text.checks:
        yield check.ask
        yield from (words for option in check.options for words in (option.text, option.feedback))
