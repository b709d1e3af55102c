"""What is needed of Slack for a direct message that must come once."""

from datetime import datetime
from typing import Protocol

from bot.ports import ChannelId, MemberId, WorkspaceId

Place = tuple[ChannelId, str]  # a message's channel and timestamp


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
