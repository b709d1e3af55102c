"""Pressing a button, picking an option, choosing from a menu: block_actions."""

from typing import Any

from playground.acts.surfaces import Surface
from playground.blockkit.controls import Json as Element
from playground.errors import ControlError
from playground.fields import KINDS
from playground.picking import entry_for, option_for
from playground.wire import Envelope

Json = dict[str, Any]
_SHOWN = ("text", "value", "style", "placeholder", "url")


async def click(surface: Surface, block: Element, element: Element, value: Any) -> Json:
    """The person uses one control; a form field without dispatch_action only keeps its value."""
    slack = surface.slack
    if not slack.manifest.interactivity:
        raise ControlError("Interactivity is off in the app's manifest.")
    action = _action(surface, block, element, value)
    if block["type"] == "input" and not block["dispatch_action"]:
        return {"ok": True, "sent": False, "ack": None}
    ack = await slack.send(Envelope("interactive", _payload(surface, action)))
    if not ack.ok:
        surface.fail(str(ack.error))
    return {"ok": ack.ok, "error": ack.error, "sent": True, "ack": ack.as_json()}


def _action(surface: Surface, block: Element, element: Element, value: Any) -> Json:
    state = surface.slack.state
    common = {"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"]}
    common["action_ts"] = state.next_ts()
    if element["type"] in KINDS:
        offered = state.offered.get((surface.id, surface.person.id, element["action_id"]))
        entry = entry_for(element, value, state.world, offered)
        surface.typed.setdefault(block["block_id"], {})[element["action_id"]] = entry
        return {**_shown(element), **common, **entry}
    if element["type"] == "overflow":
        return {**common, "selected_option": option_for(element["options"], value, element["action_id"])}
    if element["type"] == "feedback_buttons":
        both = [element["positive_button"], element["negative_button"]]
        chosen = option_for(both, value, element["action_id"])
        return {**common, "text": chosen["text"], "value": chosen["value"]}
    return {**_shown(element), **common}


def _shown(element: Element) -> Json:
    return {key: element[key] for key in element if key in _SHOWN or key.startswith("initial_")}


def _payload(surface: Surface, action: Json) -> Json:
    slack, person = surface.slack, surface.person
    payload = slack.interaction("block_actions", person.id) | surface.parts()
    modal_id = surface.view.id if surface.view and surface.is_modal else None
    payload["trigger_id"] = slack.state.tickets.new_trigger(person.id, surface.channel, modal_id).id
    if surface.message is not None:
        url = slack.state.tickets.new_url(person.id, surface.message.channel)
        url.origin_ts, url.thread_ts, url.from_message = surface.message.ts, surface.message.thread_ts, True
        payload |= {"response_url": slack.response_url(url.key), "state": {"values": surface.values()}}
    return payload | {"actions": [action]}
