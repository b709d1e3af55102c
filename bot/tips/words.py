"""The words that `/tips` understands, in English and Danish, folded as `bot.catalogue.names.fold` does."""

import re
from datetime import time

from bot.catalogue.names import fold
from bot.tips.schedule import EVERY_DAY, WORKING_DAYS
from bot.tips.wish import Verb

VERBS = {
    **dict.fromkeys(("on", "til", "start", "taend"), Verb.ON),
    **dict.fromkeys(("off", "fra", "stop", "sluk"), Verb.OFF),
    "status": Verb.STATUS,
    **dict.fromkeys(("focus", "fokus"), Verb.FOCUS),
    **dict.fromkeys(("plan", "planen", "plans"), Verb.PLAN),
    **dict.fromkeys(("report", "rapport", "rapporten"), Verb.REPORT),
    **dict.fromkeys(("now", "nu"), Verb.NOW),
    **dict.fromkeys(("help", "hjaelp", "hjelp"), Verb.HELP),
}
BEFORE_VERB = frozenset({"turn", "switch", "slaa"})
ENGLISH_FILLERS = "and at in the from every each all to on please for tip tips them oclock"
DANISH_FILLERS = "og i paa om fra hver alle til den tak dem kl klokken"
FILLERS = frozenset(f"{ENGLISH_FILLERS} {DANISH_FILLERS}".split())
TO = frozenset({"til", "to", "through", "thru", "tom", ""})  # "" is what fold leaves of a lone dash
AND = frozenset({"and", "og"})
NOT = frozenset({"not", "except", "excluding", "without", "ikke", "undtagen", "undtaget", "uden"})
BUT = frozenset({"but", "men"})
GROUPS = {
    **dict.fromkeys(("weekday", "weekdays", "workday", "workdays", "working days"), WORKING_DAYS),
    **dict.fromkeys(("hverdag", "hverdage", "arbejdsdag", "arbejdsdage"), WORKING_DAYS),
    **dict.fromkeys(("weekend", "weekends", "weekenden", "weekender"), EVERY_DAY - WORKING_DAYS),
    **dict.fromkeys(("daily", "everyday", "dagligt", "daglig"), EVERY_DAY),
}
DAY_NAMES = (
    ("monday", "mandag"),
    ("tuesday", "tirsdag"),
    ("wednesday", "onsdag"),
    ("thursday", "torsdag"),
    ("friday", "fredag"),
    ("saturday", "loerdag"),
    ("sunday", "soendag"),
)
PLURALS = ("s", "e", "en", "ene")
ALSO_DAYS = {  # not every beginning of lordag: Lord Howe is an island
    **{"tues": 1, "weds": 2, "thur": 3, "thurs": 3},
    **dict.fromkeys(("lor", "lordag", "lordage"), 5),
    **dict.fromkeys(("so", "son", "sondag", "sondage"), 6),
}
AMBIGUOUS = {"on": 2, "to": 3}  # onsdag and torsdag, but also English words
CLOCK = re.compile(r"([0-9]{1,2})(?:[:.]?([0-9]{2}))?(am|pm)?")


def _days() -> dict[str, int]:
    found = dict(ALSO_DAYS)
    for day, names in enumerate(DAY_NAMES):
        for name in names:
            found |= {name[:length]: day for length in range(2, len(name) + 1)}
            found |= {name + plural: day for plural in PLURALS}
    return {word: day for word, day in found.items() if word not in AMBIGUOUS}


DAYS = _days()


def weekday(word: str, *, in_list: bool = False) -> int | None:
    """The weekday that a word means, 0 = Monday; `on` and `to` are days only within a list."""
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
