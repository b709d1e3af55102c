"""Follow-ups as people type them, and what else may stand in the same line."""

from datetime import date

import pytest

from bot.catalogue.model import Level
from bot.observations.draft import either_day
from bot.observations.shorthand import understand
from tests.observations.names import named

THURSDAY = date(2026, 11, 26)


def read(words: str) -> tuple[date | None, str]:
    said = understand(f"<@U0ANNA|anna> greeting - {words}", "da", named)
    assert (said.subject, said.standard, said.level) == ("U0ANNA", "greeting", Level.NOT_YET)
    return (said.follow_up.on(THURSDAY) if said.follow_up else None), said.note


@pytest.mark.parametrize(
    ("words", "day"),
    [
        *[
            (words, date(2026, 11, 29))
            for words in ("follow 3d", "follow up 3 days", "follow-up in 3 days", "FOLLOW 3D")
        ],
        *[(words, date(2026, 11, 29)) for words in ("opfølgning 3d", "følg op om 3 dage", "opfølgning: 3 dage")],
        *[(words, date(2026, 12, 3)) for words in ("follow 1w", "opfølgning om 1 uge")],
        *[(words, date(2026, 11, 27)) for words in ("follow tomorrow", "følg op i morgen", "opfølgning fredag")],
        *[(words, date(2026, 12, 3)) for words in ("follow thursday", "følg op på torsdag", "follow on thu")],
        *[(words, date(2026, 12, 1)) for words in ("follow 1 dec", "opfølgning 1. december", "opfølgning den 1. dec.")],
        *[(words, date(2026, 12, 1)) for words in ("follow 2026-12-01", "opfølgning 1/12", "follow 1 December 2026")],
        *[(words, date(2026, 12, 3)) for words in ("follow in a week", "følg op om en uge", "følg op næste uge")],
        *[(words, date(2026, 12, 4)) for words in ("follow next friday", "følg op næste fredag")],
        ("følg op om to dage", date(2026, 11, 28)),
        ("follow 5 january", date(2027, 1, 5)),
        ("follow 0d", THURSDAY),
        ("follow 999w", date(2046, 1, 18)),
        ("opfølgning 29. februar", date(2028, 2, 29)),
    ],
)
def test_day_is_understood(words: str, day: date) -> None:
    assert read(words) == (day, "")


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("follow 3d Did not look up", "Did not look up"),
        ("Så ikke op, opfølgning 3d", "Så ikke op"),
        ("Så ikke op - følg op om 3 dage", "Så ikke op"),
        ("Did not look up; follow 3d", "Did not look up"),
        ("Did not look up\nfollow 3d", "Did not look up"),
        ("Did not look up. Follow up 3 days.", "Did not look up."),
        ("opfølgning 29. nov Så ikke op fra skærmen", "Så ikke op fra skærmen"),
    ],
)
def test_follow_up_stands_before_the_note_or_at_its_end(words: str, note: str) -> None:
    assert read(words) == (date(2026, 11, 29), note)


@pytest.mark.parametrize(
    "note",
    [
        "I will follow 3 days of training with her",
        "Followed 3d",
        "follow her 3d",
        "follow",
        "opfølgning 32. januar",
        "opfølgning 1234d",
        "Tilbød opfølgning 3 gange",
        "He promised the guest to follow up tomorrow",
        "Gæsten var sur, hun tilbød opfølgning i morgen",
        "follow the next",
        "follow 3 x",
    ],
)
def test_other_words_stay_in_the_note(note: str) -> None:
    assert read(note) == (None, note)


@pytest.mark.parametrize(
    ("words", "either"),
    [
        ("follow 1/12", (date(2026, 12, 1), date(2027, 1, 12))),
        ("follow 12/1", (date(2027, 1, 12), date(2026, 12, 1))),
        ("follow on 2/12/2026", (date(2026, 12, 2), date(2026, 2, 12))),
        ("Did not look up; follow 2/12", (date(2026, 12, 2), date(2027, 2, 12))),
        *[(words, None) for words in ("follow 12/12", "follow 29/11", "follow 1.12", "follow 1-12", "follow 3d")],
        *[(words, None) for words in ("follow friday", "follow 1 dec", "follow 2026-12-01", "Did not look up")],
    ],
)
def test_figures_with_slashes_may_be_two_days_but_never_to_danes(words: str, either: tuple[date, date] | None) -> None:
    said = understand(f"<@U0ANNA|anna> greeting - {words}", "en", named)
    assert either_day(said, "en", THURSDAY) == either
    assert either_day(said, "da", THURSDAY) is None


def test_follow_up_may_stand_anywhere_before_the_note() -> None:
    said = understand("follow 3d <@U0ANNA|anna> - greeting Hej", "en", named)
    assert (said.subject, said.standard, said.level, said.note) == ("U0ANNA", "greeting", Level.NOT_YET, "Hej")
    assert said.follow_up is not None
