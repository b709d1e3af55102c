"""Reads days off a line of words: `24. dec`, `2026-12-24`, `24/12`, `mandag`, `2 weeks`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.catalogue.names import fold
from bot.spoken_days import NUMBERS, ORDINALS, UNITS, month_names, months
from bot.spoken_words import Words
from bot.tips.dates import LAST, MONTHS, SaidDay
from bot.tips.day_words import FEASTS, IDLE, IN_DATES, JOINS, RELATIVE, STRETCHES, TODAY, WEEK, WEEKENDS
from bot.tips.words import DAYS, EVERY, EVERY_WEEK, GROUPS

PIECES = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{1,2}-\d{1,2}-\d{4}(?!\d)|\d{1,2}[./]\d{1,2}(?:[./](?:\d{4}|\d{2}))?(?!\d)"
    r"|\d+|[^\W\d_]+(?:['’][^\W\d_]+)*|[-,;&+]|[^\s.]"
)
DOTTED = re.compile(r"(?<=\w)\.(?!\w)")
DASHES = re.compile(r"[‐-―−]")
MOST_FIGURES = 5  # one more than any year has
LOOKED_AT = 6  # pieces, as in `24 th of December , 2026`
NO_DAY = SaidDay()
AGAIN = Words(lambda: [*DAYS, *GROUPS])  # what `every` may stand before


@dataclass(frozen=True)
class Sign:
    """What some words say. Kinds: day, bare (a day without month), days or length (until `last`), week, joins, other.

    `every` are those that would come each week.
    """

    kind: str
    words: str = ""
    day: SaidDay = NO_DAY
    last: SaidDay | None = None


def signs(text: str) -> list[Sign]:
    """The line, sign by sign, each with its words as they were typed; words that say nothing are left out."""
    matches = list(PIECES.finditer(DASHES.sub("-", text)))
    found: list[Sign] = []
    while matches:
        sign, taken = _first([one.group() for one in matches])
        if sign is not None:
            found.append(replace(sign, words=_typed(text, matches[:taken])))
        matches = matches[taken:]
    return [one for one, after in zip(found, [*found[1:], None], strict=False) if not _decorates(one, after)]


def _typed(text: str, matches: Sequence[re.Match[str]]) -> str:
    """What the pieces were in the line, with the dot of an abbreviation behind the last: `24. dec.`."""
    end = matches[-1].end()
    dotted = DOTTED.match(text, end)
    return text[matches[0].start() : dotted.end() if dotted else end]


def _first(pieces: Sequence[str]) -> tuple[Sign | None, int]:
    """The sign that the line begins with, and how many pieces it takes; None for words that say nothing."""
    keys = [fold(piece) if piece[0].isalpha() else piece for piece in pieces[:LOOKED_AT]]
    for reader in (_length, _every, _month_first, _phrase, _dated, _month):
        read = reader(keys)
        if read is not None:
            return read
    return _single(keys[0]), 1


def _phrase(keys: Sequence[str]) -> tuple[Sign, int] | None:
    for count in range(len(keys), 0, -1):
        phrase = " ".join(keys[:count])
        if phrase in RELATIVE:
            return Sign("day", day=SaidDay(ahead=RELATIVE[phrase])), count
        if phrase in FEASTS:
            return Sign("day", day=SaidDay(day=FEASTS[phrase][0], month=FEASTS[phrase][1])), count
        if phrase in STRETCHES:
            return Sign("days", day=STRETCHES[phrase][0], last=STRETCHES[phrase][1]), count
        if phrase in JOINS:
            return Sign(JOINS[phrase]), count
    return None


def _every(keys: Sequence[str]) -> tuple[Sign, int] | None:
    """`every friday`, `fridays`, `weekends`, `hver fredag`: what comes again and again is no day."""
    if keys[0] in EVERY_WEEK or keys[0] in WEEKENDS:
        return Sign("every"), 1
    return (Sign("every"), 2) if keys[0] in EVERY and len(keys) > 1 and keys[1] in AGAIN else None


def _dated(keys: Sequence[str]) -> tuple[Sign, int] | None:
    """`24 dec`, `24th of December, 2026`, `the 24th`."""
    if not _is_day(keys[0]):
        return None
    at = 1
    while at < len(keys) and keys[at] in IN_DATES:
        at += 1
    month = months().get(keys[at]) if at < len(keys) else None
    if month is None:
        return Sign("bare", day=SaidDay(day=int(keys[0]))), 2 if keys[1:2] and keys[1] in ORDINALS else 1
    year, taken = _year(keys, at + 1)
    return Sign("day", day=SaidDay(day=int(keys[0]), month=month, year=year)), taken


def _month_first(keys: Sequence[str]) -> tuple[Sign, int] | None:
    """`Dec 24`, `December 24th, 2026`."""
    month = months().get(keys[0])
    if month is None or len(keys) < 2 or not _is_day(keys[1]):
        return None
    at = 3 if len(keys) > 2 and keys[2] in ORDINALS else 2
    year, taken = _year(keys, at)
    return Sign("day", day=SaidDay(day=int(keys[1]), month=month, year=year)), taken


def _month(keys: Sequence[str]) -> tuple[Sign, int] | None:
    """`December`, `december 2026`: all of it."""
    month = month_names().get(keys[0])
    if month is None:
        return None
    year, taken = _year(keys, 1)
    first, last = (SaidDay(day=day, month=month, year=year) for day in (1, LAST))
    return Sign("days", day=first, last=last), taken


def _length(keys: Sequence[str]) -> tuple[Sign, int] | None:
    """`2 weeks`, `en uge`."""
    if len(keys) < 2 or keys[1] not in UNITS:
        return _week(keys)
    count = NUMBERS.get(keys[0]) or (int(keys[0]) if keys[0].isdecimal() and len(keys[0]) < 4 else 0)
    return (Sign("length", day=TODAY, last=SaidDay(ahead=count * UNITS[keys[1]] - 1)), 2) if count else None


def _week(keys: Sequence[str]) -> tuple[Sign, int] | None:
    """`uge 52`, `week 52`."""
    if len(keys) < 2 or keys[0] not in WEEK or not _is_day(keys[1]):
        return None
    return week(int(keys[1])), 2


def week(number: int) -> Sign:
    """All days of an ISO week."""
    return Sign("week", day=SaidDay(week=number, weekday=0), last=SaidDay(week=number, weekday=6))


def _single(key: str) -> Sign | None:
    if key in IDLE or not key:
        return None
    if key in DAYS:
        return Sign("day", day=SaidDay(weekday=DAYS[key]))
    numbers = [int(part[:MOST_FIGURES]) for part in re.split(r"[-./]", key) if part.isdecimal()]
    return Sign("day", day=_numeric(numbers, slashed="/" in key)) if len(numbers) > 1 else Sign("other")


def _numeric(numbers: Sequence[int], *, slashed: bool) -> SaidDay:
    """`2026-12-24`, `24.12.2026`, `24/12`; the day comes first, unless only the second number can be one."""
    if numbers[0] > 999:
        return SaidDay(day=numbers[-1], month=numbers[1], year=numbers[0])
    day, month = numbers[:2]
    if month_first := month > MONTHS >= day:
        day, month = month, day
    year = numbers[2] if len(numbers) > 2 else None
    year = year + 2000 if year is not None and year < 100 else year
    return SaidDay(day=day, month=month, year=year, slashed=slashed, month_first=slashed and month_first)


def _year(keys: Sequence[str], at: int) -> tuple[int | None, int]:
    """The year at a place, behind a comma where there is one, and the place after it."""
    after = at + 1 if keys[at : at + 1] == [","] else at
    if after < len(keys) and keys[after].isdecimal() and len(keys[after]) == 4:
        return int(keys[after]), after + 1
    return None, at


def _is_day(key: str) -> bool:
    return key.isdecimal() and len(key) <= 2


def _decorates(sign: Sign, after: Sign | None) -> bool:
    """Whether a weekday only accompanies a date, as in `torsdag den 24. december`."""
    is_weekday = sign.kind == "day" and sign.day.weekday is not None
    return is_weekday and after is not None and after.kind == "day" and bool(after.day.day)
