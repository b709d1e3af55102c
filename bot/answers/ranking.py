"""Puts standards in the order in which they may answer a question, by the words of each language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.answers.lexical import Field, Floats, Lexical
from bot.catalogue.model import Standard, StandardText
from bot.catalogue.names import fold

OTHER_LANGUAGE = 0.7  # how much a hit in a language that is not the asker's counts
QUESTION_WEIGHT = 1.5


@dataclass(frozen=True)
class Example:
    """A question that an author foresaw: which standard answers it, in which language."""

    standard: int
    language: str
    folded: str


class Ranking:
    """An index of standards; a standard is known here by its position."""

    def __init__(self, standards: Sequence[Standard], languages: Sequence[str]) -> None:
        spoken = [language for language in languages if any(language in standard.text for standard in standards)]
        self._indexes = {
            language: Lexical([_fields(standard, language) for standard in standards]) for language in spoken
        }
        self.examples = [
            Example(position, language, fold(question))
            for position, standard in enumerate(standards)
            for language, text in standard.text.items()
            for question in text.questions
        ]

    def scores(self, folded: str, language: str) -> Floats:
        """How well each standard answers the question, from 0 to 1."""
        return self._together({spoken: index.scores(folded) for spoken, index in self._indexes.items()}, language)

    def scores_without(self, example: Example) -> Floats:
        """The scores that an example would get if nobody had foreseen it."""
        index = self._indexes[example.language]
        return index.scores_without(example.folded, example.standard, (example.folded, QUESTION_WEIGHT))

    def _together(self, by_language: dict[str, Floats], language: str) -> Floats:
        own = language if language in by_language else next(iter(by_language), "")
        weighted = [scores if spoken == own else scores * OTHER_LANGUAGE for spoken, scores in by_language.items()]
        return np.asarray(np.max(weighted, axis=0), np.float32) if weighted else np.zeros(0, np.float32)


def _fields(standard: Standard, language: str) -> list[Field]:
    text = standard.text.get(language)
    return [(fold(words), weight) for words, weight in _weighted(standard, text)] if text else []


def _weighted(standard: Standard, text: StandardText) -> Iterator[tuple[str, float]]:
    """What search reads of a standard, and how much each part counts (measured on the default pack)."""
    yield standard.id, 0.5
    yield text.title, 1
    groups = ((text.aliases, 2), (text.questions, QUESTION_WEIGHT), ((*text.do, *text.dont, text.criterion), 0.5))
    for lines, weight in groups:
        for line in lines:
            yield line, weight
    for line in (text.why, *text.say, *text.tips, text.exception or ""):
        yield line, 0.3
