"""What the chores about observations need of Slack."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.direct_messages import DirectMessages
from bot.ports import ChannelId, MemberId, ObservationMessage, StepMessage, WorkspaceId


@dataclass(frozen=True)
class ClosedMessage:
    """What an observer is told of another's *met*: their own observation, and nothing of the other's."""

    about: ObservationMessage


class AskMessenger(DirectMessages, Protocol):
    """Asks people to decide on contests. Raises as the above."""

    async def ask_to_decide(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        message: StepMessage,
        *,
        key: str,
        may_send: Callable[[], bool],
    ) -> tuple[ChannelId, str]:
        """Ask by direct message that carries the opaque key; returns channel and timestamp. `may_send` as for a tip."""
        ...


class ChoreMessenger(AskMessenger, Protocol):
    """Empties messages, asks who is to decide, and tells what others have brought about. Raises as the above."""

    async def find_all(
        self, workspace: WorkspaceId, channel: ChannelId, *, delivery: str, since: datetime
    ) -> tuple[str, ...]:
        """As `find_tip`: all messages that carry the key."""
        ...

    async def close_contest(self, workspace: WorkspaceId, channel: ChannelId, ts: str, message: StepMessage) -> None:
        """Take the buttons of a decision away, once there is one, or the observation is taken back."""
        ...

    async def take_back_note(
        self, workspace: WorkspaceId, channel: ChannelId, ts: str, message: ObservationMessage, *, contested: bool
    ) -> None:
        """Say in the message's place that the observation was taken back, or withdrawn after a contest; no note."""
        ...

    async def tell_closed(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        message: ClosedMessage,
        *,
        key: str,
        may_send: Callable[[], bool],
    ) -> None:
        """Tell an observer, by direct message that carries the opaque key; `may_send` as for a tip."""
        ...
