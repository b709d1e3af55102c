"""Questions in vain are grouped by likeness, the most frequent first, the same way each time."""

import random
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as some

from bot.answers.gaps import MOST_EXAMPLES, MOST_GROUPS, Unanswered, grouped
from tests.fakes import MONDAY_MORNING


def asked(*texts: str, standard: str | None = None) -> list[Unanswered]:
    """Questions, the first one the newest."""
    return [
        Unanswered(text, MONDAY_MORNING - timedelta(minutes=place), "en", standard) for place, text in enumerate(texts)
    ]


def test_like_questions_are_one_gap_and_the_biggest_comes_first() -> None:
    gaps = grouped(
        asked(
            "must I wear a hairnet",
            "may I bring my dog to work",
            "do I have to wear a hair net",
            "can I bring my dog to work?",
            "is my dog allowed at work",
        )
    )
    assert [(gap.count, gap.examples[0]) for gap in gaps] == [
        (3, "may I bring my dog to work"),
        (2, "must I wear a hairnet"),
    ]


def test_newest_wording_stands_for_the_same_question() -> None:
    (gap,) = grouped(asked("Where do I park?", "where do i park", "WHERE do I park"))
    assert (gap.count, gap.examples, gap.newest_at) == (3, ("Where do I park?",), MONDAY_MORNING)


def test_answers_that_did_not_help_are_named() -> None:
    (gap,) = grouped(asked("where do I park", "where do I park?", standard="dress-code"))
    assert gap.unhelpful == ("dress-code",)


def test_no_questions_are_no_gaps() -> None:
    assert grouped([]) == []


def test_order_of_the_rows_does_not_matter() -> None:
    rows = asked("where do I park", "parking for staff", "where can staff park", "lunch break", "break for lunch")
    shuffled = rows[:]
    random.Random(4).shuffle(shuffled)
    assert grouped(shuffled) == grouped(rows)


@given(some.lists(some.text(max_size=40), max_size=40))
def test_every_question_counts_once(texts: list[str]) -> None:
    rows = asked(*texts)
    assert sum(gap.count for gap in grouped(rows, most=len(rows))) == len(rows)
    assert len(grouped(rows)) <= MOST_GROUPS
    assert all(0 < len(gap.examples) <= MOST_EXAMPLES for gap in grouped(rows))
