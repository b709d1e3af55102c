"""The message or view that a person acts upon, and the controls they can see there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playground.acts.people import room
from playground.blockkit.controls import controls
from playground.errors import ControlError
from playground.fields import Typed, state_values
from playground.messages import Message
from playground.objects import message_object, payload_channel, view_object
from playground.slack import Slack
from playground.views import View
from playground.world import Person

Json = dict[str, Any]


@dataclass(frozen=True)
class Surface:
    """Either a message or a view, as one person sees it."""

    slack: Slack
    person: Person
    message: Message | None = None
    view: View | None = None

    @property
    def id(self) -> str:
        """The view's id or the message's timestamp."""
        return self.view.id if self.view else self._message.ts

    @property
    def _message(self) -> Message:
        if self.message is None:
            raise ControlError("There is no message here.")
        return self.message

    @property
    def blocks(self) -> list[Json]:
        """The blocks on it."""
        return self.view.blocks if self.view else self._message.blocks

    @property
    def channel(self) -> str | None:
        """The channel of the message, or where the view was opened."""
        return self.view.channel if self.view else self._message.channel

    @property
    def typed(self) -> Typed:
        """What this person has picked or typed here so far; may be changed."""
        return self.view.typed if self.view else self._message.typed.setdefault(self.person.id, {})

    @property
    def is_modal(self) -> bool:
        """True for a modal, False for a message or the Home."""
        return self.view is not None and self.view.body["type"] == "modal"

    def parts(self) -> Json:
        """The container, and the view or message, as interactions carry them; private messages stay out."""
        if self.view is not None:
            shown = view_object(self.slack.state, self.view)
            return {"container": {"type": "view", "view_id": self.view.id}, "view": shown}
        message = self._message
        private = message.ephemeral_to is not None
        container: Json = {"type": "message", "message_ts": message.ts, "channel_id": message.channel}
        container |= {"is_ephemeral": private}
        container |= {"thread_ts": message.thread_ts} if message.thread_ts else {}
        channel = payload_channel(self.slack.state.world.channels[message.channel])
        if private:
            return {"container": container, "channel": channel}
        whole = message_object(self.slack.state, message, all_metadata=True)
        return {"container": container, "channel": channel, "message": whole}

    def values(self) -> Typed:
        """`state.values`."""
        return state_values(self.blocks, self.typed, self.channel)

    def fail(self, error: str) -> None:
        """Show the person that the app did not answer."""
        if self.view is not None and self.is_modal:
            self.view.notice = f'We had some trouble connecting: "{error}"'
            self.slack.state.changed("view", user=self.person.id)
        else:
            channel = self.channel or self.slack.state.world.dm_of(self.person.id).id
            self.slack.state.tell(self.person.id, channel, f'The app failed with the error "{error}"')


def find_surface(slack: Slack, person: Person, source: Mapping[str, Any]) -> Surface:
    """The surface that a control request names by view_id, or by channel and ts; raises ControlError."""
    if source.get("view_id"):
        return Surface(slack, person, view=_view(slack, person, str(source["view_id"])))
    if not source.get("channel") or not source.get("ts"):
        raise ControlError('Say where: "view_id", or "channel" and "ts".')
    channel = room(slack, str(source["channel"]), person)
    message = slack.state.messages.find(channel.id, str(source["ts"]))
    if message is None or not message.visible_to(person.id):
        raise ControlError(f"{person.name} sees no message {source['ts']} in {channel.name}.")
    return Surface(slack, person, message=message)


def _view(slack: Slack, person: Person, view_id: str) -> View:
    home = slack.state.views.homes.get(person.id)
    if home is not None and home.id == view_id:
        return home
    stack = slack.state.views.stack(person.id)
    if not stack or stack[-1].id != view_id:
        raise ControlError(f"{person.name} does not have the view {view_id} open on top.")
    return stack[-1]


def find_control(surface: Surface, source: Mapping[str, Any]) -> tuple[Json, Json]:
    """The block and element that action_id, block_id and value single out; raises ControlError."""
    wanted, value = str(source.get("action_id") or ""), source.get("value")
    everything = list(controls(surface.blocks))
    if source.get("block_id"):
        everything = [found for found in everything if found[0]["block_id"] == source["block_id"]]
    found = [pair for pair in everything if pair[1]["action_id"] == wanted]
    if not found and wanted:
        found = [pair for pair in everything if pair[1]["action_id"].startswith(wanted)]
    if len(found) > 1 and value is not None:
        found = [pair for pair in found if pair[1].get("value") == value] or found
    if not found:
        known = ", ".join(element["action_id"] for _, element in everything) or "nothing"
        raise ControlError(f"There is no {wanted!r} here; one can use: {known}.")
    if len(found) > 1:
        raise ControlError(f"Several controls answer to {wanted!r}; add block_id or value.")
    return found[0]
