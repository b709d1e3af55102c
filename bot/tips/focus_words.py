"""Understands what stands behind `/tips focus`: a standard's name, and for how long. Pure."""

import re
from dataclasses import dataclass, field
from datetime import date

from bot.catalogue.model import Catalogue
from bot.catalogue.names import fold

A_WEEK = 7
LONGEST = 8 * A_WEEK
OFF = frozenset({"off", "stop", "end", "none", "fra", "sluk", "slut", "ingen", "ingenting"})
ONE = frozenset({"a", "an", "one", "en", "et", "een"})
UNITS = {
    **dict.fromkeys(("w", "wk", "week", "weeks", "u", "uge", "uger"), A_WEEK),
    **dict.fromkeys(("d", "day", "days", "dag", "dage"), 1),
}
LENGTH = re.compile(
    rf"(?:^|\s)(?:(?:for|i)\s+)?(?P<count>[0-9]+|{'|'.join(sorted(ONE))})\s*(?P<unit>{'|'.join(sorted(UNITS))})$"
)


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
    found = LENGTH.search(folded)
    if found is None:
        return FocusWish(" ".join(text.split()))
    count = 1 if found["count"] in ONE else int(found["count"][:4])
    words = text.split()
    cut = len(words) - len(found[0].split())
    return FocusWish(" ".join(words[:cut]), count * UNITS[found["unit"]], length=" ".join(words[cut:]))


def retired_called(name: str, catalogue: Catalogue) -> str | None:
    """The retired standard that goes by this name in any language: its id, its title or an alias; None without one."""
    wanted = fold(name)
    for standard in catalogue.everything.values():
        names = (standard.id, *(one for text in standard.text.values() for one in (text.title, *text.aliases)))
        if standard.retired and wanted in {fold(one) for one in names}:
            return standard.id
    return None
