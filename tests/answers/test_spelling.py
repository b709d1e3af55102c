"""Typing errors are mended with the catalogue's own words; what is no error stays."""

import pytest

from bot.answers.answers import Answers
from bot.answers.languages import Languages
from bot.answers.spelling import Spelling
from bot.catalogue.names import fold
from tests.answers.catalogues import default_answers, tiny_catalogue

LINES = ["kunden står i køen", "kunden venter", "greet the customer", "the customer waits", "påklædning", "påklædning"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("teh custmer waits", "teh customer waits"),
        ("customre", "customer"),
        ("cusstomer?", "customer?"),
        ("paaklaedning", "påklædning"),
        ("Customer", "Customer"),
        ("zebra", "zebra"),
        ("", ""),
    ],
)
def test_word_one_slip_away_is_taken_for_the_known_one(typed: str, meant: str) -> None:
    assert Spelling(LINES).mended(typed) == meant


def test_nothing_is_mended_without_words() -> None:
    assert Spelling([]).mended("custmer") == "custmer"


@pytest.fixture(scope="module")
def answers() -> Answers:
    return default_answers()


@pytest.mark.parametrize(
    ("question", "profile", "language"),
    [
        ("hvor tæt må jeg stå på kunden?", "en", "da"),
        ("how close may I stand to a customer?", "da", "en"),
        ("hvordan hilser jeg på gæsterne", "en", "da"),
        ("ok", "da", "da"),
        ("", "en", "en"),
        ("how close may I stand?", "sv", "en"),
    ],
)
def test_language_of_a_question_wins_over_the_profile_s(
    answers: Answers, question: str, profile: str, language: str
) -> None:
    assert answers.language(question, profile) == language


def test_name_is_of_the_language_that_has_it(answers: Answers) -> None:
    assert answers.answer("hilsen", "en").language == "da"
    assert answers.answer("say hello", "da").language == "en"


def test_one_language_needs_no_telling() -> None:
    catalogue = tiny_catalogue()
    assert Languages(catalogue.standards, ["en"]).of(fold("hvad siger jeg"), "da") == "da"


def test_two_standards_in_one_question_are_both_suggested(answers: Answers) -> None:
    answer = answers.answer("greeting and name badge", "en")
    assert answer.standard is None
    assert set(answer.suggestions[:2]) == {"greeting", "name-badge"}
