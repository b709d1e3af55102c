"""What `takt ask` prints: the same answers as in Slack, in a terminal."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from bot import multiplying
from bot.answers.answer import Answer, Outcome
from bot.answers.answers import Answers
from bot.answers.batch import answer_lines, as_record
from bot.answers.cache import Cache, default_folder
from bot.answers.choosing import finding
from bot.answers.tongues import Tongues
from bot.catalogue.live import LiveCatalogue
from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue, Localised
from bot.catalogue.references import with_titles
from bot.errors import SettingsError
from bot.i18n import Translator, language_of, translator

STANDARD_INPUT = Path("-")


class Terminal:
    """Answers in the words of one content folder."""

    def __init__(self, folder: Path, cache: Path | None = None) -> None:
        keeps = cache or default_folder()
        self._live = LiveCatalogue(load(folder, complete=False))
        self._tongues = Tongues(self._live)
        self._answers = Answers(self._live, None, Cache(keeps), find_encoder=finding(keeps))

    def lines(self, file: Path, language: str) -> Iterator[str]:
        """A JSON line for each line of a file of questions (`-`: of standard input), in order.

        `language` is the asker's; the question of a line that names none is in its own, as in Slack.
        """
        source: int | Path = sys.stdin.fileno() if file == STANDARD_INPUT else file
        with open(source, encoding="utf-8-sig", errors="replace", closefd=source is file) as questions:
            self._answers.learn()
            multiplying.in_one_thread()
            yield from answer_lines(questions, self._answers, lambda question: self._tongues.of(question, language))

    def record(self, question: str, language: str) -> str:
        """The answer as one line of JSON."""
        answer = self._answer(question, self._tongues.of(question, language))
        return json.dumps(as_record(None, answer), ensure_ascii=False)

    def text(self, question: str, language: str) -> str:
        """The answer as a person reads it: content in the question's language, Takt's own words in the asker's."""
        spoken = self._tongues.of(question, language)
        return as_text(self._answer(question, spoken), self._live.current, spoken, translator(language))

    def language(self, wanted: str) -> str:
        """The language of the content that is meant, by `da-DK` for example. Raises `SettingsError` for others."""
        language = language_of(wanted)
        if language not in self._live.current.languages:
            known = ", ".join(self._live.current.languages)
            raise SettingsError([f"--lang: the content has no `{wanted}`; expected one of {known}"])
        return language

    def _answer(self, question: str, language: str) -> Answer:
        """The answer; what is learnt of meanings is fetched only for what is no name."""
        if not self._answers.is_name(question, language):
            self._answers.learn()
        return self._answers.answer(question, language)


def as_text(answer: Answer, catalogue: Catalogue, language: str, t: Translator) -> str:
    """The card, the suggestions, or an honest nothing."""
    if answer.outcome is Outcome.MATCH and answer.standard:
        return card(catalogue.localise(catalogue.everything[answer.standard], language), catalogue, t)
    if answer.outcome is Outcome.SUGGESTIONS:
        found = [catalogue.everything[standard] for standard in answer.suggestions]
        lines = [f"  {one.id}: {catalogue.localise(one, language).text.title}" for one in found]
        intro = t("More than one standard:") if answer.several else t("Perhaps one of these:")
        return "\n".join([intro, *lines])
    return t("There is no standard on this yet.")


def card(found: Localised, catalogue: Catalogue, t: Translator) -> str:
    """A standard, word for word."""
    text = found.text
    parts = [text.title.upper(), text.criterion, f"{t('Why')}: {text.why}"]
    parts += [_list(t("Do"), text.do), _list(t("Don’t"), text.dont)]
    parts += [_list(t("Say this"), text.say)] if text.say else []
    if text.exception:
        exception = with_titles(text.exception, catalogue, found.language, lambda title: t("“{words}”", words=title))
        parts.append(f"{t('Exception')}: {exception}")
    parts += [f"{t('The law')}: {found.law}"] if found.law else []
    return "\n".join(parts)


def _list(name: str, lines: tuple[str, ...]) -> str:
    return "\n".join([f"{name}:", *(f"  - {line}" for line in lines)])
