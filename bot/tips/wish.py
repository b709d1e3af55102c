"""What a channel wishes for, complete or as far as it was said, and what is wrong with what was said."""

from dataclasses import dataclass, field
from datetime import time
from enum import Enum, auto

from bot.tips.schedule import Rule


class Verb(Enum):
    """What a person wants of `/tips`."""

    FORM = auto()
    ON = auto()
    OFF = auto()
    STATUS = auto()
    NOW = auto()
    HELP = auto()


class Trouble(Enum):
    """In which way words cannot be understood."""

    UNKNOWN = auto()
    TIME = auto()
    ZONE = auto()
    SEVERAL_ZONES = auto()
    LANGUAGE = auto()
    TWICE = auto()
    EXTRA = auto()


@dataclass(frozen=True)
class Problem:
    """Words that cannot be understood; `instead` names what would be right, where that is known."""

    trouble: Trouble
    words: str
    instead: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """The parts of a wish that were said; None where nothing was."""

    local_time: time | None = None
    weekdays: frozenset[int] | None = None
    time_zone: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class Wish:
    """A complete wish: when, and in which language."""

    rule: Rule
    language: str

    def with_changes(self, wanted: Wanted) -> "Wish":
        """The wish with what was said in place of what was there."""
        rule = Rule(
            self.rule.local_time if wanted.local_time is None else wanted.local_time,
            wanted.time_zone or self.rule.time_zone,
            wanted.weekdays or self.rule.weekdays,
        )
        return Wish(rule, wanted.language or self.language)


@dataclass(frozen=True)
class Reading:
    """What was understood of the words behind `/tips`; nothing is saved while there are problems."""

    verb: Verb
    wanted: Wanted = Wanted()
    problems: tuple[Problem, ...] = field(default=())
