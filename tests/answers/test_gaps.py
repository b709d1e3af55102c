"""Questions in vain are grouped by likeness, the most frequent first, the same way each time."""

import random
from collections.abc import Iterable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.answers.gaps import MOST_EXAMPLES, MOST_GROUPS, Unanswered, grouped
from bot.answers.open_gaps import rarity_of
from bot.ports import Gap
from tests.answers.catalogues import tiny_catalogue
from tests.fakes import MONDAY_MORNING

RARITY = rarity_of(tiny_catalogue())
SUBJECTS = {
    "en": (
        ("can I park here", "where do I park", "parking?", "where can I park", "is there parking for staff"),
        ("where can I smoke", "can I smoke outside", "smoking?"),
        ("where can I eat", "can I eat at my desk"),
        ("where can I charge my phone", "can I charge my phone here"),
        ("how do I call in sick", "sick day", "sickness", "who do I tell when I am sick"),
        ("how do I get paid", "when do we get paid"),
        ("how do I book a holiday", "can I book holidays in July"),
    ),
    "da": (
        ("må jeg parkere her", "hvor parkerer jeg", "parkering?", "hvor må jeg parkere"),
        ("hvor må jeg ryge", "må man ryge udenfor"),
        ("hvor må jeg spise", "må jeg spise ved skrivebordet"),
        ("hvor kan jeg lade min telefon op", "må jeg lade min telefon op her"),
        ("hvordan melder jeg mig syg", "sygedag", "sygemelding"),
        ("hvordan får jeg løn", "hvornår får vi løn", "løn?"),
        ("hvordan bestiller jeg ferie", "ferie?"),
    ),
}


def together(questions: Iterable[Unanswered]) -> list[Gap]:
    """The gaps, by the words of a small catalogue and of what none answers."""
    return grouped(questions, RARITY)


def asked(*texts: str, standard: str | None = None) -> list[Unanswered]:
    """Questions, the first one the newest."""
    return [
        Unanswered(text, MONDAY_MORNING - timedelta(minutes=place), "en", standard) for place, text in enumerate(texts)
    ]


def test_like_questions_are_one_gap_and_the_biggest_comes_first() -> None:
    gaps = together(
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


@pytest.mark.parametrize("language", SUBJECTS)
@pytest.mark.parametrize("seed", range(4))
def test_what_is_asked_about_decides_and_not_how_it_is_asked(language: str, seed: int) -> None:
    texts = [text for subject in SUBJECTS[language] for text in subject]
    random.Random(seed).shuffle(texts)
    found = {frozenset(gap.examples) for gap in together(asked(*texts))}
    assert found == {frozenset(subject) for subject in SUBJECTS[language]}


def test_newest_wording_stands_for_the_same_question() -> None:
    (gap,) = together(asked("Where do I park?", "where do i park", "WHERE do I park"))
    assert (gap.count, gap.examples, gap.newest_at) == (3, ("Where do I park?",), MONDAY_MORNING)


def test_answers_that_did_not_help_are_named() -> None:
    (gap,) = together(asked("where do I park", "where do I park?", standard="dress-code"))
    assert gap.unhelpful == ("dress-code",)


def test_no_questions_are_no_gaps() -> None:
    assert together([]) == []


def test_order_of_the_rows_does_not_matter() -> None:
    rows = asked("where do I park", "parking for staff", "where can staff park", "lunch break", "break for lunch")
    shuffled = rows[:]
    random.Random(4).shuffle(shuffled)
    assert together(shuffled) == together(rows)


@given(some.lists(some.text(max_size=40), max_size=40))
def test_every_question_counts_once(texts: list[str]) -> None:
    rows = asked(*texts)
    assert sum(gap.count for gap in grouped(rows, RARITY, most=len(rows))) == len(rows)
    assert len(together(rows)) <= MOST_GROUPS
    assert all(0 < len(gap.examples) <= MOST_EXAMPLES for gap in together(rows))
