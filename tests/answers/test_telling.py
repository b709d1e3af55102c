"""Words that stand in lines of nearly all standards do not make one of them the answer."""

import numpy as np
import pytest

from bot.answers.answers import Answers, Outcome
from bot.answers.lines import Line
from bot.answers.telling import FEWEST, Telling
from bot.library import open_library
from bot.settings import DEFAULT_CONTENT


def lines(*texts: tuple[int, str]) -> list[Line]:
    return [Line(standard, text, text, is_question=True) for standard, text in texts]


OF_ALL = [(standard, f"the guest {standard}") for standard in range(FEWEST)]
OF_TWO = [(standard, "the queue of the guest") for standard in (0, 0, 0, 1)] * FEWEST


def share(texts: list[tuple[int, str]], folded: str, standard: int) -> float | None:
    made = Telling(lines(*texts))
    kept = Telling((), made.arrays())
    owners = np.array([owner for owner, _ in texts])
    assert made.share(folded, owners, standard) == kept.share(folded, owners, standard)
    return made.share(folded, owners, standard)


@pytest.mark.parametrize(
    ("texts", "folded", "told"),
    [
        ([*OF_ALL, (0, "guest")], "guest", 1),
        ([*OF_ALL, (1, "guest")], "guest", 1 / (FEWEST + 1)),
        (OF_ALL, "guest", 1 / FEWEST),
        (OF_ALL, "guest the guest", 1 / FEWEST),
        (OF_TWO, "queue", 3 / 4),
        (OF_ALL + OF_TWO, "queue guest", 3 / 4),
        (OF_ALL, "0", None),
        (OF_ALL[1:], "guest", None),
        (OF_ALL, "guest unheard", None),
        (OF_ALL, "", None),
        ([], "guest", None),
    ],
)
def test_share_of_the_lines_with_all_words(texts: list[tuple[int, str]], folded: str, told: float | None) -> None:
    assert share(texts, folded, 0) == told


@pytest.fixture(scope="module")
def answers() -> Answers:
    answers = open_library(DEFAULT_CONTENT).answers
    answers.learn()
    return answers


@pytest.mark.parametrize(
    ("asked", "language"),
    [("the customer", "en"), ("a colleague", "en"), ("rules", "en"), ("kunden", "da"), ("min kollega", "da")],
)
def test_words_of_all_standards_get_some_to_choose_from(answers: Answers, asked: str, language: str) -> None:
    answer = answers.answer(asked, language)
    assert answer.outcome is Outcome.SUGGESTIONS
    assert answer.standard is None
    assert answer.confidence < 0.8
    assert len(answer.suggestions) == 3


@pytest.mark.parametrize(
    ("asked", "language", "standard"),
    [
        ("angry", "en", "upset-customer"),
        ("wait", "en", "queue"),
        ("høre efter", "da", "active-listening"),
        ("barnevogn", "da", "children"),
    ],
)
def test_a_word_that_tells_gets_the_card(answers: Answers, asked: str, language: str, standard: str) -> None:
    assert answers.answer(asked, language).standard == standard
