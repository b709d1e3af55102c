"""The words with which people say when tips rest, in every language at once, and the patterns made of them; pure."""

import re
from functools import cache

from bot.spoken_words import Words, spoken
from bot.tips.languages import language_named
from bot.tips.words import AND, AT, BEFORE_VERB, BUT, FROM, OCLOCK, TO, UNTIL, WITH

SKIP = spoken("skip")
PAUSE = spoken("pause")
RESUME = spoken("resume|unpause|unskip")
ALL_HOLIDAYS = spoken("holidays|public holidays|bank holidays")
HOLIDAYS = ALL_HOLIDAYS.plus(spoken("holiday|public holiday|bank holiday"))
QUIET = spoken("quiet")
IN, PLEASE = spoken("for|in|of"), spoken("please")
HOURS = spoken("hours|time")
YES = spoken("on|yes|start").folded
NO = spoken("off|no|none|stop|never").plus([""]).folded
OPEN_END = spoken("until further notice|for now|now|please").plus([""]).folded
EVERYTHING = spoken("all|everything|all days").folded
# A verb in two parts may stand around the days (`spring 24. dec over`), and its first part may do.
SKIP_BEGINS = Words(lambda: [*SKIP, *(word.partition(" ")[0] for word in SKIP)])
SKIP_ENDS = Words(lambda: [end for word in SKIP if (end := word.partition(" ")[2])])


@cache
def verb() -> re.Pattern[str]:
    """What is to be done, by name, and the `rest` of the words."""
    kinds = {"skip": SKIP_BEGINS, "pause": PAUSE, "resume": RESUME, "holidays": HOLIDAYS, "quiet": QUIET}
    named = "|".join(f"(?P<{name}>{words.pattern})" for name, words in kinds.items())
    return _pattern(rf"(?:(?:{BEFORE_VERB.pattern})\s+)?(?:{named})(?!\w)[:,]?\s*(?P<rest>.*)")


@cache
def clause() -> re.Pattern[str]:
    """Where something is said of rest behind a time: `9:00 quiet 22-7, skip 24 dec`."""
    quiet = [word for word in QUIET if language_named(word) is None]  # `9:00 ro` asks for Romanian
    rest = SKIP.plus(PAUSE, HOLIDAYS, quiet)
    within = sorted(begin for one in rest if (begin := one.rpartition(" ")[0]) and one.rpartition(" ")[2] in rest)
    at_its_begin = "".join(rf"(?<!{re.escape(begin)} )" for begin in within)  # public holidays, not holidays
    joint = AND.plus(BUT, WITH).pattern
    return _pattern(rf"(?:^|[\s,;])\s*(?:(?:{joint})\s+)?(?=(?:{rest.pattern})(?!\w)){at_its_begin}")


@cache
def beside_skip() -> re.Pattern[str]:
    """The second part of a verb, behind the days."""
    return _pattern(rf"\s+(?:{SKIP_ENDS.pattern})$")


@cache
def beside_holidays() -> re.Pattern[str]:
    """What may stand around a country and says no more."""
    return _pattern(rf"^(?:{IN.pattern})\s+|\s+(?:{PLEASE.pattern})$")


@cache
def beside_quiet() -> re.Pattern[str]:
    """What may stand around times of day and says no more."""
    return _pattern(rf"\b(?:{HOURS.plus(FROM, AT, OCLOCK).pattern})\b\.?")


@cache
def hours_in_front() -> re.Pattern[str]:
    """What the quiet hours are called behind the first word."""
    return _pattern(rf"^(?:{HOURS.pattern})\b\s*")


@cache
def between() -> re.Pattern[str]:
    """What stands between two times of day."""
    return _pattern(rf"\s*(?:[-‐-―−]|\b(?:{TO.plus(UNTIL, AND).pattern})\b)\s*")


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)
