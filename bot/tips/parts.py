"""Takes the parts of a wish, one after the other, off the front of a line of words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time

from bot.catalogue.names import fold
from bot.tips.languages import language_named
from bot.tips.schedule import EVERY_DAY
from bot.tips.wish import Problem, Trouble
from bot.tips.words import AND, BUT, FILLERS, NOT, THROUGH, TO, day_list, days_between, read_time, weekday
from bot.tips.zones import find_zones, looks_like_zone, zones_near

SPANS = TO.plus(THROUGH, [""]).folded  # fold leaves nothing of a lone dash
OFFSET = re.compile(r"[+\-−]\s*\d")
LONGEST_ZONE = 4  # words, as in "port of spain"


@dataclass
class Found:
    """What has been found so far; a part that is said twice in different ways is a problem."""

    languages: Sequence[str]
    times: list[time] = field(default_factory=list)
    days: frozenset[int] = frozenset()
    zones: list[str] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    days_go_on: bool = False  # `on` and `to` are onsdag and torsdag here
    left_out: frozenset[int] = frozenset()
    leaving_out: bool = False  # the days that follow are those without a tip

    @property
    def weekdays(self) -> frozenset[int] | None:
        """The days that were said, or all, without those that were left out; None where nothing was said."""
        return ((self.days or EVERY_DAY) - self.left_out if self.left_out else self.days) or None


def take(words: Sequence[str], found: Found) -> int:
    """How many words were understood, or noted as not understood; at least one."""
    for taker in (_take_not, _take_days, _take_filler):
        if taken := taker(words, found):
            return taken
    found.days_go_on = found.leaving_out = False
    for taker in (_take_time, _take_zone, _take_language):
        if taken := taker(words, found):
            return taken
    found.unknown.append(words[0])
    return 1


def _take_not(words: Sequence[str], found: Found) -> int:
    """`not`, `but not`, `ikke`, `undtagen` before a day."""
    at = 1 if fold(words[0]) in BUT.folded and len(words) > 1 else 0
    taken = at + 1 if fold(words[at]) in NOT else at
    while taken and taken < len(words) and fold(words[taken]) in FILLERS:
        taken += 1
    if not taken or taken == len(words) or day_list(words[taken]) is None:
        return 0
    found.leaving_out = True
    return taken


def _take_days(words: Sequence[str], found: Found) -> int:
    days = day_list(words[0], in_list=found.days_go_on)
    if days is None:
        return 0
    span = _span(words)
    if found.leaving_out:
        found.left_out |= span or days
    else:
        found.days |= span or days
    found.days_go_on = len(words[0]) == 2  # who writes "ma ti" may go on with "on to"
    return 3 if span else 1


def _span(words: Sequence[str]) -> frozenset[int] | None:
    """The weekdays of three words such as `man til fre`."""
    first = weekday(words[0])
    last = weekday(words[2], in_list=True) if len(words) > 2 and fold(words[1]) in SPANS else None
    return None if first is None or last is None else days_between(first, last)


def _take_filler(words: Sequence[str], found: Found) -> int:
    key = fold(words[0])
    if words[0] != "-" and key not in FILLERS:
        return 0
    found.days_go_on = bool(found.days or found.left_out) and key in AND.folded
    return 1


def _take_time(words: Sequence[str], found: Found) -> int:
    if not words[0][0].isdigit():
        return 0
    when = read_time(words[0])
    if when is None:
        found.problems.append(Problem(Trouble.TIME, words[0]))
    else:
        found.times.append(when)
    return 1


def _take_language(words: Sequence[str], found: Found) -> int:
    code = language_named(words[0])
    if code is None:
        return 0
    if code in found.languages:
        found.spoken.append(code)
    else:
        found.problems.append(Problem(Trouble.LANGUAGE, words[0], tuple(found.languages)))
    return 1


def _take_zone(words: Sequence[str], found: Found) -> int:
    for count in range(min(LONGEST_ZONE, len(words)), 0, -1):
        zones = find_zones(" ".join(words[:count]))
        if len(zones) == 1:
            found.zones.append(zones[0])
            return count
        if zones or (count == 1 and looks_like_zone(words[0])):
            found.problems.append(zone_problem(" ".join(words[:count]), zones))
            return count
    return 0


def zone_problem(words: str, zones: Sequence[str]) -> Problem:
    """What is wrong with words that should name one zone, and name none or several."""
    if OFFSET.search(words):  # Etc/GMT+1 is an hour behind Greenwich, which nobody means by GMT+1
        return Problem(Trouble.ZONE, words)
    if zones:
        return Problem(Trouble.SEVERAL_ZONES, words, tuple(zones))
    return Problem(Trouble.ZONE, words, zones_near(words))
