"""Messages that people write, and the visit to the app's Home."""

from typing import Any

from playground.errors import ControlError
from playground.escaping import as_typed_in_message
from playground.events import tell_home_opened, tell_message
from playground.messages import Message
from playground.objects import view_object
from playground.slack import Slack
from playground.world import Channel, Person

Json = dict[str, Any]


async def say(slack: Slack, person: Person, channel: Channel, text: str, thread_ts: str | None) -> Json:
    """The person writes a message; the app is told what it subscribed to."""
    if not text.strip():
        raise ControlError("A message needs a text.")
    if thread_ts and slack.state.messages.find(channel.id, thread_ts) is None:
        raise ControlError(f"There is no message {thread_ts} to answer.")
    typed = as_typed_in_message(text, slack.state.world)
    message = Message(channel.id, slack.state.next_ts(), person.id, typed, thread_ts=thread_ts)
    slack.state.post(message)
    acks = await tell_message(slack, channel, message)
    errors = [ack.error for ack in acks if ack.error]
    shown = acks[-1].as_json() if acks else None
    return {"ok": not errors, "error": errors[0] if errors else None, "ts": message.ts, "ack": shown}


async def open_home(slack: Slack, person: Person, tab: str) -> Json:
    """The person opens the app's Home (or its Messages tab)."""
    if tab == "home" and not slack.manifest.home_tab:
        raise ControlError("The app has no Home tab in its manifest.")
    ack = await tell_home_opened(slack, person.id, tab)
    error = ack.error if ack else None
    return {"ok": error is None, "error": error, "ack": ack.as_json() if ack else None}


def home_of(slack: Slack, person: Person) -> Json | None:
    """The person's Home as it is now."""
    home = slack.state.views.homes.get(person.id)
    return view_object(slack.state, home) if home else None
