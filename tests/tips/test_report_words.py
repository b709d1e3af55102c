"""The report's one sentence says of which weeks it speaks, in both languages."""

from dataclasses import replace

import pytest

from bot.i18n import translator
from bot.tips.report import Learnt, Right
from handlers.views.tips_report import on_home, says, sentence
from tests.tips.words import catalogue, of_twenty, standard

EN, DA = translator("en"), translator("da")
PACK = catalogue(standard("greeting"))
LEARNT = Learnt(None, Right(9, 3), Right(12, 10))


@pytest.mark.parametrize(
    ("people", "english", "danish"),
    [
        (
            (10, 4, 4, 4, 4, 4, 4, 4),
            "In 1 of the last 7 whole weeks with questions, five or more people answered: in that week 50 % of the 20 "
            "people; ",
            "I 1 af de seneste 7 hele uger med spørgsmål svarede fem eller flere, og i den uge var det 50 % af de 20 "
            "personer; ",
        ),
        (
            (10, 4, 8, 20),
            "In 2 of the last 3 whole weeks with questions, five or more people answered: in those weeks 45 % of the "
            "20 people on average; ",
            "I 2 af de seneste 3 hele uger med spørgsmål svarede fem eller flere, og i de uger var det i gennemsnit "
            "45 % af de 20 personer; ",
        ),
        (
            (None, 10, 8, 20),
            "In the last 2 whole weeks with questions, 45 % of the 20 people answered on average; ",
            "I de seneste 2 hele uger med spørgsmål svarede i gennemsnit 45 % af de 20 personer; ",
        ),
        (
            (None, 10, None),
            "In the last whole week with questions, 50 % of the 20 people answered; ",
            "I den seneste hele uge med spørgsmål svarede 50 % af de 20 personer; ",
        ),
        (
            (None, None, 9),
            "This week so far, 45 % of the 20 people have answered; ",
            "I denne uge har 45 % af de 20 personer svaret indtil nu; ",
        ),
        (
            (4, None, 9),
            "This week so far, 45 % of the 20 people have answered, but in none of the seven weeks before did five "
            "or more; ",
            "I denne uge har 45 % af de 20 personer svaret indtil nu, men i ingen af de syv foregående uger svarede "
            "fem eller flere; ",
        ),
        (
            (4, 4, 4),
            "In no week of the last eight have five people answered; ",
            "Der er ingen af de seneste otte uger, hvor fem har svaret; ",
        ),
    ],
)
def test_the_sentence_says_of_which_weeks_it_speaks(people: tuple[int | None, ...], english: str, danish: str) -> None:
    report = replace(of_twenty(*people), overall=LEARNT)
    gain = "when asked again, 83 % of the answers were right, against 33 % the first time."
    assert sentence(report, EN) == f"{english}{gain}"
    assert sentence(report, DA).startswith(danish)
    for t in (EN, DA):
        assert sentence(report, t) in says(report, PACK, t), "a screen reader hears the same"
        assert sentence(report, t) in str([block.to_dict() for block in on_home([report], PACK, t)])


def test_of_first_answers_alone_it_speaks_of_the_answers_too() -> None:
    report = replace(of_twenty(10, 8, None), overall=Learnt(None, Right(9, 3)))
    assert "; 33 % of the first answers were right, and " in sentence(report, EN)
