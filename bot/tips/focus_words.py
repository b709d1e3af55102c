"""Understands what stands behind `/tips focus`: a standard's name, and for how long. Pure."""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from bot.catalogue.model import Catalogue
from bot.catalogue.names import fold
from bot.spoken_days import A_WEEK, NUMBERS, SHORT_UNITS
from bot.spoken_words import Words, spoken

LONGEST = 8 * A_WEEK
FOR = spoken("for")  # so long
ABOUT = spoken("on|on the").folded  # `focus on greeting`
OFF = spoken("off|stop|end|none").folded


@dataclass(frozen=True)
class FocusWish:
    """What somebody wants: a standard by its name for so many days; `off` ends it; without a name, to see it."""

    name: str = ""
    days: int = A_WEEK
    off: bool = False
    length: str = field(default="", compare=False)  # as it was typed, such as `1w`

    @property
    def is_too_long(self) -> bool:
        """Whether nobody can mean so many days, or so few."""
        return not 1 <= self.days <= LONGEST

    @property
    def names(self) -> tuple[str, ...]:
        """What the standard may be called: as it was said, then without what may stand in front of a name."""
        words = self.name.split()
        shorter = (" ".join(words[at:]) for at in (1, 2) if fold(" ".join(words[:at])) in ABOUT)
        return (self.name, *(name for name in shorter if name))


@dataclass(frozen=True)
class Focused:
    """The standard of the week with its last local date, and the one that it has come instead of."""

    standard: str
    until: date
    instead_of: str | None = None


def read_focus(text: str) -> FocusWish:
    """What the words mean, such as `greeting 1w`, `hilsen i 2 uger` or `fra`."""
    folded = fold(text)
    if folded in OFF:
        return FocusWish(off=True)
    found = _length().search(folded)
    if found is None:
        return FocusWish(" ".join(text.split()))
    count = NUMBERS.get(found["count"]) or int(found["count"][:4])
    words = text.split()
    cut = len(words) - len(found[0].split())
    return FocusWish(" ".join(words[:cut]), count * SHORT_UNITS[found["unit"]], length=" ".join(words[cut:]))


def retired_called(name: str, catalogue: Catalogue) -> str | None:
    """The retired standard that goes by this name in any language: its id, its title or an alias; None without one."""
    wanted = fold(name)
    for standard in catalogue.everything.values():
        names = (standard.id, *(one for text in standard.text.values() for one in (text.title, *text.aliases)))
        if standard.retired and wanted in {fold(one) for one in names}:
            return standard.id
    return None


@cache
def _length() -> re.Pattern[str]:
    """At the end, such as `1w`, `for a week` or `i to uger`."""
    number, unit = Words(lambda: NUMBERS).pattern, Words(lambda: SHORT_UNITS).pattern
    during = FOR.folded.pattern
    return re.compile(rf"(?:^|\s)(?:(?:{during})\s+)?(?P<count>[0-9]+|{number})\s*(?P<unit>{unit})$")
