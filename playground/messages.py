"""Messages: posted, private, edited, deleted; each with a timestamp that no other has."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class Message:
    """One message; `ephemeral_to` names the only person who can see it."""

    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    ephemeral_to: str | None = None
    thread_ts: str | None = None
    metadata: Json | None = None
    username: str | None = None
    attachments: list[Json] = field(default_factory=list)
    files: list[Json] = field(default_factory=list)
    from_app: bool = False
    edited: str | None = None
    typed: dict[str, dict[str, dict[str, Json]]] = field(default_factory=dict)

    @property
    def is_reply(self) -> bool:
        """True inside a thread, False for its parent."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    def visible_to(self, user_id: str) -> bool:
        """False for somebody else's private message."""
        return self.ephemeral_to in (None, user_id)


class MessageStore:
    """All messages of one workspace, oldest first in every channel."""

    def __init__(self) -> None:
        self._by_channel: dict[str, dict[str, Message]] = {}

    def add(self, message: Message) -> None:
        """Keep a new message."""
        self._by_channel.setdefault(message.channel, {})[message.ts] = message

    def remove(self, message: Message) -> None:
        """Forget a message; no error when it is gone already."""
        self._by_channel.get(message.channel, {}).pop(message.ts, None)

    def find(self, channel_id: str, ts: str) -> Message | None:
        """The message at this timestamp, private ones included."""
        return self._by_channel.get(channel_id, {}).get(ts)

    def in_channel(self, channel_id: str) -> Iterator[Message]:
        """Every message of the channel, oldest first, private ones included."""
        yield from list(self._by_channel.get(channel_id, {}).values())

    def seen_by(self, user_id: str, channel_id: str) -> list[Message]:
        """What this person sees in the channel, oldest first."""
        return [message for message in self.in_channel(channel_id) if message.visible_to(user_id)]

    def clear(self) -> None:
        """Forget everything."""
        self._by_channel.clear()
