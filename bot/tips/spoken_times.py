"""Puts times of day as people say them into figures: `half past nine`, `ten to 9`, `at nine`, `klokken otte`.

What is said in words is said of twelve hours: before five in the morning, the afternoon is meant. Pure.
"""

import re
from functools import cache

from bot.catalogue.names import fold
from bot.spoken_words import Words, meanings, spoken
from bot.tips.words import AT, OCLOCK

AN_HOUR, HALF_A_DAY = 60, 12 * 60  # minutes
EARLIEST = 5 * AN_HOUR
SHIFTS = meanings(  # minutes after the full hour that is named, or before it
    {
        30: spoken("half past|half"),
        -30: spoken("half to"),
        15: spoken("quarter past|a quarter past|quarter after|a quarter after"),
        -15: spoken("quarter to|a quarter to"),
        **{5: spoken("five past|five after"), 10: spoken("ten past|ten after"), 20: spoken("twenty past|twenty after")},
        **{-5: spoken("five to"), -10: spoken("ten to"), -20: spoken("twenty to")},
    }
)
HOURS = meanings(
    {
        **{1: spoken("one"), 2: spoken("two"), 3: spoken("three"), 4: spoken("four"), 5: spoken("five")},
        **{6: spoken("six"), 7: spoken("seven"), 8: spoken("eight"), 9: spoken("nine"), 10: spoken("ten")},
        **{11: spoken("eleven"), 12: spoken("twelve")},
    }
)


def in_figures(text: str) -> str:
    """The text with such times as `9:30`; all else stays as it is."""
    return _said().sub(_figures, text)


def leaves_open(text: str) -> bool:
    """Whether such a time in the text may be in the morning and in the evening, as nothing says which is meant."""
    return any(_is_time(found) and not found["half"] and _hour(found) <= 12 for found in _said().finditer(text))


def _is_time(found: re.Match[str]) -> bool:
    """Whether it is said to be a time: alone, `nine` may be anything, and other figures are times as they are."""
    is_said = found["marker"] or found["after"]
    return bool(found["shift"] or (is_said and not found["hour"].isdigit()))


def _hour(found: re.Match[str]) -> int:
    return HOURS.get(fold(found["hour"])) or int(found["hour"])


def _figures(found: re.Match[str]) -> str:
    hour, half = _hour(found), found["half"]
    if not _is_time(found) or not 1 <= hour <= 24:
        return found[0]
    minutes = hour * AN_HOUR + (SHIFTS[fold(found["shift"])] if found["shift"] else 0)
    if half:
        hours, rest = divmod(minutes, AN_HOUR)
        return f"{hours or 12}:{rest:02}{half}"
    if hour <= 12 and minutes % HALF_A_DAY < EARLIEST:
        minutes = minutes % HALF_A_DAY + HALF_A_DAY
    return "{}:{:02}".format(*divmod(minutes % (2 * HALF_A_DAY), AN_HOUR))


@cache
def _said() -> re.Pattern[str]:
    shift, hour = Words(lambda: SHIFTS).pattern, Words(lambda: HOURS).pattern
    before = rf"(?:(?:(?P<shift>{shift})|(?P<marker>{AT.plus(OCLOCK).pattern})\b\.?)\s+)?"
    named = rf"(?P<hour>[0-9]{{1,2}}(?![0-9:.][0-9])|(?:{hour})\b)"
    between = Words(lambda: {said.rpartition(" ")[2] for said in SHIFTS if " " in said}).pattern
    part = rf"(?(marker)(?!\s+(?:{between})\s+(?:[0-9]|(?:{hour})\b)))"  # `klokken fem i to` is five minutes to two
    behind_hours = Words(lambda: (word for word in OCLOCK if "'" in word))  # `kl.` and its like stand in front alone
    oclock = behind_hours.pattern.replace("'", "['’]")  # as telephones write it
    behind = rf"(?P<after>\s+(?:{oclock})\b)?(?P<half> *[ap]\.?m\b)?"
    return re.compile(rf"\b{before}{named}{part}{behind}", re.IGNORECASE)
