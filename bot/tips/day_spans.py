"""Puts the signs of days together: single days, stretches of them, "until" a day, and for how long."""

from collections.abc import Sequence
from dataclasses import replace

from bot.tips.dates import SaidDay, SaidDays
from bot.tips.day_signs import Sign, signs
from bot.tips.wish import Problem, Trouble

TODAY = SaidDay(ahead=0)
MONDAY, SUNDAY = SaidDay(weekday=0), SaidDay(weekday=6)


def said_days(text: str) -> tuple[tuple[SaidDays, ...], tuple[Problem, ...]]:
    """The days that a line names, in order, and a problem for words that are none."""
    rest = _with_months(signs(text))
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
    match [sign.kind for sign in found[:4]]:
        case ["from", "day", "to" | "through" | "until" | "apart", "day"]:
            return SaidDays(words, found[1].day, found[3].day), 4
        case ["day", "to" | "through" | "until", "day", *_]:
            return SaidDays(_words(found[:3]), found[0].day, found[2].day), 3
        case ["from", "day", *_]:
            return Problem(Trouble.NO_END, _words(found[:2])), 2
        case ["until" | "to" | "through" as join, "day", *_]:
            return SaidDays(_words(found[:2]), TODAY, found[1].day, until=join != "through"), 2
    return _whole(found[0]), 1


def _whole(sign: Sign) -> SaidDays | None:
    """The days that a single sign stands for."""
    match sign.kind:
        case "day":
            return SaidDays(sign.words, sign.day)
        case "length":
            return SaidDays(sign.words, TODAY, SaidDay(ahead=sign.length - 1))
        case "week" if sign.day.week is None:
            return SaidDays(sign.words, MONDAY, SUNDAY)
        case "week":
            return SaidDays(sign.words, replace(sign.day, weekday=0), replace(sign.day, weekday=6))
    return None


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
