"""Puts standards in the order in which they may answer a question: by letters, and by the lines most like it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.answers.lexical import Lexical
from bot.answers.nearest import Nearest
from bot.answers.postings import Field, Floats
from bot.catalogue.model import Standard, StandardText
from bot.catalogue.names import fold

OTHER_LANGUAGE = 0.7  # how much a hit in a language that is not the asker's counts
NEAREST = 2.0  # how much likeness to lines counts beside letters
QUESTION_WEIGHT = 1.5


@dataclass(frozen=True)
class Example:
    """A question that an author foresaw: which standard answers it, in which language, and which line it is."""

    standard: int
    language: str
    folded: str
    line: int


class Ranking:
    """An index of standards; a standard is known here by its position."""

    def __init__(self, standards: Sequence[Standard], languages: Sequence[str]) -> None:
        spoken = [language for language in languages if any(language in standard.text for standard in standards)]
        self._letters = {
            language: Lexical([_fields(standard, language) for standard in standards]) for language in spoken
        }
        lines = list(_lines(standards))
        self._nearest = Nearest([line.folded for line in lines], [line.standard for line in lines], len(standards))
        self.examples = [line for line in lines if line.language]

    def scores(self, folded: str, language: str) -> Floats:
        """How well each standard answers the question, from 0 to 1."""
        by_language = {spoken: index.scores(folded) for spoken, index in self._letters.items()}
        own = language if language in by_language else next(iter(by_language), "")
        weighted = [one if spoken == own else one * OTHER_LANGUAGE for spoken, one in by_language.items()]
        letters = np.max(weighted, axis=0) if weighted else np.zeros(0, np.float32)
        return _together(letters, self._nearest.scores(folded))

    def scores_without(self, example: Example) -> Floats:
        """The scores that an example would get if nobody had foreseen it."""
        letters = self._letters[example.language]
        return _together(
            letters.scores_without(example.folded, example.standard, QUESTION_WEIGHT),
            self._nearest.scores(example.folded, without=example.line),
        )


def _together(letters: Floats, nearest: Floats) -> Floats:
    return ((letters + NEAREST * nearest) / (1 + NEAREST)).astype(np.float32)


def _lines(standards: Sequence[Standard]) -> Iterator[Example]:
    """Every line that a question may be like; only foreseen questions have a language."""
    number = 0
    for position, standard in enumerate(standards):
        for language, text in standard.text.items():
            lines = [(fold(question), language) for question in text.questions]
            lines += [(fold(line), "") for line, _ in _weighted(standard, text) if line not in text.questions]
            for folded, spoken in lines:
                if folded:
                    yield Example(position, spoken, folded, number)
                    number += 1


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
    for line in (text.why, *text.say, *text.tips, text.exception or "", *(check.ask for check in text.checks)):
        yield line, 0.3
