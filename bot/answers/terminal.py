"""What `takt ask` prints: the same answers as in Slack, in a terminal."""

import json
from collections.abc import Iterator
from pathlib import Path

from bot.answers.answer import Answer
from bot.answers.answers import Answers, Outcome
from bot.answers.batch import answer_lines, as_record
from bot.answers.cache import Cache, default_folder
from bot.answers.encoder import default_encoder
from bot.catalogue.live import LiveCatalogue
from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue, Localised


class Terminal:
    """Answers in the words of one content folder."""

    def __init__(self, folder: Path, cache: Path | None = None) -> None:
        self._live = LiveCatalogue(load(folder, complete=False))
        self._answers = Answers(self._live, default_encoder(), Cache(cache or default_folder()))

    def lines(self, file: Path) -> Iterator[str]:
        """A JSON line for each line of a file of questions, in order."""
        with file.open(encoding="utf-8") as questions:
            self._answers.learn()
            yield from answer_lines(questions, self._answers)

    def record(self, question: str, language: str) -> str:
        """The answer as one line of JSON."""
        answer = self._answer(question, language)
        return json.dumps(as_record(None, answer), ensure_ascii=False)

    def text(self, question: str, language: str) -> str:
        """The answer as a person reads it."""
        return as_text(self._answer(question, language), self._live.current, language)

    def _answer(self, question: str, language: str) -> Answer:
        """The answer; what is learnt of meanings is fetched only for what is no name."""
        if self._answers.name(question, language) is None:
            self._answers.learn()
        return self._answers.answer(question, language)


def as_text(answer: Answer, catalogue: Catalogue, language: str) -> str:
    """The card, the suggestions, or an honest nothing."""
    if answer.outcome is Outcome.MATCH and answer.standard:
        return card(catalogue.localise(catalogue.everything[answer.standard], language))
    if answer.outcome is Outcome.SUGGESTIONS:
        found = [catalogue.everything[candidate.standard] for candidate in answer.candidates[:3]]
        lines = [f"  {one.id}: {catalogue.localise(one, language).text.title}" for one in found]
        return "\n".join(["Perhaps one of these:", *lines])
    return "There is no standard on this yet."


def card(localised: Localised) -> str:
    """A standard, word for word."""
    text = localised.text
    parts = [text.title.upper(), text.criterion, f"Why: {text.why}", _list("Do", text.do), _list("Don't", text.dont)]
    parts += [_list("Say", text.say)] if text.say else []
    parts += [f"Exception: {text.exception}"] if text.exception else []
    parts += [f"Law: {localised.law}"] if localised.law else []
    return "\n".join(parts)


def _list(name: str, lines: tuple[str, ...]) -> str:
    return "\n".join([f"{name}:", *(f"  - {line}" for line in lines)])
