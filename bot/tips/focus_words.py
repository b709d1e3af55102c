"""Understands what stands behind `/tips focus`: a standard's name, and for how long. Pure."""

import re
from dataclasses import dataclass

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

    @property
    def is_too_long(self) -> bool:
        """Whether nobody can mean so many days, or so few."""
        return not 1 <= self.days <= LONGEST


def read_focus(text: str) -> FocusWish:
    """What the words mean, such as `greeting 1w`, `hilsen i 2 uger` or `fra`."""
    words = fold(text)
    if words in OFF:
        return FocusWish(off=True)
    found = LENGTH.search(words)
    if found is None:
        return FocusWish(" ".join(text.split()))
    count = 1 if found["count"] in ONE else int(found["count"][:4])
    name = text.split()[: -len(found[0].split())]
    return FocusWish(" ".join(name), count * UNITS[found["unit"]])
