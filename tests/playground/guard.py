"""The guard over everything that an app put on a screen: the SDK's models and slackblocks must accept it too."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View
from slackblocks import Block as OtherBlock

from playground.state import Sent

Json = dict[str, Any]


def check_all(sent: Iterable[Sent]) -> None:
    """Raises for the first block or view that the SDK's models or slackblocks refuse."""
    for item in sent:
        if item.kind != "message":
            View(**item.body).to_dict()
        for block in item.body["blocks"]:
            check(block)


def check(block: Json) -> None:
    """Raises when the block breaks a limit; slackblocks 3.0 reads only the blocks without elements."""
    parsed = Block.parse(block)
    if parsed is not None:
        parsed.to_dict()
    with suppress(NotImplementedError):
        OtherBlock.from_dict(block)
