"""What `takt ask` prints: the card follows the question, Takt's own words the asker."""

from pathlib import Path

import pytest

from bot.answers.terminal import Terminal
from tests.answers.catalogues import CONTENT


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
