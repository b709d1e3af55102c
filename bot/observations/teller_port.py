"""What telling people of observations needs of Slack."""

from collections.abc import Callable
from typing import Protocol

from bot.observations.chore_port import ChoreMessenger
from bot.ports import ChannelId, MemberId, ObservationMessage, StepMessage, WorkspaceId


class Messenger(Protocol):
    """Tells people of observations. Every method raises `SendLater`, `SendInDoubt` or `SendRefused`."""

    async def tell_subject(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        message: ObservationMessage,
        *,
        key: str,
        may_send: Callable[[], bool],
    ) -> tuple[ChannelId, str]:
        """Tell a person, by direct message that carries the opaque key, what was observed about them.

        Returns the message's channel and timestamp; `may_send` as for a tip.
        """
        ...

    async def tell_withdrawn(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        message: ObservationMessage,
        *,
        key: str,
        may_send: Callable[[], bool],
    ) -> None:
        """Tell a person, by direct message that carries the opaque key, that an observation about them was taken back.

        `may_send` as for a tip.
        """
        ...

    async def tell_unreached(
        self, workspace: WorkspaceId, member: MemberId, subject: MemberId, *, language: str
    ) -> None:
        """Tell an observer that the message to the subject may not have arrived."""
        ...

    async def tell_step(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        message: StepMessage,
        *,
        key: str,
        mark: str | None,
        may_send: Callable[[], bool],
    ) -> tuple[ChannelId, str]:
        """Tell a person of a step, by direct message that carries the opaque key; returns its channel and timestamp.

        It is also found by the `mark` of the observation whose note it shows. `may_send` as for a tip.
        """
        ...


class TellersMessenger(Messenger, ChoreMessenger, Protocol):
    """Tells people of observations, and does what these have brought about."""
