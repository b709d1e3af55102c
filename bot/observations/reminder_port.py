"""What reminding needs of Slack."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from bot.ports import ChannelId, MemberId, ObservationMessage, WorkspaceId


class DirectMessages(Protocol):
    """Looks for what may have arrived. Every method raises `SendLater`, `SendInDoubt` or `SendRefused`."""

    async def direct_messages(self, workspace: WorkspaceId, member: MemberId) -> ChannelId:
        """The channel of the direct messages with a person; needs the scope `im:write`."""
        ...

    async def find_tip(
        self, workspace: WorkspaceId, channel: ChannelId, *, delivery: str, since: datetime
    ) -> str | None:
        """As for a tip: the message that carries the key."""
        ...


class ReminderMessenger(DirectMessages, Protocol):
    """Reminds observers of follow-ups. Raises as the above."""

    async def tell_follow_up(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        message: ObservationMessage,
        *,
        key: str,
        may_send: Callable[[], bool],
    ) -> None:
        """Remind an observer, by direct message that carries the opaque key; `may_send` as for a tip."""
        ...
