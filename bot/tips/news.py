"""What the owner of tips is still to be told by direct message, and who brings it. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bot.direct_messages import DirectMessages
from bot.ports import ChannelId, MemberId, TipMessenger, WorkspaceId
from bot.tips.records import BY_HAND, IN_QUIET_HOURS, PASSING, UNINSTALLED

KNOWN_ANYWAY = frozenset({BY_HAND, UNINSTALLED})  # somebody has paused them, and knows


@dataclass(frozen=True)
class News:
    """Tips of one owner have stopped, or (`PASSING`) some were skipped; `own`: those that come to the owner alone."""

    workspace: WorkspaceId
    owner: MemberId
    reason: str
    channels: tuple[ChannelId, ...]
    own: bool = False

    @property
    def is_late(self) -> bool:
        """Whether tips go on after some that were skipped."""
        return self.reason in PASSING

    @property
    def is_quiet(self) -> bool:
        """Whether those would have come within the quiet hours."""
        return self.reason == IN_QUIET_HOURS


class OwnerMessenger(DirectMessages, Protocol):
    """Tells owners of tips. Raises `SendLater`, `SendInDoubt` or `SendRefused`."""

    async def tell_owner(self, news: News, *, language: str, key: str, may_send: Callable[[], bool]) -> None:
        """Tell the owner, by direct message that carries the opaque key; `may_send` as for a tip."""
        ...


class TipsMessenger(TipMessenger, OwnerMessenger, Protocol):
    """Both."""
