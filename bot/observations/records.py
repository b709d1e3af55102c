"""Observations as services and views pass them on."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.catalogue.model import Level
from bot.ports import MemberId, WorkspaceId

UNDO_FOR = timedelta(minutes=15)


@dataclass(frozen=True)
class NewObservation:
    """What somebody wants to record. `seen_at` is now where it is None; the same `source_key` is the same request."""

    workspace: WorkspaceId
    observer: MemberId
    subject: MemberId
    standard: str
    level: Level
    source_key: str
    note: str = ""
    place: str = ""
    seen_at: datetime | None = None


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

    @property
    def undone(self) -> bool:
        """Whether the observer took it back."""
        return self.undone_at is not None

    def can_be_undone(self, now: datetime) -> bool:
        """Whether the observer may still take it back."""
        return not self.undone and now - self.recorded_at <= UNDO_FOR


@dataclass(frozen=True)
class Page:
    """Some of a person's observations, newest first; `older` says how many come after them."""

    observations: tuple[Observed, ...]
    start: int
    older: int
