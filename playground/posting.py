"""Messages of the app: what it may post, and how the post comes to stand in a channel."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playground.blockkit.check import check_blocks
from playground.blockkit.controls import named
from playground.errors import SlackError
from playground.escaping import as_posted
from playground.events import tell_changed, tell_message
from playground.messages import Message
from playground.slack import Slack

Json = dict[str, Any]
TEXT_CHARACTERS = 40_000
UPDATE_CHARACTERS = 4_000
METADATA_BYTES = 16_000


@dataclass(frozen=True)
class Content:
    """What a post holds; None is what the app did not mention."""

    text: str | None
    blocks: list[Json] | None
    attachments: list[Json] | None
    metadata: Json | None

    def put_into(self, message: Message) -> None:
        """Replace the parts that are mentioned."""
        for key in ("text", "blocks", "attachments", "metadata"):
            if (value := getattr(self, key)) is not None:
                setattr(message, key, value)


def read_content(source: Mapping[str, Any], most: int = TEXT_CHARACTERS) -> Content:
    """The checked content of a post or an update; raises SlackError."""
    text, blocks = source.get("text"), decoded(source.get("blocks"), "invalid_blocks_format")
    attachments = decoded(source.get("attachments"), "invalid_attachments")
    if source.get("markdown_text") is not None:
        if text or blocks:
            raise SlackError("markdown_text_conflict")
        text = source["markdown_text"]
    if text is not None and not isinstance(text, str):
        raise SlackError("invalid_arguments", ["text must be a string"])
    if not (text and text.strip()) and not blocks and not attachments:
        raise SlackError("no_text")
    if len(text or "") > most:
        raise SlackError("msg_too_long")
    if blocks is not None:
        check_blocks(blocks, "message")
        blocks = named(blocks)
    return Content(as_posted(text) if text is not None else None, blocks, attachments, _metadata(source))


def decoded(value: Any, error: str) -> list[Json] | None:
    """A list that may have come as a JSON string; raises SlackError(error)."""
    if isinstance(value, str) and value:
        try:
            value = json.loads(value)
        except ValueError as problem:
            raise SlackError(error) from problem
    if value in (None, ""):
        return None
    if not isinstance(value, list):
        raise SlackError(error)
    return value


def _metadata(source: Mapping[str, Any]) -> Json | None:
    value: Any = source.get("metadata")
    if isinstance(value, str) and value:
        try:
            value = json.loads(value)
        except ValueError as problem:
            raise SlackError("invalid_metadata_format") from problem
    if value in (None, ""):
        return None
    well_formed = isinstance(value, dict) and set(value) == {"event_type", "event_payload"}
    if not well_formed or not value["event_type"] or not isinstance(value["event_payload"], dict):
        raise SlackError("invalid_metadata_format")
    if len(json.dumps(value).encode()) > METADATA_BYTES:
        raise SlackError("metadata_too_large")
    return dict(value)


def check_thread(slack: Slack, channel_id: str, thread_ts: str | None) -> None:
    """Passes when the thread can take a reply; raises SlackError."""
    if thread_ts:
        parent = slack.state.messages.find(channel_id, thread_ts)
        if parent is None or parent.ephemeral_to is not None or parent.is_reply:
            raise SlackError("cannot_reply_to_message")


def post(slack: Slack, channel_id: str, content: Content, **details: Any) -> Message:
    """Put the app's message into the channel and tell the events it causes."""
    state = slack.state
    message = Message(channel_id, state.next_ts(), state.world.bot_user_id, from_app=True, **details)
    content.put_into(message)
    state.post(message)
    slack.spawn(tell_message(slack, state.world.channels[channel_id], message))
    return message


def edit(slack: Slack, message: Message, content: Content) -> None:
    """Replace the mentioned parts of the app's own message."""
    content.put_into(message)
    message.edited = slack.state.next_ts()
    slack.state.touch(message)
    channel = slack.state.world.channels[message.channel]
    slack.spawn(tell_changed(slack, channel, message, "message_changed"))


def withdraw(slack: Slack, message: Message) -> None:
    """Delete the app's own message."""
    slack.state.delete(message)
    channel = slack.state.world.channels[message.channel]
    slack.spawn(tell_changed(slack, channel, message, "message_deleted"))
