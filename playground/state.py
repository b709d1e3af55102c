"""Everything that one workspace of the playground remembers, in memory, with a feed of its changes."""

import itertools
import secrets
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from playground.feed import Change, ChangeKind, Feed
from playground.files import FileStore
from playground.messages import Message, MessageStore
from playground.tickets import Clock, Tickets
from playground.views import View, ViewStore
from playground.world import SLACKBOT, World

Json = dict[str, Any]


@dataclass(frozen=True)
class Sent:
    """Something the app once put on a screen: kind is message, modal or home."""

    kind: str
    body: Json


class State:
    """One workspace's messages, views, tickets and files. A second workspace is a second State."""

    def __init__(self, world: World, clock: Clock = time.time) -> None:
        self.world = world
        self.clock = clock
        self.messages = MessageStore()
        self.views = ViewStore()
        self.tickets = Tickets(clock)
        self.files = FileStore()
        self.feed = Feed()
        self.sent: list[Sent] = []
        self.offered: dict[tuple[str, str, str], list[Json]] = {}
        self._last_micros = 0
        self._numbers = itertools.count(1)

    def subscribe(self) -> AsyncIterator[Change]:
        """Every change from now on."""
        return self.feed.subscribe()

    def changed(self, kind: ChangeKind, channel: str | None = None, user: str | None = None) -> None:
        """Tell the watchers."""
        self.feed.publish(Change(kind, channel, user))

    def next_ts(self) -> str:
        """A message timestamp: seconds and microseconds, always later than every one before."""
        self._last_micros = max(self._last_micros + 1, int(self.clock() * 1_000_000))
        return f"{self._last_micros // 1_000_000}.{self._last_micros % 1_000_000:06d}"

    def new_id(self, prefix: str) -> str:
        """An id in Slack's style, never given twice."""
        return f"{prefix}0{next(self._numbers):04d}{secrets.token_hex(3).upper()}"

    def new_hash(self) -> str:
        """A view's version, as Slack writes it."""
        return f"{int(self.clock())}.{secrets.token_hex(4)}"

    def post(self, message: Message) -> Message:
        """Keep a message and show it to those who may see it."""
        self.messages.add(message)
        self.changed("message", message.channel, message.ephemeral_to)
        if message.from_app:
            self.remember("message", {"text": message.text, "blocks": message.blocks})
        return message

    def touch(self, message: Message) -> None:
        """Show a message anew after it was edited."""
        self.changed("message", message.channel, message.ephemeral_to)
        if message.from_app:
            self.remember("message", {"text": message.text, "blocks": message.blocks})

    def delete(self, message: Message) -> None:
        """Take a message off the screens."""
        self.messages.remove(message)
        self.changed("message", message.channel, message.ephemeral_to)

    def tell(self, user_id: str, channel_id: str, text: str) -> Message:
        """Slackbot's private word to one person, such as a failed command."""
        return self.post(Message(channel_id, self.next_ts(), SLACKBOT, text, ephemeral_to=user_id))

    def show(self, view: View) -> None:
        """Tell the watchers that a modal or a Home has new content."""
        kind: ChangeKind = "home" if view.body["type"] == "home" else "view"
        self.changed(kind, user=view.user)
        self.remember(str(view.body["type"]), view.body)

    def remember(self, kind: str, body: Json) -> None:
        """Keep what the app sent, for tests that check all of it; a reset does not clear this."""
        self.sent.append(Sent(kind, body))

    def reset(self) -> None:
        """Forget messages, views and files; people, channels and what was `sent` stay."""
        self.messages.clear()
        self.views.clear()
        self.files.clear()
        self.offered.clear()
        self.changed("reset")
