"""What reminding needs of Slack."""

from collections.abc import Callable
from typing import Protocol

from bot.direct_messages import DirectMessages
from bot.ports import MemberId, ObservationMessage, WorkspaceId


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
