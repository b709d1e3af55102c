"""What Slack knows of a channel that gets tips."""

from dataclasses import dataclass
from typing import Protocol

from bot.ports import ChannelId, WorkspaceId


@dataclass(frozen=True)
class Room:
    """A channel as Slack knows it: its name, and how many members it has, Takt among them, where that is known."""

    name: str
    size: int | None = None


class Rooms(Protocol):
    """Looks channels up."""

    async def room(self, workspace: WorkspaceId, channel: ChannelId) -> Room:
        """The channel's name and size. Raises `SlackTrouble`."""
        ...
