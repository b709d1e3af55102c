"""What supervisors have decided of the days to come. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from bot.ports import MemberId


class Kind(StrEnum):
    """What can be decided of a day."""

    PINNED = "pinned"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Decision:
    """What `member` has decided for a local date: a standard that comes in any case, or no tip."""

    kind: Kind
    member: MemberId
    standard: str | None = None


def is_left_out(decision: Decision | None) -> bool:
    """Whether a day brings no tip by this decision."""
    return decision is not None and decision.kind is Kind.SKIPPED
