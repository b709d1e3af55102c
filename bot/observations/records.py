"""Observations as services and views pass them on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import blake2b

from bot.catalogue.model import Level
from bot.ports import MemberId, WorkspaceId

UNDO_FOR = timedelta(minutes=15)
CORRECT_FOR = timedelta(hours=24)
SAME_WITHIN = timedelta(minutes=1)
COACHING = "coaching"  # what observations are for, and nothing else


class Outcome(StrEnum):
    """How a contest ended."""

    UPHELD = "upheld"
    AMENDED = "amended"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class NewObservation:
    """What somebody wants to record. `seen_at` is now where it is None; the same `source_key` is the same request.

    `follow_up` is a local day of the observer.
    """

    workspace: WorkspaceId
    observer: MemberId
    subject: MemberId
    standard: str
    level: Level
    source_key: str
    note: str = ""
    place: str = ""
    seen_at: datetime | None = None
    follow_up: date | None = None


def for_each(new: NewObservation, subjects: Iterable[MemberId]) -> tuple[NewObservation, ...]:
    """The same about several people, each once: a source key for each, so that a repeated request repeats nobody."""
    return tuple(
        replace(new, subject=subject, source_key=f"{new.source_key}/{subject}") for subject in dict.fromkeys(subjects)
    )


@dataclass(frozen=True)
class Observed:
    """A recorded observation."""

    id: int
    workspace: WorkspaceId
    observer: MemberId
    subject: MemberId
    standard: str
    standard_version: str
    level: Level
    note: str
    place: str
    seen_at: datetime
    recorded_at: datetime
    undone_at: datetime | None = None
    purpose: str = COACHING
    corrected_at: datetime | None = None
    contested_at: datetime | None = None
    outcome: Outcome | None = None
    follow_up: date | None = None  # the observer's local day of a follow-up that waits
    follow_up_ends: datetime | None = None  # when that day ends for the observer (UTC)
    closes: date | None = None  # the day of the observer's own follow-up that this *met* ends
    is_repeated: bool = False  # the same words were typed again within a minute: this is what they recorded before

    @property
    def mark(self) -> str:
        """By which the messages that show it to the colleague are found again; it says nothing to who reads it."""
        return blake2b(f"takt/{self.workspace}/{self.id}".encode(), digest_size=12).hexdigest()

    @property
    def counts(self) -> bool:
        """Whether it was neither taken back nor is contested."""
        return not (self.undone or self.contested)

    @property
    def contested(self) -> bool:
        """Whether a contest is open: until it is decided, the observation is in no report."""
        return self.contested_at is not None

    @property
    def undone(self) -> bool:
        """Whether the observer took it back."""
        return self.undone_at is not None

    @property
    def settled(self) -> bool:
        """Whether nobody is to decide on its contest any more: it is decided, or the observation was taken back."""
        return self.undone or self.outcome is not None

    @property
    def taken_back(self) -> bool:
        """Whether the observer undid it, and no contest withdrew it."""
        return self.undone and self.outcome is not Outcome.WITHDRAWN

    def can_be_undone(self, now: datetime) -> bool:
        """Whether the observer may still take it back; after a contest only its decision does."""
        return not self.undone and self.outcome is None and now - self.recorded_at <= UNDO_FOR

    def can_be_corrected(self, now: datetime) -> bool:
        """Whether the observer may still put it right; after a contest only its decision does."""
        fits = not self.undone and not self.contested and self.outcome is None
        return fits and now - self.recorded_at <= CORRECT_FOR

    def follow_up_is_past(self, now: datetime) -> bool:
        """Whether the day of the follow-up is over where the observer is, whoever reads it."""
        return self.follow_up_ends is not None and self.follow_up_ends <= now

    @property
    def can_be_contested(self) -> bool:
        """Whether the subject may contest it: once, and as long as it counts."""
        return not self.undone and not self.contested and self.outcome is None


@dataclass(frozen=True)
class Page:
    """Some of a person's observations, newest first; `older` says how many come after them.

    `only_fresh`: those of the last 24 hours are all that the person may see of what they recorded.
    """

    observations: tuple[Observed, ...]
    start: int
    older: int
    only_fresh: bool = False

    def first(self, most: int) -> "Page":
        """So many of them; those that follow are among the older ones."""
        left_out = max(0, len(self.observations) - most)
        return replace(self, observations=self.observations[:most], older=self.older + left_out)


Fit = Callable[[Page], Page]  # as much of a page as is shown


def all_of(page: Page) -> Page:
    """The page as it is."""
    return page
