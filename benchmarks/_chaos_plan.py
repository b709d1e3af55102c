"""The slots of a chaos run: which channels, when they come due, and what must become of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Connection

from bot.db.models import Subscription

CHANNELS_IN_A_WORKSPACE = 10
STALE, ARCHIVED = 0.01, 0.01  # shares of the channels
MISSED_DAYS = 3
BURST_SECONDS = 3


@dataclass(frozen=True)
class Channel:
    """One channel, when its tip of today is due, and whether it is archived or was left alone over the weekend."""

    id: str
    workspace: str
    due: datetime
    archived: bool = False
    stale: bool = False

    @property
    def slots(self) -> Iterator[tuple[str, datetime, frozenset[str]]]:
        """Every slot until today's, as (channel, moment, what may become of it)."""
        for days in range(MISSED_DAYS if self.stale else 0, 0, -1):
            yield self.id, self.due - timedelta(days=days), frozenset({"skipped"})
        yield self.id, self.due, frozenset({"failed", "skipped"} if self.archived else {"sent"})

    def subscription(self) -> dict[str, Any]:
        """Its row."""
        first = next(iter(self.slots))[1]
        return {
            "workspace": self.workspace,
            "channel": self.id,
            "owner": "U0BEN",
            "local_time": self.due.time(),
            "time_zone": "UTC",
            "weekdays": "0123456",
            "language": "en",
            "active": True,
            "next_due_at": first,
            "created_at": first,
            "changed_at": first,
            "holidays": False,
        }


@dataclass(frozen=True)
class Plan:
    """All channels of a run."""

    channels: tuple[Channel, ...]

    @property
    def slots(self) -> dict[tuple[str, datetime], frozenset[str]]:
        """Every slot that must not be lost, and what may become of it."""
        return {(channel, slot): outcome for one in self.channels for channel, slot, outcome in one.slots}

    def save(self, connection: Connection) -> None:
        """Subscribe every channel."""
        connection.execute(Subscription.__table__.insert(), [one.subscription() for one in self.channels])  # type: ignore[attr-defined]


def make_plan(slots: int, *, seconds: float, now: datetime, random: Random) -> Plan:
    """Exactly this many slots, which come due in bursts over the next seconds."""
    channels: list[Channel] = []
    count = 0
    while count < slots:
        channel = _channel(len(channels), seconds, now, random, room=slots - count)
        channels.append(channel)
        count += len(list(channel.slots))
    return Plan(tuple(channels))


def _channel(number: int, seconds: float, now: datetime, random: Random, *, room: int) -> Channel:
    burst = random.randrange(max(1, round(seconds / BURST_SECONDS)))
    due = (now + timedelta(seconds=1 + burst * BURST_SECONDS)).astimezone(UTC).replace(microsecond=0)
    chance = random.random()
    stale = chance < STALE and room > MISSED_DAYS
    archived = not stale and chance < STALE + ARCHIVED
    workspace = f"T{number // CHANNELS_IN_A_WORKSPACE:05d}"
    return Channel(f"C{number:06d}", workspace, due, archived=archived, stale=stale)
