"""`/observe notice …` in the words of an admin."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.observations.notice_words import NoticeWish, read_day, read_notice

DAY = date(2026, 10, 1)


@pytest.mark.parametrize(
    "words",
    [
        *("2026-10-01", "2026-10-1", "1 October 2026", "1st of October 2026", "October 1, 2026", "1 Oct 2026"),
        *(
            "1. oktober 2026",
            "den 1. oktober 2026",
            "1 okt 2026",
            "1/10/2026",
            "1.10.2026",
            "01-10-2026",
            "1. OKTOBER 2026.",
            "1/10 2026",
            "1/10-2026",
            "1. 10. 2026",
            "den 1/10 2026",
        ),
    ],
)
def test_day_is_read_as_danes_and_britons_write_it(words: str) -> None:
    assert read_day(words) == DAY


@pytest.mark.parametrize("words", ["", "1 October", "31 February 2026", "tomorrow", "2026-13-01", "1 blorf 2026"])
def test_what_is_no_day_is_none(words: str) -> None:
    assert read_day(words) is None


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("notice", NoticeWish()),
        ("Varsel 2026-10-01", NoticeWish(DAY)),
        ("notice override Agreed", NoticeWish(reason="Agreed")),
        ("varsel fravig: Aftalt med SU", NoticeWish(reason="Aftalt med SU")),
        ("varsel tilsidesæt Aftalt med SU", NoticeWish(reason="Aftalt med SU")),
        ("varslet 1. oktober 2026", NoticeWish(DAY)),
        ("Varsling 1. oktober 2026", NoticeWish(DAY)),
        ("notice soon", NoticeWish(words="soon")),
        ("notice 1.10.2026", NoticeWish(DAY)),
        ("notice 01-10-2026", NoticeWish(DAY)),
        ("notice 10/1/2026", NoticeWish(either=(date(2026, 1, 10), DAY))),
        ("varsel 01/10/2026.", NoticeWish(either=(DAY, date(2026, 1, 10)))),
        ("varsel 1/10 2026", NoticeWish(DAY)),
        ("notice 13/10/2026", NoticeWish(date(2026, 10, 13))),
        ("notice 10/13/2026", NoticeWish(words="10/13/2026")),
        ("notice 5/5/2026", NoticeWish(date(2026, 5, 5))),
        ("notice 0/5/2026", NoticeWish(words="0/5/2026")),
        ("notice 1/2/0000", NoticeWish(words="1/2/0000")),
        ("noticeable 2026-10-01", None),
        ("@anna notice met", None),
    ],
)
def test_wish_is_read(text: str, wish: NoticeWish | None) -> None:
    assert read_notice(text) == wish


@given(st.text())
def test_no_text_hurts(text: str) -> None:
    found = read_day(text)
    assert found is None or found.year > 0
    assert read_notice(f"notice {text}") is not None
