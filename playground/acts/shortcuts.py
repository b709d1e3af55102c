"""Shortcuts: global ones, and those on a message."""

from typing import Any

from playground.acts.surfaces import Surface
from playground.errors import ControlError
from playground.objects import message_object, payload_channel
from playground.slack import Slack
from playground.wire import Envelope
from playground.world import Person

Json = dict[str, Any]


async def use_shortcut(slack: Slack, person: Person, callback_id: str, surface: Surface | None) -> Json:
    """The person picks a shortcut from the menu, on a message when `surface` is given."""
    shortcut = slack.manifest.shortcuts.get(callback_id)
    if shortcut is None or slack.bot.revoked:
        raise ControlError(f"There is no shortcut {callback_id!r} in the app's manifest.", status=404)
    if (shortcut.type == "message") != (surface is not None):
        raise ControlError(f'{shortcut.name} is a {shortcut.type} shortcut; "channel" and "ts" belong to message ones.')
    payload = slack.interaction("shortcut" if surface is None else "message_action", person.id)
    channel = surface.channel if surface else None
    payload |= {
        "callback_id": callback_id,
        "action_ts": slack.state.next_ts(),
        "trigger_id": slack.state.tickets.new_trigger(person.id, channel).id,
    }
    if surface is not None:
        payload |= _about_message(surface)
    ack = await slack.send(Envelope("interactive", payload))
    if not ack.ok:
        where = channel or slack.state.world.dm_of(person.id).id
        slack.state.tell(person.id, where, f'{shortcut.name} failed with the error "{ack.error}"')
    return {"ok": ack.ok, "error": ack.error, "ack": ack.as_json()}


def _about_message(surface: Surface) -> Json:
    message, state = surface.message, surface.slack.state
    if message is None:
        raise ControlError("A message shortcut needs a message.")
    url = state.tickets.new_url(surface.person.id, message.channel)
    return {
        "channel": payload_channel(state.world.channels[message.channel]),
        "message_ts": message.ts,
        "message": message_object(state, message, all_metadata=True),
        "response_url": surface.slack.response_url(url.key),
    }
