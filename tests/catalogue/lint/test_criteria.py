"""A criterion says what an observer sees or counts, in every language that has word lists."""

from pathlib import Path

import pytest

from bot.catalogue.lint.criteria import is_observable
from bot.catalogue.lint.lexicon import words_of
from bot.catalogue.loader import load
from tests.catalogue.lint.findings import found_in_text

CONTENT = Path(__file__).parent.parent.parent.parent / "standards_content"


@pytest.mark.parametrize(
    ("language", "criterion"),
    [
        ("en", "Staff are polite, professional and helpful to everyone."),
        ("en", "Customers get good service."),
        ("en", "Understands the situation and meets the standard."),
        ("da", "Medarbejderen er høflig og professionel."),
        ("da", "Viser respekt for alle."),
        ("da", "En kunde får altid en god oplevelse."),
        ("de", "Das Personal ist höflich und professionell."),
    ],
)
def test_taste_cannot_be_observed(language: str, criterion: str, tmp_path: Path) -> None:
    words, _ = words_of(language, tmp_path)
    assert words
    assert not is_observable(criterion, words)


@pytest.mark.parametrize(
    ("language", "criterion"),
    [
        ("en", "Help is there within 1 minute."),
        ("en", "Asks before any touch."),
        ("da", "Spørger før enhver berøring."),
        ("da", "Der er hjælp inden for ét minut."),
        ("de", "Jeder Kunde wird gegrüßt."),
    ],
)
def test_acts_and_amounts_can_be_observed(language: str, criterion: str, tmp_path: Path) -> None:
    words, _ = words_of(language, tmp_path)
    assert words
    assert is_observable(criterion, words)


@pytest.mark.parametrize(
    ("criterion", "vague"),
    [
        ("Greets politely and quickly.", ["politely", "quickly"]),
        ("Answers as soon as possible.", ["as soon as possible"]),
        ("Answers as soon as the phone rings.", []),
        ("Says goodbye with a good wish.", []),
        ("Wishes a good day with good manners.", ["good"]),
        ("A goodbye is said.", []),
    ],
)
def test_vague_words_are_named_unless_they_can_be_seen(criterion: str, vague: list[str], tmp_path: Path) -> None:
    findings = found_in_text("vague-word", tmp_path, criterion=criterion)
    assert [finding.message.split("`")[1] for finding in findings] == vague


def test_vague_word_is_found_at_its_line(tmp_path: Path) -> None:
    finding = found_in_text("vague-word", tmp_path, criterion="Smiles nicely.")[0]
    lines = (tmp_path / finding.file).read_text(encoding="utf-8").splitlines()
    assert "Smiles nicely." in lines[finding.line - 1]


def test_criteria_of_the_default_pack_can_all_be_observed(tmp_path: Path) -> None:
    for standard in load(CONTENT).standards:
        for language, text in standard.text.items():
            words, _ = words_of(language, tmp_path)
            assert words
            assert is_observable(text.criterion, words)
