"""Search by letters ranks by what questions and documents share."""

import numpy as np
import pytest

from bot.answers.lexical import Lexical

DOCUMENTS = [[("navneskilt", 1.0), ("badge", 1.0)], [("ventetid i koeen", 1.0)], [("hilsen og velkomst", 1.0)]]


def best(question: str) -> int:
    return int(np.argmax(Lexical(DOCUMENTS).scores(question)))


@pytest.mark.parametrize(
    ("question", "document"),
    [("navneskiltet", 0), ("skilt", 0), ("navnesklit", 0), ("koe", 1), ("ventetiden", 1), ("velkommen", 2)],
)
def test_compounds_endings_and_typing_errors_find_their_document(question: str, document: int) -> None:
    assert best(question) == document


def test_scores_lie_between_nothing_and_one() -> None:
    scores = Lexical(DOCUMENTS).scores("navneskilt badge")
    assert scores.max() <= 1
    assert scores[0] > 0.3
    assert scores[1] < 0.1


@pytest.mark.parametrize("question", ["", "xyzzyq", "?"])
def test_question_that_shares_nothing_scores_nothing(question: str) -> None:
    assert not Lexical(DOCUMENTS).scores(question).any()


@pytest.mark.parametrize("documents", [[], [[]], [[("", 1.0)]]])
def test_index_of_nothing_answers_nothing(documents: list[list[tuple[str, float]]]) -> None:
    assert not Lexical(documents).scores("koe").any()


def test_weight_of_a_field_counts() -> None:
    scores = Lexical([[("koe", 1.0), ("hund", 1.0)], [("koe", 3.0), ("hund", 1.0)]]).scores("koe")
    assert scores[1] > scores[0]


def test_field_left_out_scores_as_if_it_had_never_been_there() -> None:
    field = ("hvor laenge maa de vente", 1.0)
    whole = Lexical([[*DOCUMENTS[0]], [*DOCUMENTS[1], field], [*DOCUMENTS[2]]])
    without = whole.scores_without(field[0], 1, field[1])
    assert without == pytest.approx(Lexical(DOCUMENTS).scores(field[0]), abs=0.05)
