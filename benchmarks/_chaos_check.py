"""What became of every slot: the plan, the rows and Slack's own record of messages, held against each other."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

OPEN = ("pending", "sending")
Slot = tuple[str, datetime]


@dataclass(frozen=True)
class Row:
    """A delivery as the database has it."""

    id: str
    channel: str
    slot: datetime
    state: str


@dataclass(frozen=True)
class Posted:
    """A message as Slack has it; `delivery` is in its metadata."""

    channel: str
    delivery: str


@dataclass(frozen=True)
class Result:
    """The counts that a run ends with."""

    states: Mapping[str, int]
    duplicates: int  # messages beyond the first of their slot, or of their delivery id, whichever are more
    lost: tuple[Slot, ...]  # without a row, not settled, `sent` without a message, or given up without a reason
    repeated: tuple[str, ...]  # the delivery ids that Slack has more than once
    strangers: int  # messages that no row, or a row of another channel or another outcome, stands for

    @property
    def uncertain(self) -> int:
        """Slots of which nobody knows."""
        return self.states.get("uncertain", 0)

    @property
    def is_clean(self) -> bool:
        """Whether every slot ended as it should, once."""
        return not (self.duplicates or self.lost or self.uncertain or self.strangers)


def check(plan: Mapping[Slot, frozenset[str]], rows: Iterable[Row], posts: Iterable[Posted]) -> Result:
    """Hold the three against each other; slots after the planned ones (tomorrow's) do not count."""
    by_slot = {(row.channel, row.slot): row for row in rows}
    by_id = {row.id: row for row in by_slot.values()}
    posts = list(posts)
    of_id = Counter(post.delivery for post in posts)
    of_slot = Counter((row.channel, row.slot) for post in posts if (row := by_id.get(post.delivery)))
    lost = [slot for slot, outcome in plan.items() if _is_lost(by_slot.get(slot), outcome, of_id)]
    return Result(
        states=Counter(row.state for slot, row in by_slot.items() if slot in plan),
        duplicates=max(_beyond_first(of_id), _beyond_first(of_slot), _beyond_plan(plan, posts)),
        lost=tuple(lost),
        repeated=tuple(delivery for delivery, count in of_id.items() if count > 1),
        strangers=sum(_is_strange(post, by_id.get(post.delivery)) for post in posts),
    )


def _is_lost(row: Row | None, outcome: frozenset[str], of_id: Mapping[str, int]) -> bool:
    if row is None or row.state in OPEN:
        return True
    if row.state == "uncertain":  # has its own column
        return False
    return row.state not in outcome or (row.state == "sent" and not of_id[row.id])


def _is_strange(post: Posted, row: Row | None) -> bool:
    return row is None or row.channel != post.channel or row.state not in ("sent", "uncertain")


def _beyond_first(counts: Counter[Any]) -> int:
    return sum(count - 1 for count in counts.values())


def _beyond_plan(plan: Mapping[Slot, frozenset[str]], posts: Iterable[Posted]) -> int:
    """Messages in a channel beyond its slots that are to be sent: needs no delivery id to be right."""
    wanted = Counter(channel for (channel, _), outcome in plan.items() if "sent" in outcome)
    there = Counter(post.channel for post in posts)
    return sum(max(0, count - wanted[channel]) for channel, count in there.items())
