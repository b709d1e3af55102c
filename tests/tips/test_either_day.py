"""Figures with slashes that are two days to whoever may put the month first: asked back, and not guessed."""

from datetime import date

import pytest

from bot.tips.changes import asking
from bot.tips.rest import Break, Rest
from bot.tips.wish import Problem, Trouble
from bot.tips.wording import read

WEDNESDAY = date(2026, 11, 25)
LANGUAGES = ("en", "da")
FULL = Rest(breaks=(Break(date(2026, 11, 25), date(2027, 11, 1)),))


def made(text: str, *, asks: bool = True) -> tuple[list[str], list[Problem]]:
    """The days that are left out then, and what is asked."""
    changes = read(text, LANGUAGES).wanted.rest
    (change,) = asking(changes) if asks else changes
    rest, problems = change.made(FULL if text.startswith("resume") else Rest(), WEDNESDAY)
    return [f"{one.first}/{one.last}" for one in rest.breaks], list(problems)


def either(words: str, *days: str) -> Problem:
    return Problem(Trouble.EITHER_DAY, words, days)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("skip 1/10", either("1/10", "2027-10-01", "2027-01-10")),
        ("skip 1/10/2027", either("1/10/2027", "2027-10-01", "2027-01-10")),
        ("skip 1/10/27", either("1/10/27", "2027-10-01", "2027-01-10")),
        ("skip 12/11", either("12/11", "2027-11-12", "2026-12-11")),
        ("skip 11/12", either("11/12", "2026-12-11", "2027-11-12")),
        ("resume 1/10", either("1/10", "2027-10-01", "2027-01-10")),
        ("pause 1/10 to 1/12", either("1/10 to 1/12", "2026-10-01/2026-12-01", "2027-01-10/2027-01-12")),
        ("skip 24 dec, 1/10", either("1/10", "2027-10-01", "2027-01-10")),
    ],
)
def test_day_that_may_be_another_is_asked_about(text: str, problem: Problem) -> None:
    assert made(text)[1] == [problem]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("skip 24/12", ["2026-12-24/2026-12-24"]),
        ("skip 12/24", ["2026-12-24/2026-12-24"]),
        ("skip 3/3", ["2027-03-03/2027-03-03"]),
        ("skip 1.2.", ["2027-02-01/2027-02-01"]),
        ("skip 1-10-2027", ["2027-10-01/2027-10-01"]),
        ("skip 1 feb", ["2027-02-01/2027-02-01"]),
        ("skip 2027-01-10", ["2027-01-10/2027-01-10"]),
        ("pause 20/12 to 3/1", ["2026-12-20/2027-01-03"]),
        ("pause 12/20 to 1/3", ["2026-12-20/2027-01-03"]),
        ("skip 12/24, 1/3", ["2026-12-24/2026-12-24", "2027-01-03/2027-01-03"]),
    ],
)
def test_day_that_is_clear_or_beside_a_clear_one_is_taken(text: str, days: list[str]) -> None:
    assert made(text) == (days, [])


def test_who_never_puts_the_month_first_is_not_asked() -> None:
    assert made("spring over 1/2", asks=False) == (["2027-02-01/2027-02-01"], [])


def test_lines_that_speak_of_both_ways_are_asked_about() -> None:
    assert made("skip 24/12, 12/25, 1/3")[1] == [either("1/3", "2027-03-01", "2027-01-03")]
