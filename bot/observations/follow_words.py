"""`follow 3d`, `opfølgning 1. december`: from typed words to the day of a follow-up; pure."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from bot.catalogue.names import fold
from bot.observations.notice_words import read_day, read_month_first
from bot.spoken_days import A_WEEK, NUMBERS, SHORT_UNITS, weekdays
from bot.spoken_words import spoken

FOLLOW = spoken("follow-up|follow up|followup|follow")
AHEAD = spoken("in|on")
NEXT = spoken("next")
TOMORROW = spoken("tomorrow")
WEEK = timedelta(days=A_WEEK)
BETWEEN = " \t\n,;:-–—"  # what parts a note and a follow-up, and belongs to neither
LEAP_YEAR = "2028"  # every day of any year exists in it
MOST_WORDS = 3
SHORTEST_WEEKDAY = 3  # letters

_AMOUNT = re.compile(r"(\d{1,3})\s?([^\W\d]+)")
_WORD = re.compile(r"\s*(\S+)")
_DAY_AND_MONTH = re.compile(r"\d{1,2}[./-]\d{1,2}")


@dataclass(frozen=True)
class FollowWish:
    """So many days ahead, or a day as it was typed."""

    days: int = 0
    words: str = ""

    def on(self, today: date) -> date:
        """The day that is meant; a day without its year is the next one of that name."""
        if not self.words:
            return today + timedelta(days=self.days)
        day = read_day(self.words) or _next_weekday(self.words, today) or _weekday_of_next_week(self.words, today)
        return day or _this_year_or_next(self.words, today, read_day)

    def or_on(self, today: date) -> date | None:
        """The other day that an American means by figures with slashes; None where there is no other."""
        day, is_whole = read_month_first(self.words), read_day(self.words) is not None
        if not is_whole and read_month_first(_with_year(self.words, LEAP_YEAR)):
            day = _this_year_or_next(self.words, today, read_month_first)
        return None if day == self.on(today) else day


def follow_at(text: str, at: int) -> tuple[FollowWish, int] | None:
    """The wish that begins at a place of a text, with the position behind it; the longest day counts."""
    begins = _follow().match(text, at)
    if begins is None:
        return None
    ends: list[int] = []
    while len(ends) < MOST_WORDS and (word := _WORD.match(text, ends[-1] if ends else begins.end())):
        ends.append(word.end())
    for end in reversed(ends):
        if wish := _wish(text[begins.end() : end].strip().casefold().rstrip(",;:!")):
            return wish, end
    return None


def follow_at_end(text: str) -> tuple[FollowWish, int] | None:
    """The wish with which a text ends, with the position where it begins: apart from what is said before it.

    `He promised to follow up tomorrow` is what somebody saw.
    """
    return next(((wish, at) for wish, at in _at_end(text) if _is_apart(text[:at])), None)


def speaks_of_follow_up(text: str) -> bool:
    """Whether a text ends with what could be meant for a wish, apart or not, or begins like one that names no day."""
    return any(True for _ in _at_end(text)) or _begins_like_a_wish(text)


def _begins_like_a_wish(text: str) -> bool:
    """`follow 31/11`, `follow up at 3pm`, `følg op inden fredag`: a time stands close by, and is none of ours."""
    begins = _follow().match(text)
    close_by = text[begins.end() :].split()[:MOST_WORDS] if begins else ()
    return any(_is_weekday(word) or any(map(str.isdecimal, word)) for word in close_by)


def _is_weekday(word: str) -> bool:
    """Not an abbreviation without its full stop: `man` is Monday, and Danish for one."""
    return _weekday(word) is not None and (len(fold(word)) > SHORTEST_WEEKDAY or word.endswith("."))


def _at_end(text: str) -> Iterator[tuple[FollowWish, int]]:
    for found in reversed(list(_follow().finditer(text))):
        wish = follow_at(text, found.start())
        if wish and wish[1] == len(text):
            yield wish[0], found.start()


def _is_apart(before: str) -> bool:
    said = before.rstrip(" \t")
    return not said or said[-1] in f"{BETWEEN}.!?…\n"


def _wish(words: str) -> FollowWish | None:
    if words in TOMORROW:
        return FollowWish(days=1)
    if (amount := _AMOUNT.fullmatch(_in_figures(words.rstrip(".")))) and (ahead := _ahead(int(amount[1]), amount[2])):
        return ahead
    return FollowWish(words=words) if _is_day(words) else None


def _is_day(words: str) -> bool:
    weekday = _weekday(words) if _of_next(words) is None else _weekday(_of_next(words) or "")
    return weekday is not None or bool(read_day(words) or read_day(_with_year(words, LEAP_YEAR)))


def _in_figures(words: str) -> str:
    """`en uge` and `next week` as `1 uge` and `1 week`."""
    number, _, unit = words.partition(" ")
    if (after := _of_next(words)) is not None and SHORT_UNITS.get(fold(after)) == A_WEEK:
        return f"1 {after}"
    return f"{NUMBERS[fold(number)]} {unit}" if fold(number) in NUMBERS else words


def _of_next(words: str) -> str | None:
    """What stands behind *next*; None where the words do not begin so."""
    first, _, rest = words.partition(" ")
    return rest if first in NEXT else None


def _ahead(number: int, unit: str) -> FollowWish | None:
    days = SHORT_UNITS.get(fold(unit))
    return FollowWish(days=number * days) if days else None


def _with_year(words: str, year: str) -> str:
    bare = words.rstrip(".")
    return f"{bare}/{year}" if _DAY_AND_MONTH.fullmatch(bare) else f"{bare} {year}"


def _this_year_or_next(words: str, today: date, read: Callable[[str], date | None]) -> date:
    years = (today.year + ahead for ahead in range(5))  # 29 February may be far
    days = (read(_with_year(words, str(year))) for year in years)
    return next((day for day in days if day and day >= today), today)


def _next_weekday(words: str, today: date) -> date | None:
    number = _weekday(words)
    if number is None:
        return None
    return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)


def _weekday_of_next_week(words: str, today: date) -> date | None:
    number = _weekday(_of_next(words) or "")
    return None if number is None else today + timedelta(days=WEEK.days - today.weekday() + number)


def _weekday(words: str) -> int | None:
    return _weekdays().get(fold(words.rstrip(".")))


@cache
def _weekdays() -> Mapping[str, int]:
    """Those of two letters are words of other languages: `so` is Sonntag."""
    return {name: day for name, day in weekdays("wide", "abbreviated").items() if len(name) >= SHORTEST_WEEKDAY}


@cache
def _follow() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{FOLLOW.pattern}):?\s+(?:(?:{AHEAD.pattern})\s+)?", re.IGNORECASE)
