"""What a channel wishes for, complete or as far as it was said, and what is wrong with what was said."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import Enum, auto
from typing import Protocol

from bot.tips.posing import QUESTION
from bot.tips.rest import Rest
from bot.tips.schedule import Rule


class Verb(Enum):
    """What a person wants of `/tips`."""

    FORM = auto()
    ON = auto()
    OFF = auto()
    STATUS = auto()
    NOW = auto()
    REST = auto()
    PAUSE = auto()
    RESUME = auto()
    FOCUS = auto()
    PLAN = auto()
    REPORT = auto()
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
    DAY = auto()
    NO_SUCH_DAY = auto()
    EITHER_DAY = auto()
    EVERY_WEEK = auto()
    NO_END = auto()
    PAST = auto()
    JUST_OVER = auto()
    BACKWARDS = auto()
    TOO_LONG = auto()
    NOT_RESTING = auto()
    COUNTRY = auto()
    REGION = auto()
    QUIET = auto()
    IN_QUIET = auto()
    HALF_OF_DAY = auto()


@dataclass(frozen=True)
class Problem:
    """Words that cannot be understood; `instead` names what would be right, where that is known."""

    trouble: Trouble
    words: str
    instead: tuple[str, ...] = ()


class Change(Protocol):
    """Something that a person wants changed about when a channel rests."""

    def made(self, rest: Rest, today: date) -> tuple[Rest, Sequence[Problem]]:
        """The rest with the change, as said on `today`, and what of it cannot be."""
        ...


@dataclass(frozen=True)
class Wanted:
    """The parts of a wish that were said; None where nothing was. What is said of rest changes it part by part."""

    local_time: time | None = None
    weekdays: frozenset[int] | None = None
    time_zone: str | None = None
    language: str | None = None
    style: str | None = None
    rest: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Keeps:
    """What a person has chosen for tips of their own, so that it does not follow their profile."""

    zone: bool = False
    language: bool = False


FOLLOWS = Keeps()


@dataclass(frozen=True)
class Wish:
    """A complete wish: when, in which language, and whether tips ask or just tell."""

    rule: Rule
    language: str
    style: str = QUESTION
    keeps: Keeps = FOLLOWS

    def with_changes(self, wanted: Wanted) -> "Wish":
        """The wish with what was said in place of what was there; rest is for `bot.tips.moves`, as it needs a day."""
        rule = replace(
            self.rule,
            local_time=self.rule.local_time if wanted.local_time is None else wanted.local_time,
            time_zone=wanted.time_zone or self.rule.time_zone,
            weekdays=wanted.weekdays or self.rule.weekdays,
        )
        return Wish(rule, wanted.language or self.language, wanted.style or self.style)


@dataclass(frozen=True)
class Reading:
    """What was understood of the words behind `/tips`; nothing is saved while there are problems."""

    verb: Verb
    wanted: Wanted = Wanted()
    problems: tuple[Problem, ...] = field(default=())
    rest: str = ""  # what stands behind `focus`
