"""Submitting and closing modals: view_submission and view_closed."""

from collections.abc import Iterator, Mapping
from typing import Any

from playground import viewing
from playground.acts.suggesting import look_up
from playground.acts.surfaces import Surface
from playground.blockkit.controls import controls
from playground.errors import ControlError, SlackError
from playground.fields import KINDS, field_error
from playground.objects import view_object
from playground.picking import entry_for
from playground.views import View
from playground.wire import Ack, Envelope

Json = dict[str, Any]


async def submit(surface: Surface, view: View, values: Mapping[str, Any]) -> Json:
    """The person fills in the form and presses its button; Slack's client checks the fields first."""
    if "submit" not in view.body:
        raise ControlError("This view has no submit button.")
    slack = surface.slack
    await fill(surface, view, values)
    view.errors, view.notice = _field_errors(surface), None
    if view.errors:
        slack.state.changed("view", user=view.user)
        return _result(surface, "errors", sent=False)
    payload = slack.interaction("view_submission", view.user)
    trigger = slack.state.tickets.new_trigger(view.user, view.channel, view.id)
    payload |= {"trigger_id": trigger.id, "view": view_object(slack.state, view)}
    ack = await slack.send(Envelope("interactive", payload | {"response_urls": _response_urls(surface)}))
    error = ack.error or _obeyed(surface, view, ack)
    if error:
        surface.fail(error)
    action = ack.body.get("response_action") if isinstance(ack.body, dict) and not error else None
    return _result(surface, action, sent=True) | {"ok": error is None, "error": error, "ack": ack.as_json()}


async def fill(surface: Surface, view: View, values: Mapping[str, Any]) -> None:
    """Type into the form; keys are block ids, action ids or labels; raises ControlError for any other."""
    state = surface.slack.state
    for key, value in values.items():
        for block, element, content in _meant(view, key, value):
            await look_up(surface, block, element, content)
            offered = state.offered.get((view.id, view.user, element["action_id"]))
            entry = entry_for(element, content, state.world, offered)
            view.typed.setdefault(block["block_id"], {})[element["action_id"]] = entry


def _meant(view: View, key: str, value: Any) -> Iterator[tuple[Json, Json, Any]]:
    inputs = [(block, element) for block, element in controls(view.blocks) if block["type"] == "input"]
    for block, element in inputs:
        short = block["block_id"].rpartition(".")[2]  # "note" for "observe.note"
        if key in (block["block_id"], element["action_id"], block["label"]["text"], short):
            nested = isinstance(value, dict) and key == block["block_id"] and element["action_id"] in value
            yield block, element, value[element["action_id"]] if nested else value
            return
    known = ", ".join(f"{block['block_id']} ({block['label']['text']})" for block, _ in inputs)
    raise ControlError(f"The form has no field {key!r}; it has: {known or 'none'}.")


def _field_errors(surface: Surface) -> dict[str, str]:
    values = surface.values()
    errors = {}
    for block, element in controls(surface.blocks):
        if block["type"] == "input" and element["type"] in KINDS:
            error = field_error(block, values[block["block_id"]][element["action_id"]])
            if error:
                errors[block["block_id"]] = error
    return errors


def _response_urls(surface: Surface) -> list[Json]:
    slack, urls = surface.slack, []
    for block_id, entries in surface.values().items():
        for block, element in controls(surface.blocks):
            if block["block_id"] == block_id and element.get("response_url_enabled"):
                entry = entries[element["action_id"]]
                channel = entry.get("selected_conversation") or entry.get("selected_channel")
                url = slack.state.tickets.new_url(surface.person.id, str(channel))
                named = {"block_id": block_id, "action_id": element["action_id"], "channel_id": channel}
                urls.append(named | {"response_url": slack.response_url(url.key)})
    return urls


def _obeyed(surface: Surface, view: View, ack: Ack) -> str | None:
    """Do what the acknowledgement says; the error when Slack would not."""
    state = surface.slack.state
    if view not in state.views.stack(view.user):
        return None
    if not ack.body:
        state.views.close(view)
        state.changed("view", user=view.user)
        return None
    try:
        _follow(surface, view, ack.body)
    except SlackError as error:
        surface.slack.traffic.add("in", "view_submission answer", error.body(), error.code)
        return error.code
    state.changed("view", user=view.user)
    return None


def _follow(surface: Surface, view: View, body: Any) -> None:
    slack = surface.slack
    action = body.get("response_action") if isinstance(body, dict) else None
    if action == "clear":
        slack.state.views.close_all(view.user)
    elif action == "update":
        viewing.replace(slack, view, body.get("view"))
    elif action == "push":
        viewing.push_modal(slack, view, body.get("view"))
    elif action == "errors":
        view.errors = _checked_errors(view, body.get("errors"))
    else:
        raise SlackError("invalid_response_action")


def _checked_errors(view: View, errors: Any) -> dict[str, str]:
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise SlackError("invalid_errors", [f"errors belong to input blocks only: {sorted(inputs)}"])
    return {block_id: str(text) for block_id, text in errors.items()}


def _result(surface: Surface, action: str | None, *, sent: bool) -> Json:
    state, view = surface.slack.state, surface.view
    errors = view.errors if view else {}
    stack = state.views.stack(surface.person.id)
    top = view_object(state, stack[-1]) if stack else None
    return {"ok": True, "sent": sent, "response_action": action, "errors": errors, "view": top}


async def close(surface: Surface, view: View, *, whole_stack: bool) -> Json:
    """The person closes the modal (or all of them); the app hears of it only if it asked to."""
    slack = surface.slack
    if not surface.is_modal:
        raise ControlError("Only a modal can be closed.")
    cleared = whole_stack or bool(view.body.get("clear_on_close"))
    if cleared:
        closed = slack.state.views.close_all(view.user)
    else:
        slack.state.views.close(view)
        closed = [view]
    slack.state.changed("view", user=view.user)
    for gone in closed:
        if gone.body.get("notify_on_close"):
            payload = slack.interaction("view_closed", view.user)
            # Slack does not say what was typed: its own payloads of this type have empty values.
            shown = view_object(slack.state, gone) | {"state": {"values": {}}}
            payload |= {"view": shown, "is_cleared": cleared}
            await slack.send(Envelope("interactive", payload))
    return _result(surface, None, sent=any(gone.body.get("notify_on_close") for gone in closed))
