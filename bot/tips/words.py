"""The words that `/tips` understands, in every language at once, folded as `bot.catalogue.names.fold` does."""

import re
from datetime import time

from bot.catalogue.names import fold
from bot.spoken_days import weekdays, with_beginnings
from bot.spoken_words import Meanings, meanings, spoken
from bot.tips.schedule import EVERY_DAY, WORKING_DAYS
from bot.tips.wish import Verb

VERBS = meanings(
    {
        Verb.ON: spoken("on|start"),
        Verb.OFF: spoken("off|stop"),
        Verb.STATUS: spoken("status"),
        Verb.FOCUS: spoken("focus"),
        Verb.PLAN: spoken("plan|plans|the plan"),
        Verb.REPORT: spoken("report|the report"),
        Verb.NOW: spoken("now"),
        Verb.HELP: spoken("help"),
    }
)
BEFORE_VERB = spoken("turn|switch")
AT, OCLOCK = spoken("at"), spoken("o'clock")  # beside a time
FILLERS = spoken("and|at|in|the|from|every|each|all|to|on|please|for|tip|tips|them").plus(OCLOCK).folded
FROM, TO = spoken("from|between|starting"), spoken("to|up to")
THROUGH, UNTIL = spoken("through|thru"), spoken("until|till")
AND, BUT, WITH = spoken("and"), spoken("but"), spoken("with")
NOT = spoken("not|except|excluding|without").folded
GROUPS = meanings(
    {
        WORKING_DAYS: spoken("weekday|weekdays|workday|workdays|working days"),
        EVERY_DAY - WORKING_DAYS: spoken("weekend|weekends"),
        EVERY_DAY: spoken("daily|everyday"),
    }
)
SHORTEST_WEEKDAY = 2  # letters, as in `ma,on,fr`
ENDINGS = spoken("s")  # of weekdays, such as `mondays`
EVERY = spoken("every|each|all").folded
ALSO_DAYS = meanings(  # not every beginning of lordag: Lord Howe is an island
    {
        0: spoken("mon"),
        1: spoken("tues"),
        2: spoken("weds"),
        3: spoken("thurs"),
        4: spoken("fri"),
        5: spoken("sat"),
        6: spoken("sun"),
    }
)
CLOCK = re.compile(r"([0-9]{1,2})(?:[:.]?([0-9]{2}))?(am|pm)?")


def _all_days() -> dict[str, int]:
    return {**ALSO_DAYS, **with_beginnings(weekdays("wide"), SHORTEST_WEEKDAY), **EVERY_WEEK}


def _ended() -> dict[str, int]:
    return {name + ending: day for name, day in weekdays("wide").items() for ending in ENDINGS}


EVERY_WEEK: Meanings[int] = Meanings(_ended)

DAYS: Meanings[int] = Meanings(lambda: {word: day for word, day in _all_days().items() if word not in FILLERS})
AMBIGUOUS: Meanings[int] = Meanings(lambda: {word: day for word, day in _all_days().items() if word in FILLERS})


def weekday(word: str, *, in_list: bool = False) -> int | None:
    """The weekday that a word means, 0 = Monday; `on` and `to`, onsdag and torsdag, are days only within a list."""
    key = fold(word)
    return DAYS.get(key, AMBIGUOUS.get(key) if in_list else None)


def day_list(word: str, *, in_list: bool = False) -> frozenset[int] | None:
    """The weekdays of one word such as `mon`, `mon-fri`, `ma,on,fr` or `hverdage`; None when it is something else."""
    items = [item for item in word.split(",") if item]
    in_list = in_list or "," in word.strip(",") or "-" in word
    days = [_days_of(item, in_list=in_list) for item in items]
    return frozenset().union(*(some for some in days if some)) if items and None not in days else None


def days_between(first: int, last: int) -> frozenset[int]:
    """The weekdays from one to another, around the end of the week where need be."""
    return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))


def read_time(word: str) -> time | None:
    """The time of day that a word such as `9`, `09:00`, `9.30`, `0900` or `5:30pm` means; None when it means none."""
    found = CLOCK.fullmatch(word.casefold())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _days_of(item: str, *, in_list: bool) -> frozenset[int] | None:
    if fold(item) in GROUPS:
        return GROUPS[fold(item)]
    ends = [weekday(end, in_list=in_list) for end in item.split("-")]
    match ends:
        case [int(day)]:
            return frozenset({day})
        case [int(first), int(last)]:
            return days_between(first, last)
    return None
