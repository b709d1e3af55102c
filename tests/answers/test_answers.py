"""A question gets the standard, two or three suggestions, or an honest nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answers import Answers, Outcome
from bot.catalogue.live import LiveCatalogue
from tests.answers.catalogues import catalogue_of, default_answers, greeting, queue, tiny_catalogue


@pytest.fixture(scope="module")
def answers() -> Answers:
    return default_answers()


@pytest.mark.parametrize(
    ("question", "language", "standard"),
    [
        ("How close may I stand to a customer?", "en", "personal-space"),
        ("Where do I put my name badge?", "en", "name-badge"),
        ("A customer forgot her umbrella, what now?", "en", "lost-property"),
        ("Must I ask for ID when someone young buys beer?", "en", "age-restricted-sale"),
        ("How quickly should I answer an e-mail?", "en", "chat-and-email"),
        ("hvor tæt må jeg stå på kunden?", "da", "personal-space"),
        ("hvor hurtigt skal jeg tage telefonen?", "da", "phone-call"),
        ("kunden klager over varen", "da", "complaint-handling"),
        ("skal jeg bære navneskilt i pausen", "da", "name-badge"),
        ("hvad gør jeg ved glemte sager", "da", "lost-property"),
    ],
)
def test_question_leads_to_its_standard_or_offers_it(
    answers: Answers, question: str, language: str, standard: str
) -> None:
    answer = answers.answer(question, language)
    assert answer.outcome is not Outcome.NONE
    assert standard in answer.suggestions


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "?",
        "x",
        "!!!",
        "<!channel>",
        "<https://example.com>",
        "hej",
        "hi there",
        "tak",
        "lol",
        "ok tak",
        "du er en idiot",
        "you are stupid",
        "never mind",
        "not about the dress code",
        "jeg vil ikke vide noget om hilsner",
        "\x00",
    ],
)
def test_small_talk_signs_and_emptiness_get_nothing(answers: Answers, text: str) -> None:
    answer = answers.answer(text, "da")
    assert (answer.outcome, answer.standard) == (Outcome.NONE, None)


@pytest.mark.parametrize(
    "question", ["who won the football match yesterday", "hvad er hovedstaden i Peru", "qwertyuiop", "buy bitcoin"]
)
def test_what_no_standard_is_about_is_not_answered(answers: Answers, question: str) -> None:
    assert answers.answer(question, "da").outcome is not Outcome.MATCH


def test_candidates_come_best_first_and_are_three_or_more(answers: Answers) -> None:
    candidates = answers.answer("how do I greet an angry customer in the queue", "en").candidates
    assert len(candidates) >= 3
    assert [one.score for one in candidates] == sorted((one.score for one in candidates), reverse=True)


def test_suggestions_are_two_or_three(answers: Answers) -> None:
    answer = answers.answer("what about the customer", "en")
    assert answer.outcome is Outcome.SUGGESTIONS
    assert len(answer.suggestions) == 3


def test_long_question_is_answered_by_its_beginning(answers: Answers) -> None:
    question = "How close may I stand to a customer? "
    assert "personal-space" in answers.answer(question + "word " * 2000, "en").suggestions


def test_question_in_the_other_language_is_answered_too(answers: Answers) -> None:
    assert "personal-space" in answers.answer("hvor tæt må jeg stå på kunden?", "en").suggestions


def test_new_catalogue_is_answered_from_at_once() -> None:
    live = LiveCatalogue(catalogue_of(greeting()))
    answers = Answers(live)
    assert answers.name("queue", "en") is None
    live.replace(catalogue_of(greeting(), queue()))
    assert answers.name("queue", "en") == "queue"


def test_retired_standard_is_not_offered() -> None:
    answers = Answers(LiveCatalogue(catalogue_of(greeting(retired=True), queue())))
    assert answers.answer("greeting", "en").standard is None


@pytest.mark.parametrize("count", [0, 1, 2])
def test_tiny_catalogue_answers_what_it_can(count: int) -> None:
    answers = Answers(LiveCatalogue(catalogue_of(*[greeting(), queue()][:count])))
    assert answers.answer("how long is the wait in space", "en").standard is None
    assert answers.answer("greeting", "en").outcome is (Outcome.MATCH if count else Outcome.NONE)


def test_tiny_catalogue_answers_a_question_and_refuses_another() -> None:
    answers = Answers(LiveCatalogue(tiny_catalogue()))
    assert answers.answer("how do I say hello to people?", "en").standard == "greeting"
    assert answers.answer("who won the football match", "en").outcome is Outcome.NONE


@given(st.text(max_size=400), st.sampled_from(["en", "da", "", "xx"]))
def test_anything_at_all_is_answered(text: str, language: str) -> None:
    answer = TINY.answer(text, language)
    assert (answer.standard is None) == (answer.outcome is not Outcome.MATCH)
    assert 0 <= answer.confidence <= 1


TINY = Answers(LiveCatalogue(tiny_catalogue()))
TINY.answer("a word", "en")  # loads search, for which hypothesis would not wait
