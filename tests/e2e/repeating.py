"""Slack repeats itself: the same request, word for word."""

from typing import Literal

from playground.wire import Ack, Envelope
from tests.e2e.conftest import Stage

Repeatable = Literal["slash_commands", "view_submission", "block_actions"]


async def repeat_last(stage: Stage, name: Repeatable) -> Ack:
    """Deliver the last request of this kind once more."""
    slack = stage.playground.slack
    sent = [entry for entry in slack.traffic.entries() if (entry["direction"], entry["method"]) == ("out", name)]
    kind: Literal["slash_commands", "interactive"] = "slash_commands" if name == "slash_commands" else "interactive"
    return await slack.send(Envelope(kind, sent[-1]["body"]))
