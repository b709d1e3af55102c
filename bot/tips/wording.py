"""Understands the words behind `/tips`: `on 09:00 mon-fri Europe/Copenhagen da`, every part optional, in any order.

Pure: it knows which languages the catalogue has, and nothing else. It never raises, whatever was typed.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import time

from bot.catalogue.names import fold
from bot.tips.languages import language_named
from bot.tips.wish import Problem, Reading, Trouble, Verb, Wanted
from bot.tips.words import AMBIGUOUS, AND, FILLERS, TO, VERBS, day_list, days_between, read_time, weekday
from bot.tips.zones import find_zones, looks_like_zone, zones_near

TIDY = (
    (re.compile(r"[‐-―−]"), "-"),
    (re.compile(r"(?<=[^\W\d])(\s+-\s*|\s*-\s+)(?=[^\W\d])"), "-"),
    (re.compile(r"\b(every|each|all|hver|alle) (day|days|dag|dage)\b"), "daily"),
    (re.compile(r"\b([ap])\.m\b\.?"), r"\1m"),
    (re.compile(r"(?<=[0-9]) +([ap]m)\b"), r"\1"),
    (re.compile(r"\b(kl|klokken)\b\.? *(?=[0-9])"), ""),
    (re.compile(r"[;]"), " "),
)
EDGES = ".,!?\"'“”’()[]`"
LONGEST_ZONE = 4  # words, as in "port of spain"
MOST_HINTS = 3


@dataclass
class _Found:
    """What has been found so far; a part that is said twice in different ways is a problem."""

    languages: Sequence[str]
    times: list[time] = field(default_factory=list)
    days: frozenset[int] = frozenset()
    zones: list[str] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    after: str = ""  # "day" right behind a weekday, "and" behind a weekday and "and"


def read(text: str, languages: Sequence[str]) -> Reading:
    """What the words ask for; problems name the words that cannot be understood."""
    words = _words(text)
    if words and fold(words[0]) in {"slaa", "turn", "slut"} and len(words) > 1:
        words = words[1:]
    if not words:
        return Reading(Verb.HELP if text.strip() == "?" else Verb.FORM)
    verb = VERBS.get(fold(words[0]))
    if verb is None or (fold(words[0]) == "fra" and len(words) > 1):  # "fra man til fre" is a span, not an end
        return _read_wish(words, languages)
    if verb is Verb.ON:
        return _read_wish(words[1:], languages)
    extra = [word for word in words[1:] if fold(word) not in FILLERS]
    harmless = verb in {Verb.HELP, Verb.STATUS} or not extra
    return Reading(verb, problems=() if harmless else (Problem(Trouble.EXTRA, " ".join(extra)),))


def read_zone(text: str, time_zone: str = "") -> tuple[str, Problem | None]:
    """The zone that a field's text means, or the problem with it; `time_zone` when the field is empty."""
    if not text.strip() and time_zone:
        return time_zone, None
    zones = find_zones(text)
    return (zones[0], None) if len(zones) == 1 else ("", _zone_problem(text, zones))


def _read_wish(words: Sequence[str], languages: Sequence[str]) -> Reading:
    found = _Found(languages)
    position = 0
    while position < len(words):
        position += _take(words[position:], found)
    if found.unknown:
        near = tuple(zone for word in found.unknown[:MOST_HINTS] for zone in zones_near(word))[:MOST_HINTS]
        found.problems.insert(0, Problem(Trouble.UNKNOWN, " ".join(found.unknown), near))
    wanted = Wanted(
        local_time=_only([f"{one:%H:%M}" for one in found.times], found.times, found),
        weekdays=found.days or None,
        time_zone=_only(found.zones, found.zones, found),
        language=_only(found.spoken, found.spoken, found),
    )
    return Reading(Verb.ON, wanted, tuple(found.problems))


def _take(words: Sequence[str], found: _Found) -> int:
    for taker in TAKERS:
        taken = taker(words, found)
        if taken:
            return taken
    found.unknown.append(words[0])
    return 1


def _take_days(words: Sequence[str], found: _Found) -> int:
    days = day_list(words[0])
    first = weekday(words[0])
    if days is None and found.after and fold(words[0]) in AMBIGUOUS:
        first = AMBIGUOUS[fold(words[0])]
        days = frozenset({first})
    if days is None:
        return 0
    last = weekday(words[2], in_list=True) if len(words) > 2 and fold(words[1]) in TO else None
    spans = first is not None and last is not None
    found.days |= days_between(first, last) if first is not None and last is not None else days
    found.after = "day"
    return 3 if spans else 1


def _take_filler(words: Sequence[str], found: _Found) -> int:
    key = fold(words[0])
    if key and key not in FILLERS:
        return 0
    found.after = "and" if found.after and key in AND else ""
    return 1


def _take_time(words: Sequence[str], found: _Found) -> int:
    if not words[0][0].isdigit():
        return 0
    when = read_time(words[0])
    if when is None:
        found.problems.append(Problem(Trouble.TIME, words[0]))
    else:
        found.times.append(when)
    return 1


def _take_language(words: Sequence[str], found: _Found) -> int:
    code = language_named(words[0])
    if code is None:
        return 0
    if code in found.languages:
        found.spoken.append(code)
    else:
        found.problems.append(Problem(Trouble.LANGUAGE, words[0], tuple(found.languages)))
    return 1


def _take_zone(words: Sequence[str], found: _Found) -> int:
    for count in range(min(LONGEST_ZONE, len(words)), 0, -1):
        zones = find_zones(" ".join(words[:count]))
        if len(zones) == 1:
            found.zones.append(zones[0])
            return count
        if zones or (count == 1 and looks_like_zone(words[0])):
            found.problems.append(_zone_problem(" ".join(words[:count]), zones))
            return count
    return 0


TAKERS: tuple[Callable[[Sequence[str], _Found], int], ...] = (
    _take_days,
    _take_filler,
    _take_time,
    _take_zone,
    _take_language,
)


def _words(text: str) -> list[str]:
    tidy = text.casefold()
    for pattern, replacement in TIDY:
        tidy = pattern.sub(replacement, tidy)
    words: list[str] = []
    for word in (raw.strip(EDGES) for raw in tidy.split()):
        words += [word] if day_list(word) is not None else [part.strip(EDGES) for part in word.split(",")]
    return [word for word in words if word]


def _zone_problem(words: str, zones: Sequence[str]) -> Problem:
    if zones:
        return Problem(Trouble.SEVERAL_ZONES, words, tuple(zones))
    return Problem(Trouble.ZONE, words, zones_near(words))


def _only[T](names: Sequence[str], values: Sequence[T], found: _Found) -> T | None:
    if len(set(values)) > 1:
        found.problems.append(Problem(Trouble.TWICE, ", ".join(dict.fromkeys(names))))
        return None
    return values[0] if values else None
