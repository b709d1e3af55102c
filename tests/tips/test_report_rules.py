"""What the report counts and compares, without a database."""

from datetime import UTC, date, datetime

import pytest

from bot.tips.report import (
    Key,
    Learnt,
    Participation,
    Report,
    Right,
    Week,
    beginnings,
    learnt,
    people_of,
    weeks_until,
)
from tests.tips.words import of_twenty


def test_weeks_begin_on_mondays_of_the_zone() -> None:
    mondays = weeks_until(date(2026, 11, 25))
    assert (mondays[0], mondays[-1], len(mondays)) == (date(2026, 10, 5), date(2026, 11, 23), 8)
    assert beginnings(mondays, "Europe/Copenhagen")[0] == datetime(2026, 10, 4, 22, tzinfo=UTC)
    assert beginnings(mondays, "Europe/Copenhagen")[-1] == datetime(2026, 11, 22, 23, tzinfo=UTC)


@pytest.mark.parametrize(("size", "answered", "people"), [(None, 7, None), (11, 7, 10), (6, 7, 7)])
def test_takt_is_no_person_of_the_channel(size: int | None, answered: int, people: int | None) -> None:
    assert people_of(size, answered) == people


@pytest.mark.parametrize(
    ("right", "percent"),
    [(Right(10, 5), 50), (Right(4, 2), None), (Right(), None), (Right(7, 7), 100)],
)
def test_a_share_needs_five_answers(right: Right, percent: int | None) -> None:
    assert right.percent == percent


def test_nothing_is_compared_with_what_is_hidden() -> None:
    rows: dict[Key, Right] = {("words", False, True): Right(9, 9), ("words", True, True): Right(4, 1)}
    assert learnt(rows) == (Learnt("words", Right(4, 1)),)


def test_no_week_that_may_be_shown_means_no_participation() -> None:
    assert Report("C1", (Week(date(2026, 11, 23), 1, 4, 10),), 6, 10).participation is None


@pytest.mark.parametrize(
    ("people", "participation"),
    [
        ((10, 4, 4, 4, 4, 4, 4, 4), Participation(50, 1, 7)),
        ((10, 5, None, 4, 0, 8), Participation(38, 2, 4)),
        ((None, 10, 8, 20), Participation(45, 2, 2)),
        ((None, None, 9), Participation(45, 0, 0)),
        ((4, None, 9), Participation(45, 0, 1)),
        ((None, 4, 4), None),
        ((4, 4, None), None),
        ((), None),
    ],
)
def test_the_mean_says_of_how_many_weeks_it_is_and_leaves_the_running_one_out(
    people: tuple[int | None, ...], participation: Participation | None
) -> None:
    assert of_twenty(*people).participation == participation
