"""views.*: modals for a trigger id, Homes at any time."""

from typing import Any

from playground import viewing
from playground.errors import SlackError
from playground.methods.call import Call
from playground.objects import view_object
from playground.tickets import Trigger
from playground.views import View

Json = dict[str, Any]


def open_view(call: Call) -> Json:
    """views.open: a new modal; from within a modal it lies on top, like views.push."""
    trigger = _trigger(call)
    below = call.state.views.find(trigger.view_id) if trigger.view_id else None
    if below is not None and below.body["type"] == "modal":
        view = viewing.push_modal(call.slack, below, _view(call))
    else:
        view = viewing.open_modal(call.slack, trigger.user, _view(call), trigger.channel)
    trigger.used = True
    return _shown(call, view)


def push(call: Call) -> Json:
    """views.push: only for a trigger id that came out of a modal."""
    trigger = _trigger(call)
    below = call.state.views.find(trigger.view_id) if trigger.view_id else None
    if below is None or below.body["type"] != "modal":
        raise SlackError("invalid_arguments", ["invalid `trigger_id`: no modal is open"])
    view = viewing.push_modal(call.slack, below, _view(call))
    trigger.used = True
    return _shown(call, view)


def update(call: Call) -> Json:
    """views.update: by view_id or external_id; a stale hash is refused."""
    if bool(call.text("view_id")) == bool(call.text("external_id")):
        raise SlackError("invalid_arguments", ["exactly one of view_id, external_id is required"])
    views = call.state.views
    view = views.find(call.text("view_id")) or views.find_external(call.text("external_id"))
    if view is None:
        raise SlackError("not_found")
    viewing.replace(call.slack, view, _view(call), call.text("hash"))
    return _shown(call, view)


def publish(call: Call) -> Json:
    """views.publish: a person's Home."""
    person = call.person("user_id")
    return _shown(call, viewing.publish(call.slack, person.id, _view(call), call.text("hash")))


def _trigger(call: Call) -> Trigger:
    return call.state.tickets.check_trigger(call.required("trigger_id"))


def _view(call: Call) -> Any:
    view = call.json("view")
    if view is None:
        raise SlackError("invalid_arguments", ["missing required field: view"])
    return view


def _shown(call: Call, view: View) -> Json:
    return {"view": view_object(call.state, view)}
