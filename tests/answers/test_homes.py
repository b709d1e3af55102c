"""A file of questions, plain or JSON, and what each one finds."""

from pathlib import Path

import pytest

from bot.answers.answers import Answers, Outcome
from bot.answers.homes import homes
from bot.catalogue.live import LiveCatalogue
from bot.catalogue.loader import load
from tests.catalogue.packs import write_pack


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    return Answers(LiveCatalogue(load(write_pack(tmp_path))))


def test_plain_lines_are_asked_in_the_given_language(answers: Answers) -> None:
    found = list(homes(["hilsen\n", "\n", "  kø  "], answers, "da"))
    assert [(one.question, one.language, one.answer.standard) for one in found] == [
        ("hilsen", "da", "greeting"),
        ("kø", "da", "queue"),
    ]


def test_json_lines_bring_their_language(answers: Answers) -> None:
    lines = ['{"id": "1", "lang": "da", "question": "hilsen"}', '{"question": "queue", "lang": 7}', '{"id": "3"}']
    found = list(homes(lines, answers, "en"))
    assert [(one.language, one.answer.standard) for one in found] == [("da", "greeting"), ("en", "queue")]


def test_line_that_only_looks_like_json_is_a_question(answers: Answers) -> None:
    found = list(homes(["{zzz qqq xxx"], answers, "en"))
    assert [(one.question, one.answer.outcome) for one in found] == [("{zzz qqq xxx", Outcome.NONE)]
