"""The page in parts: each a piece of HTML that can be exchanged on its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from markupsafe import Markup

from playground.messages import Message
from playground.rendering.environment import environment
from playground.rendering.reader import Reader
from playground.rendering.screen import Screen, address, reader_of, rooms_of
from playground.rendering.timeline import timeline
from playground.rendering.tries import tries_for
from playground.rendering.typed import with_typed
from playground.rendering.wire_log import wire_lines
from playground.rendering.words import words
from playground.slack import Slack
from playground.views import View
from playground.world import Person

Json = dict[str, Any]


@dataclass(frozen=True)
class Author:
    """Who stands over a message."""

    id: str
    name: str
    is_app: bool


@dataclass(frozen=True)
class Page:
    """Everything that one rendering needs to know."""

    slack: Slack
    screen: Screen
    connected: bool = True

    @property
    def reader(self) -> Reader:
        """The person as somebody to render for."""
        return reader_of(self.screen.person, self.slack.state.world, self.slack.manifest.app_name)

    def parts(self, *, with_wire: bool) -> dict[str, Markup]:
        """The HTML of every part; an unseen wire is not rendered."""
        known = self.context()
        main = self._channel(known) if self.screen.channel else self._home(known)
        views = self.slack.state.views.stack(self.screen.person.id)
        return {
            "topbar": render("topbar", known),
            "sidebar": render("sidebar", known),
            "main": main,
            "views": render("views", known, stack=views),
            "wire": render("wire", known, traffic=self._traffic() if with_wire else []),
        }

    @property
    def title(self) -> str:
        """The document's title: place, then person, then workspace."""
        channel, app_name = self.screen.channel, self.slack.manifest.app_name
        place = app_name if channel is None or channel.is_dm else f"#{channel.name}"
        return f"{place} · {self.screen.person.name} · {self.slack.state.world.team_name}"

    def context(self) -> Json:
        """What every template may use."""
        world, person, reader = self.slack.state.world, self.screen.person, self.reader
        return {
            "reader": reader,
            "words": words(reader.language),
            "world": world,
            "person": person,
            "here": self.screen.place,
            "rooms": rooms_of(person, world),
            "dm": world.dm_of(person.id),
            "app_name": self.slack.manifest.app_name,
            "connected": self.connected,
            "shortcuts": self._shortcuts(),
            "href": address,
            "author": self._author,
            "latest": lambda channel_id: self._latest(person, channel_id),
            "latest_for": lambda other: self._latest(other, world.dm_of(other.id).id),
            "view_blocks": view_blocks,
            "message_blocks": self._message_blocks,
        }

    def _channel(self, known: Json) -> Markup:
        channel, state = self.screen.channel, self.slack.state
        if channel is None:
            raise LookupError("no channel is open")
        now = datetime.fromtimestamp(state.clock(), tz=UTC)
        days = timeline(state.messages.seen_by(self.reader.id, channel.id), now, self.reader)
        members = ", ".join(self.reader.users[member] for member in sorted(channel.members))
        tries = tries_for(self.screen.person)
        return render("channel", known, channel=channel, days=days, members=members, tries=tries)

    def _home(self, known: Json) -> Markup:
        return render("home", known, home=self.slack.state.views.homes.get(self.reader.id))

    def _author(self, message: Message) -> Author:
        name = message.username or self.reader.users.get(message.user, message.user)
        return Author(message.user, name, message.from_app)

    def _message_blocks(self, message: Message) -> list[Json]:
        return with_typed(message.blocks, message.typed.get(self.reader.id, {}), message.channel)

    def _latest(self, person: Person, channel_id: str) -> str:
        seen = self.slack.state.messages.seen_by(person.id, channel_id)
        return max((message.ts for message in seen if message.user != person.id), default="")

    def _shortcuts(self) -> Mapping[str, list[Any]]:
        every = list(self.slack.manifest.shortcuts.values())
        return {kind: [item for item in every if item.type == kind] for kind in ("global", "message")}

    def _traffic(self) -> list[Any]:
        return wire_lines(self.slack.traffic.entries(), self.reader)


def view_blocks(view: View) -> list[Json]:
    """A view's blocks with what was typed into them."""
    return with_typed(view.blocks, view.typed, view.channel)


def render(template: str, known: Json, **more: Any) -> Markup:
    """The HTML of one template."""
    return Markup(environment().get_template(f"{template}.html").render(known | more))  # noqa: S704  # nosec B704
