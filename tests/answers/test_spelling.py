"""Typing errors are mended with the catalogue's own words; what is no error stays."""

import pytest

from bot.answers.answers import Answers
from bot.answers.spelling import Spelling
from tests.answers.catalogues import default_answers

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


def test_two_standards_in_one_question_are_both_suggested(answers: Answers) -> None:
    answer = answers.answer("greeting and name badge", "en")
    assert answer.standard is None
    assert set(answer.suggestions[:2]) == {"greeting", "name-badge"}
