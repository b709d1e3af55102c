"""What selection knows, and what it says: standards, history, needs, the choice. Counts of a team, never a person's."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from bot.ports import Need, Reason

WORKING_WEEK = 5
WORKING_DAYS_AFTER = tuple(  # by weekday: how many of the next so many days are working days
    tuple(sum((weekday + 1 + day) % 7 < WORKING_WEEK for day in range(days)) for days in range(7))
    for weekday in range(7)
)


class Code(StrEnum):
    """Why a standard is chosen, as it is stored; the words are in the view."""

    FOCUS = "focus"  # the standard of the week
    PINNED = "pinned"  # a supervisor planned it
    DUE = "due"  # else it would not come within 60 working days
    NOT_YET = "not-yet"  # seen *not yet* in the last 30 days; those kept from before have a `count`, which is not said
    PRACTISE = "practise"  # the same, where so few were seen that it could point at somebody
    WRONG = "wrong"  # few right answers when it was asked last
    UNHELPFUL = "unhelpful"  # answers about it did not help, `count` times
    QUESTIONS = "questions"  # asked about `count` times
    CHANGED = "changed"  # its text is new or was changed
    NEW = "new"  # this channel has not had it
    FADING = "fading"  # it was here `count` working days ago


@dataclass(frozen=True)
class Candidate:
    """A standard that may be shown, with how many tips and checks it has in the channel's language."""

    standard: str
    area: str
    tips: int
    checks: int = 0
    changed: date | None = None


class Offer(tuple[Candidate, ...]):
    """What there is to choose from; what follows from all of it is found once for many channels."""

    @classmethod
    def of(cls, candidates: Iterable[Candidate]) -> "Offer":
        """The candidates as an offer, which they may be already."""
        return candidates if isinstance(candidates, cls) else cls(candidates)

    @cached_property
    def named(self) -> dict[str, Candidate]:
        """Each by its standard."""
        return {one.standard: one for one in self}

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """How many there are of each area."""
        return Counter(one.area for one in self)


@dataclass(frozen=True)
class Shown:
    """A tip that the channel has had on a local date, and how many of the team answered, how many of them right.

    `check` is None where it asked nothing; `people` is the size of the channel, where Slack says so. `before_focus`:
    it was chosen before the standard of the week was set.
    """

    standard: str
    tip: int
    day: date
    check: int | None = None
    answers: int = 0
    right: int = 0
    people: int | None = None
    before_focus: bool = False


@dataclass(frozen=True)
class Situation:
    """Everything else that counts on a local date; `weekly` is how many tips the rhythm brings in a week."""

    day: date
    needs: Mapping[str, Need] = field(default_factory=dict)
    weekly: int = WORKING_WEEK
    focus: str | None = None
    focus_until: date | None = None  # itself included
    pinned: str | None = None  # what a supervisor has planned for this day
    days_off: frozenset[date] = frozenset()  # public holidays and pauses

    @property
    def focused(self) -> str | None:
        """The standard of the week, while it lasts."""
        is_over = self.focus_until is not None and self.focus_until < self.day
        return None if is_over else self.focus

    def working_days_since(self, earlier: date) -> int:
        """Working days (Monday to Friday, without days off) after `earlier`, up to and with today."""
        if earlier >= self.day:
            return 0
        span = (self.day - earlier).days
        weeks, rest = divmod(span, 7)
        days = WORKING_WEEK * weeks + WORKING_DAYS_AFTER[earlier.weekday()][rest]
        if not self.days_off:
            return days
        return days - sum(earlier < day <= self.day and day.weekday() < 5 for day in self.days_off)


@dataclass(frozen=True)
class Selected:
    """The standard to show, which of its tips and checks, and why: the strongest reason first."""

    standard: str
    tip: int
    check: int | None = None
    reasons: tuple[Reason, ...] = ()
