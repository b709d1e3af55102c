"""What was understood of a typed observation, and what was not; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from bot.catalogue.model import Level
from bot.ports import MemberId

if TYPE_CHECKING:
    from bot.observations.follow_words import FollowWish


class NotSeen(StrEnum):
    """What an observer says in place of a level when there was nothing to see; it is never recorded."""

    NOT_SEEN = "not-seen"


Judged: TypeAlias = Level | NotSeen


class Part(StrEnum):
    """What an observation needs, in the order of the form."""

    SUBJECT = "subject"
    STANDARD = "standard"
    LEVEL = "level"


@dataclass
class Understood:
    """What a typed line says. `note` is its end, word for word; `head` is what stands before, as Slack sent it.

    `tail` is a follow-up that stands behind the note.
    """

    subject: MemberId | None = None
    standard: str | None = None
    level: Judged | None = None
    note: str = ""
    head: str = ""
    tail: str = ""
    others: tuple[MemberId, ...] = ()  # further people named beside the subject: the form asks whether all are meant
    follow_up: "FollowWish | None" = None
    unclear: dict[Part, str] = field(default_factory=dict)  # what was typed where the part was expected

    @property
    def found(self) -> Mapping[Part, object]:
        """The parts that are there; those that are guesses are in `unclear` too."""
        parts = {Part.SUBJECT: self.subject, Part.STANDARD: self.standard, Part.LEVEL: self.level}
        return {part: value for part, value in parts.items() if value is not None}

    @property
    def missing(self) -> tuple[Part, ...]:
        """The parts of which nothing was typed."""
        return tuple(part for part in Part if part not in self.found and part not in self.unclear)

    @property
    def complete(self) -> bool:
        """Whether it can be saved without a further question."""
        return len(self.found) == len(Part) and not self.unclear
