"""`/observe notice 1 October 2026`: from typed words to what an admin wants to enter; pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from bot.catalogue.names import fold
from bot.ports import MemberId
from bot.spoken_days import ORDINALS, months
from bot.spoken_words import spoken

COMMANDS = spoken("notice")
OVERRIDES = spoken("override")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")  # Americans put the month first, Danes and Britons the day


@dataclass(frozen=True)
class NoticeWish:
    """A day, or a reason to do without; neither: a form is wanted.

    `words` is what was not understood; `either`, two days of which one is meant (first as Britons read it).
    """

    notified_on: date | None = None
    reason: str = ""
    words: str = ""
    either: tuple[date, date] | None = None


@dataclass(frozen=True)
class Entered:
    """What was entered: a day, or a reason to do without; by whom (empty: erased since) and when."""

    notified_on: date | None
    reason: str | None
    member: MemberId
    at: datetime


@dataclass(frozen=True)
class Standing:
    """How a workspace stands: what was entered, from when on recording is open, and whether it is now."""

    days: int
    entered: Entered | None
    opens_on: date | None
    is_open: bool
    is_ahead: bool = False  # staff are still to be notified


def read_notice(text: str) -> NoticeWish | None:
    """What an admin wants; None when the words are about something else."""
    command, _, rest = text.strip().partition(" ")
    if command.casefold() not in COMMANDS:
        return None
    first, _, reason = rest.strip().partition(" ")
    if first.casefold().rstrip(":") in OVERRIDES:
        return NoticeWish(reason=reason.strip())
    day = read_day(rest)
    if day and (other := read_month_first(rest)) and other != day:
        return NoticeWish(either=(day, other))
    return NoticeWish(day) if day or not rest.strip() else NoticeWish(words=rest.strip())


def read_day(words: str) -> date | None:
    """A day with its year, as people write it, in figures the day before the month; None for anything else."""
    text = _plain(words)
    if found := ISO.fullmatch(text):
        return _date(found[1], int(found[2]), found[3])
    if found := _in_figures().fullmatch(text):
        return _date(found[3], int(found[2]), found[1])
    if found := _day_and_month().fullmatch(text):
        return _date(found[3], months().get(fold(found[2]), 0), found[1])
    if found := _month_and_day().fullmatch(text):
        return _date(found[3], months().get(fold(found[1]), 0), found[2])
    return None


def read_month_first(words: str) -> date | None:
    """The day that an American means by figures with slashes; None where they would not write so."""
    found = SLASHES.fullmatch(_plain(words))
    return _date(found[3], int(found[1]), found[2]) if found else None


def _plain(words: str) -> str:
    return words.strip().casefold().rstrip(".")


@cache
def _in_figures() -> re.Pattern[str]:
    """The day first; Danes also write `1/10 2026`."""
    the = spoken("the").pattern
    return re.compile(rf"(?:(?:{the})\s+)?(\d{{1,2}})[./-]\s?(\d{{1,2}})(?:[./-]\s?|\s)(\d{{4}})")


@cache
def _day_and_month() -> re.Pattern[str]:
    the, of, nth = spoken("the").pattern, spoken("of").pattern, ORDINALS.pattern
    return re.compile(rf"(?:(?:{the})\s+)?(\d{{1,2}})(?:{nth})?\s+(?:(?:{of})\s+)?([^\W\d]+)\.?,?\s+(\d{{4}})")


@cache
def _month_and_day() -> re.Pattern[str]:
    return re.compile(rf"([^\W\d]+)\.?\s+(\d{{1,2}})(?:{ORDINALS.pattern})?,?\s+(\d{{4}})")


def _date(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None
