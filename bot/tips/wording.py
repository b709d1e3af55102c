"""Understands the words behind `/tips`: `on 09:00 mon-fri Europe/Copenhagen da`, every part optional, in any order.

Pure: it knows which languages the catalogue has, and nothing else. It never raises, whatever was typed.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TypeVar

from bot.catalogue.names import fold
from bot.spoken_words import spoken
from bot.tips.parts import Found, take, zone_problem
from bot.tips.rest_wording import read_rest
from bot.tips.rest_words import clause
from bot.tips.spoken_times import in_figures
from bot.tips.wish import Problem, Reading, Trouble, Verb, Wanted
from bot.tips.words import BEFORE_VERB, FILLERS, FROM, OCLOCK, VERBS, day_list
from bot.tips.zones import find_zones, zones_near

SURELY = 0.85  # a word that may be anything is taken for a city only when it is spelt almost like one
EDGES = ".,!?\"'“”’()[]`"
MOST_HINTS = 3

T = TypeVar("T")


def read(text: str, languages: Sequence[str]) -> Reading:
    """What the words ask for; problems name the words that cannot be understood."""
    text = " ".join(text.split())  # else patterns that begin with space try each of thousands
    about_rest = read_rest(text)
    if about_rest is not None:
        return about_rest
    head, *clauses = clause().split(text)
    if clauses and head.strip():
        reading = _read_head(head, languages)
        if reading.verb is Verb.ON:
            return _with_rest(reading, clauses)
    return _read_head(text, languages)


def _with_rest(reading: Reading, clauses: Sequence[str]) -> Reading:
    """The wish with what is said of rest behind it."""
    rest, problems = list(reading.wanted.rest), list(reading.problems)
    for one in clauses:
        said = read_rest(one.strip(" ,;.!?"))
        if said is None or said.verb is not Verb.REST:
            problems.append(Problem(Trouble.UNKNOWN, one.strip()))
            continue
        rest += said.wanted.rest
        problems += said.problems
    return replace(reading, wanted=replace(reading.wanted, rest=tuple(rest)), problems=tuple(problems))


def _read_head(text: str, languages: Sequence[str]) -> Reading:
    """What the words in front ask for."""
    words = _words(text)
    if len(words) > 1 and fold(words[0]) in BEFORE_VERB.folded:
        words = words[1:]
    if not words:
        return Reading(Verb.HELP if text.strip() == "?" else Verb.FORM)
    key = fold(words[0])
    rest = [word for word in words[1:] if fold(word) not in FILLERS]
    verb = VERBS.get(key)
    if verb is None or (key in FROM.folded and rest):  # "fra man til fre" is a span, not an end
        return _read_wish(words, languages)
    if verb is Verb.FOCUS:
        return Reading(verb, rest=" ".join(words[1:]))
    if verb is Verb.ON:
        return _read_wish(words[1:], languages)
    is_clear = verb in {Verb.HELP, Verb.STATUS, Verb.PLAN, Verb.REPORT} or not rest
    return Reading(verb, problems=() if is_clear else (Problem(Trouble.EXTRA, " ".join(rest)),))


def read_zone(text: str) -> str | Problem:
    """The zone that a field's text means, or the problem with it."""
    zones = find_zones(text)
    return zones[0] if len(zones) == 1 else zone_problem(text, zones)


def _read_wish(words: Sequence[str], languages: Sequence[str]) -> Reading:
    found = Found(languages)
    position = 0
    while position < len(words):
        position += take(words[position:], found)
    if found.unknown:
        near = tuple(zone for word in found.unknown[:MOST_HINTS] for zone in zones_near(word, SURELY))[:MOST_HINTS]
        found.problems.insert(0, Problem(Trouble.UNKNOWN, " ".join(found.unknown), near))
    wanted = Wanted(
        local_time=_only([f"{one:%H:%M}" for one in found.times], found.times, found),
        weekdays=found.weekdays,
        time_zone=_only(found.zones, found.zones, found),
        language=_only(found.spoken, found.spoken, found),
    )
    return Reading(Verb.ON, wanted, tuple(found.problems))


def _words(text: str) -> list[str]:
    text = in_figures(text)
    for pattern, replacement in _tidy():
        text = pattern.sub(replacement, text)
    words: list[str] = []
    for word in (raw.strip(EDGES) for raw in text.split()):
        words += [word] if day_list(word) is not None else [part.strip(EDGES) for part in word.split(",")]
    return [word for word in words if word]


def _only(names: Sequence[str], values: Sequence[T], found: Found) -> T | None:
    if len(set(values)) > 1:
        found.problems.append(Problem(Trouble.TWICE, ", ".join(dict.fromkeys(names))))
        return None
    return values[0] if values else None


@cache
def _tidy() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What is put differently before the words are parted."""
    every, day = spoken("every|each|all").pattern, spoken("day|days").pattern
    tidy = (
        (r"[‐-―−]", "-"),
        (r"(?<=[^\W\d])(\s+-\s*|\s*-\s+)(?=[^\W\d])", "-"),
        (rf"\b({every}) ({day})\b", "daily"),
        (r"\b([ap])\.m\b\.?", r"\1m"),
        (r"(?<=[0-9]) +([ap]m)\b", r"\1"),
        (rf"\b({OCLOCK.pattern})\b\.? *(?=[0-9])", ""),
        (r";", " "),
    )
    return tuple((re.compile(pattern, re.IGNORECASE), replacement) for pattern, replacement in tidy)
