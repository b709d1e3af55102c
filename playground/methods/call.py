"""One call of a Web API method: its arguments, typed; its token and what that may do."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from playground.errors import SlackError
from playground.slack import Slack
from playground.state import State
from playground.teams import Teams
from playground.tokens import Token
from playground.world import Channel, Person, World

Json = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """The arguments of one call; the readers raise SlackError for what is missing or malformed."""

    slack: Slack
    arguments: Json
    token: Token | None
    teams: Teams
    authorization: str = ""

    @property
    def state(self) -> State:
        """The workspace of the token."""
        return self.slack.state

    @property
    def world(self) -> World:
        """The people and channels of the token's workspace."""
        return self.slack.state.world

    def need(self, scope: str) -> None:
        """Passes when the token has the scope; raises SlackError("missing_scope")."""
        provided = set() if self.token is None else self.token.scopes
        if scope not in provided:
            raise SlackError("missing_scope", needed=scope, provided=",".join(sorted(provided)))

    def required(self, name: str) -> str:
        """A string that must be there."""
        value = self.text(name)
        if not value:
            raise SlackError("invalid_arguments", [f"missing required field: {name}"])
        return value

    def text(self, name: str) -> str:
        """A string, empty when it is not given."""
        value = self.arguments.get(name, "")
        if isinstance(value, dict | list):
            raise SlackError("invalid_arguments", [f"{name} must be a string"])
        return str(value)

    def flag(self, name: str) -> bool:
        """A boolean, false when it is not given."""
        return self.text(name).lower() in ("true", "1")

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number between 1 and `most`."""
        value = self.text(name) or str(default)
        if not value.isdigit() or not 1 <= int(value) <= most:
            raise SlackError("invalid_limit")
        return int(value)

    def json(self, name: str) -> Any:
        """An object or list, given as such or as a JSON string; None when it is not given."""
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError as error:
            raise SlackError("invalid_arguments", [f"{name} is not valid JSON"]) from error

    def person(self, name: str = "user") -> Person:
        """The person that an argument names by id."""
        person = self.world.people.get(self.required(name))
        if person is None:
            raise SlackError("user_not_found")
        return person

    def known_channel(self, name: str = "channel") -> Channel:
        """The channel that an argument names by id, if the app can know of it."""
        channel = self.world.channels.get(self.required(name))
        hidden = channel is not None and channel.is_private and not self.world.has_bot(channel)
        if channel is None or hidden:
            raise SlackError("channel_not_found")
        return channel

    def channel_to_write(self, name: str = "channel") -> Channel:
        """The channel, or the direct messages of the user id, if the app may post there."""
        person = self.world.people.get(self.required(name))
        if person is not None:
            if person.deleted or person.is_bot or person.is_stranger:
                raise SlackError("channel_not_found")
            channel = self.world.dm_of(person.id)
        else:
            channel = self.known_channel(name)
        self.check_writable(channel)
        return channel

    def check_writable(self, channel: Channel) -> None:
        """Passes when the app may post in this channel."""
        if channel.is_dm and not self.slack.manifest.messages_tab:
            raise SlackError("messages_tab_disabled")
        if channel.is_archived:
            raise SlackError("is_archived")
        may_enter = self.token is not None and "chat:write.public" in self.token.scopes
        if not self.world.has_bot(channel) and not may_enter:
            raise SlackError("not_in_channel")


@dataclass(frozen=True)
class Method:
    """One method: the token that it takes (None: without) and the scope that it needs always."""

    run: Callable[[Call], Json]
    scope: str = ""
    token: Literal["bot", "app"] | None = "bot"  # noqa: S105 - a kind, not a secret
