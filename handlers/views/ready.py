"""Blocks that Slack's models have checked once, ready for the wire however often they are shown. Pure."""

from typing import Any

from slack_sdk.models.blocks import Block

from handlers.views.parts import Message


class ReadyBlock(Block):
    """A block as a dict that all who show it share: it is not to be changed."""

    def __init__(self, checked: dict[str, Any]) -> None:
        super().__init__(type=checked["type"], block_id=checked.get("block_id"))
        self._checked = checked

    def to_dict(self) -> dict[str, Any]:
        """The block as Slack takes it."""
        return self._checked


def ready(message: Message) -> Message:
    """The same message, whose blocks are not checked again. Raises if one breaks Slack's limits."""
    return Message(message.text, [ReadyBlock(block.to_dict()) for block in message.blocks])
