"""What `takt ask` prints: the card follows the question, Takt's own words the asker."""

import json
from pathlib import Path

import pytest

from bot.answers.terminal import Terminal
from tests.answers.catalogues import CONTENT, standard, text
from tests.catalogue.packs import write_pack


def test_line_of_a_file_is_in_the_language_of_its_question_where_it_names_none(tmp_path: Path) -> None:
    asked = {"da": "Hvad siger reglerne om tip?", "en": "What do the rules say about tip?"}
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(json.dumps({"id": one, "question": words}) for one, words in asked.items()))
    lines = Terminal(_one_name_for_two(tmp_path / "content"), tmp_path).lines(file, "en")
    assert {one["id"]: one["standard"] for one in map(json.loads, lines)} == {"da": "advice", "en": "gratuity"}


@pytest.mark.parametrize(
    ("question", "language", "printed"),
    [
        ("hilsen", "en", "Why: En hilsen siger"),
        ("hilsen", "da", "Hvorfor: En hilsen siger"),
        ("greeting", "da", "Hvorfor: En hilsen siger"),  # an id, the same in every language
        ("say hello", "da", "Hvorfor: A greeting says"),
    ],
)
def test_card_follows_the_question_and_its_headings_the_asker(
    question: str, language: str, printed: str, tmp_path: Path
) -> None:
    assert printed in Terminal(CONTENT, tmp_path).text(question, language)


def _one_name_for_two(folder: Path) -> Path:
    """A tip is money in English, and advice in Danish."""
    english = {"why": "What do the rules say about it? They say that we ask who it is for."}
    danish = {"why": "Hvad siger reglerne om det? De siger, at vi spørger, hvem det er til."}
    money = standard("gratuity", text("Tip", **english), text("Drikkepenge", **danish))
    return write_pack(folder, money, standard("advice", text("Advice", **english), text("Tip", **danish)))
