"""Answers a file of questions, line by line, for benchmarks and for trying a catalogue out."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from bot.answers.answer import Answer
from bot.answers.answers import Answers, Outcome
from bot.i18n import language_of

Tell = Callable[[str], str]  # in which language a question is


def answer_lines(lines: Iterable[str], answers: Answers, told: Tell = lambda _: "") -> Iterator[str]:
    """A JSON line for each line `{"id", "lang", "question"}`, in order; for a bad one, what is wrong with it.

    `told` tells the language of the question of a line that names none.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _printed(_answered(line, number, answers, told))


def as_record(question: object, answer: Answer) -> dict[str, object]:
    """An answer as it is printed: the question's id, the outcome, the standard and the candidates, best first."""
    return {
        "id": question,
        "outcome": answer.outcome.value,
        "standard": answer.standard,
        "confidence": answer.confidence,
        "candidates": [{"standard": one.standard, "score": one.score} for one in answer.candidates],
    }


def _printed(record: Mapping[str, object]) -> str:
    """JSON that can be written as UTF-8 whatever the id is: half a character is escaped."""
    words = json.dumps(record, ensure_ascii=False)
    try:
        words.encode()
    except UnicodeEncodeError:
        return json.dumps(record)
    return words


def _answered(line: str, number: int, answers: Answers, told: Tell) -> dict[str, object]:
    try:
        asked = json.loads(line, parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        return _bad(None, number, f"not JSON ({error})")
    if not isinstance(asked, Mapping):
        return _bad(None, number, 'expected an object with "id", "lang" and "question"')
    if not isinstance(asked.get("question"), str):
        return _bad(asked.get("id"), number, 'expected a "question" in words')
    question, language = asked["question"], asked.get("lang")
    spoken = language_of(language) if language and isinstance(language, str) else told(question)
    return as_record(asked.get("id"), answers.answer(question, spoken))


def _refused(constant: str) -> object:
    raise ValueError(f"{constant} is no value")


def _bad(question: object, number: int, reason: str) -> dict[str, object]:
    """A record like any other, of a question that got nothing, and why."""
    nothing = as_record(question, Answer(Outcome.NONE, None, 0.0, ()))
    return nothing | {"error": f"line {number}: {reason}"}
