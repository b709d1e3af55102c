"""Puts the signs of days together: single days, stretches of them, "until" a day, and for how long."""

from collections.abc import Sequence
from dataclasses import replace

from bot.tips.dates import SaidDay, SaidDays
from bot.tips.day_signs import Sign, signs, week
from bot.tips.day_words import TODAY
from bot.tips.wish import Problem, Trouble

ENDS = frozenset(["day", "days", "week"])  # what a stretch may begin and end with
WEEKS_GO_ON = (["week", "apart"], ["week", "to"], ["week", "through"])


def said_days(text: str) -> tuple[tuple[SaidDays, ...], tuple[Problem, ...]]:
    """The days that a line names, in order, and a problem for words that are none."""
    rest = _with_weeks(_with_months(signs(text)))
    said: list[SaidDays] = []
    problems: list[Problem] = []
    unknown: list[str] = []
    while rest:
        found, taken = _stretch(rest)
        if isinstance(found, SaidDays):
            said.append(found)
        elif isinstance(found, Problem):
            problems.append(found)
        elif rest[0].kind != "apart":
            unknown.append(rest[0].words)
        rest = rest[taken:]
    if unknown:
        problems.append(Problem(Trouble.DAY, " ".join(unknown)))
    return tuple(said), tuple(problems)


def _stretch(found: Sequence[Sign]) -> tuple[SaidDays | Problem | None, int]:
    """What the signs begin with, and how many it takes."""
    words = " ".join(sign.words for sign in found[:4])
    match ["day" if sign.kind in ENDS else sign.kind for sign in found[:4]]:
        case ["from", "day", "to" | "through" | "until" | "apart", "day"]:
            return SaidDays(words, found[1].day, _end(found[3])), 4
        case ["day", "to" | "through" | "until", "day", *_]:
            return SaidDays(_words(found[:3]), found[0].day, _end(found[2])), 3
        case ["from", "day", *_]:
            return Problem(Trouble.NO_END, _words(found[:2])), 2
        case ["until" | "to" | "through" as join, "day", *_]:
            last = _end(found[1]) if join == "through" else replace(found[1].day, may_have_begun=False)
            return SaidDays(_words(found[:2]), TODAY, last, until=join != "through"), 2
    return _single(found[0]), 1


def _single(sign: Sign) -> SaidDays | Problem | None:
    """What one sign stands for."""
    if sign.kind == "every":
        return Problem(Trouble.EVERY_WEEK, sign.words)
    return SaidDays(sign.words, sign.day, sign.last) if sign.kind in {*ENDS, "length"} else None


def _end(sign: Sign) -> SaidDay:
    return sign.last or sign.day


def _with_weeks(found: Sequence[Sign]) -> list[Sign]:
    """The signs, in which a number behind a week is a week, too (`week 52 and 53`), and `Monday in week 52` a day."""
    done: list[Sign] = []
    for sign in found:
        before = [one.kind for one in done[-2:]]
        if before in WEEKS_GO_ON and sign.day == SaidDay(day=sign.day.day):
            done.append(replace(week(sign.day.day), words=sign.words))
        elif before[-1:] == ["day"] and sign.kind == "week" and done[-1].day.weekday is not None:
            weekday = done.pop()
            day = replace(sign.day, weekday=weekday.day.weekday)
            done.append(Sign("day", f"{weekday.words} {sign.words}", day))
        else:
            done.append(sign)
    return done


def _with_months(found: Sequence[Sign]) -> list[Sign]:
    """The signs, in which a day without month has that of the next day with one: `24, 25 and 26 December`."""
    done: list[Sign] = []
    month, year = None, None
    for sign in reversed(found):
        if sign.kind == "bare":
            done.append(replace(sign, kind="day", day=replace(sign.day, month=month, year=year)))
            continue
        if sign.kind == "day":
            month, year = sign.day.month, sign.day.year
        done.append(sign)
    return done[::-1]


def _words(found: Sequence[Sign]) -> str:
    return " ".join(sign.words for sign in found)
