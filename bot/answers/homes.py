"""Which questions of a file find a standard, which only suggestions, and which nothing."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.answers.answers import Answer, Answers


@dataclass(frozen=True)
class Home:
    """A question and its answer."""

    question: str
    language: str
    answer: Answer


def homes(lines: Iterable[str], answers: Answers, language: str) -> Iterator[Home]:
    """The answer to each line: a plain question, in `language`, or JSON with `question` and perhaps `lang`."""
    for line in lines:
        question, spoken = _read(line.strip(), language)
        if question:
            yield Home(question, spoken, answers.answer(question, spoken))


def _read(line: str, language: str) -> tuple[str, str]:
    if not line.startswith("{"):
        return line, language
    try:
        asked = json.loads(line)
    except ValueError:
        return line, language
    spoken = asked.get("lang")
    return str(asked.get("question") or ""), spoken if isinstance(spoken, str) else language
