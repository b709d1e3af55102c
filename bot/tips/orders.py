"""Orders to stop: they win over what is claimed and not yet sent."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.ports import ChannelId, WorkspaceId
from bot.tips.records import Claim


@dataclass(frozen=True)
class Order:
    """Nothing more is to go to this channel, or (None) to the whole workspace; and why."""

    workspace: WorkspaceId
    channel: ChannelId | None
    reason: str

    def concerns(self, claim: Claim) -> bool:
        """Whether the claim's tip is not to be sent; what somebody asked for by hand is."""
        is_there = self.workspace == claim.workspace and self.channel in {None, claim.channel}
        return is_there and not claim.by_hand


class Orders:
    """Passes orders on to the sender of this process; other replicas meet them at their next claim."""

    def __init__(self) -> None:
        self._obey: list[Callable[[Order], None]] = []

    def heard_by(self, obey: Callable[[Order], None]) -> None:
        """Have every order from now on passed on."""
        self._obey.append(obey)

    def give(self, order: Order) -> None:
        """Pass an order on."""
        for obey in self._obey:
            obey(order)
