"""Understands what is typed behind `/tips` about rest: `skip 24 dec`, `pause fra 20. dec til 3. jan`, `quiet 22-7`."""

import re
from collections.abc import Callable, Mapping
from datetime import time

from bot.catalogue.names import fold
from bot.spoken_days import month_names, months
from bot.tips import rest_words
from bot.tips.changes import Resume, SetHolidays, SetQuiet, Skip
from bot.tips.day_spans import said_days
from bot.tips.public_holidays import countries_near, find_country, find_region, regions_near
from bot.tips.rest import NO_HOLIDAYS, Holidays, Quiet
from bot.tips.rest_words import ALL_HOLIDAYS, EVERYTHING, NO, OPEN_END, YES
from bot.tips.spoken_times import in_figures, leaves_open
from bot.tips.wish import Problem, Reading, Trouble, Verb, Wanted
from bot.tips.words import read_time


def read_rest(text: str) -> Reading | None:
    """What the words ask for; None where they are not about rest. A bare word opens the form, except for `pause`."""
    found = rest_words.verb().fullmatch(text.strip())
    if found is None:
        return None
    name = next(name for name in READERS if found[name])
    return READERS[name](_trimmed(found["rest"]))


def _trimmed(text: str) -> str:
    """The words without what ends a sentence; the dot of a month's short name stays: `24. dec.`."""
    words = text.strip(" .!?")
    last = fold(words.rpartition(" ")[2])
    is_short = last in months() and last not in month_names()
    return f"{words}." if is_short and text.rstrip(" !?").endswith(".") else words


def holidays_said(text: str) -> SetHolidays | Problem:
    """Whose public holidays the words name, such as `DK`, `Germany BY` or `off`."""
    words = rest_words.beside_holidays().sub("", text.strip())
    if fold(words) in NO:
        return SetHolidays(NO_HOLIDAYS)
    if fold(words) in YES:
        return SetHolidays(Holidays())
    parts = re.sub(r"[-,/()]", " ", words).split()
    for count in range(len(parts), 0, -1):
        country = find_country(" ".join(parts[:count]))
        if country is not None:
            return _in_country(country, " ".join(parts[count:]) or _also_region(country, words))
    return Problem(Trouble.COUNTRY, words, countries_near(words))


def days_listed(text: str) -> tuple[Skip, tuple[Problem, ...]]:
    """The days in a field, in place of those that were left out until now, and what of it names none."""
    said, problems = said_days(text)
    return Skip(said, instead=True), problems


def quiet_said(text: str) -> SetQuiet | Problem:
    """The quiet hours that the words name, such as `22:00-07:00` or `off`."""
    if fold(text) in NO:
        return SetQuiet(None)
    if leaves_open(text):
        return Problem(Trouble.HALF_OF_DAY, text)
    ends = rest_words.between().split(rest_words.beside_quiet().sub(" ", in_figures(text)).strip())
    ends = [re.sub(r"(?<=\d)\s+(?=[ap]m)", "", end.strip()) for end in ends]
    times = [read_time(end) for end in ends]
    match times:
        case [time() as start, time() as end] if start != end:
            return SetQuiet(Quiet(start, end))
    return Problem(Trouble.QUIET, text)


def _in_country(country: str, words: str) -> SetHolidays | Problem:
    region = find_region(country, words) if words else None
    if words and region is None:
        return Problem(Trouble.REGION, words, regions_near(country, words))
    return SetHolidays(Holidays(True, country, region))


def _also_region(country: str, words: str) -> str:
    """The words again where they name a part of the country: who says England does not mean Scotland."""
    return words if find_region(country, words) and len(words) > 3 else ""


def _skip(words: str) -> Reading:
    words = rest_words.beside_skip().sub("", words)
    if fold(words) in ALL_HOLIDAYS.folded:
        return Reading(Verb.REST, Wanted(rest=(SetHolidays(Holidays()),)))
    said, problems = said_days(words)
    if not said and not problems:
        return Reading(Verb.FORM)
    return Reading(Verb.REST, Wanted(rest=(Skip(said),)), problems)


def _pause(words: str) -> Reading:
    return Reading(Verb.PAUSE) if fold(words) in OPEN_END else _skip(words)


def _resume(words: str) -> Reading:
    if fold(words) in EVERYTHING:
        return Reading(Verb.RESUME, Wanted(rest=(Resume(everything=True),)))
    said, problems = said_days("" if fold(words) in OPEN_END else words)
    return Reading(Verb.RESUME, Wanted(rest=(Resume(said),)), problems)


def _holidays(words: str) -> Reading:
    return _one(holidays_said(words)) if words else Reading(Verb.FORM)


def _quiet(words: str) -> Reading:
    words = rest_words.hours_in_front().sub("", words)
    return _one(quiet_said(words)) if words else Reading(Verb.FORM)


def _one(change: SetHolidays | SetQuiet | Problem) -> Reading:
    if isinstance(change, Problem):
        return Reading(Verb.REST, problems=(change,))
    return Reading(Verb.REST, Wanted(rest=(change,)))


READERS: Mapping[str, Callable[[str], Reading]] = {
    "skip": _skip,
    "pause": _pause,
    "resume": _resume,
    "holidays": _holidays,
    "quiet": _quiet,
}
