"""Payloads of every type, as the playground sent them to a real Takt in a day of the hotel."""

import copy
from typing import Any

from playground.client import Workspace
from playground.server import Playground
from playground.wire import Envelope, EnvelopeKind

Json = dict[str, Any]
LINES = (
    "/standard greeting", "/standard list", "/standard gaps", "/standard help", "/observe",
    "/observe @anna greeting met Warm welcome",
    "/observe mine", "/observe recent", "/observe report", "/observe follow-ups",
    "/observe calibrate", "/observe notice",
    "/tips on 10:00", "/tips plan", "/tips status", "/tips report", "/tips now", "/tips me 08:30", "/tips help",
)  # fmt: skip
EVENTS = {"app_mention", "message", "app_home_opened", "user_change", "app_rate_limited"}


async def recorded(playground: Playground, slack: Workspace) -> list[Envelope]:
    """A day, and every request that it caused, together with one press of every control that was shown."""
    ben, sofie = slack.person("ben"), slack.person("sofie")
    await slack.change(user="sofie", is_admin=True)
    await slack.change(app="rate_limited")
    for line in LINES:
        await sofie.types(line)
    while await sofie.forms():
        await sofie.closes(everything=True)
    await ben.says("@takt greeting")
    await ben.dm("how do I greet somebody?")
    await ben.types("/standard what is the capital of Peru")
    await ben.presses("ask.open_form")
    await ben.submits({"ask.text": "What is the capital of Peru?"})
    await ben.opens_home()
    await sofie.opens_home()
    await sofie.uses("observe_anywhere")
    found = await ben.sees("greeted out loud", channel="dm")
    for shortcut in ("find_standard", "observe_message"):
        await ben.uses(shortcut, on=found)
    return [*_sent(playground), *_pressed(playground), *_forms(playground)]


def _sent(playground: Playground) -> list[Envelope]:
    entries = [one for one in playground.slack.traffic.entries() if one["direction"] == "out"]
    return [Envelope(_kind(one["method"]), one["body"]) for one in entries if isinstance(one["body"], dict)]


def _kind(name: str) -> EnvelopeKind:
    return "slash_commands" if name == "slash_commands" else "events_api" if name in EVENTS else "interactive"


def _pressed(playground: Playground) -> list[Envelope]:
    """One press, or one search in a menu, of each kind of control that was shown."""
    found: dict[str, Envelope] = {}
    for item in list(playground.state.sent):
        for element in _elements(item.body.get("blocks")):
            made = _interaction(playground, "block_actions") | {"actions": [_action(element)]}
            made |= {"channel": {"id": "C0BUTIK"}, "container": {"type": "message", "message_ts": "1.1"}}
            if item.kind != "message":
                made["view"] = _view(item.body)
            if element["type"] == "external_select":
                made |= {"type": "block_suggestion", "action_id": element["action_id"], "value": "gre"}
            found.setdefault(f"{element['action_id'].rstrip('.0123456789')}{item.kind}", Envelope("interactive", made))
    return list(found.values())


def _forms(playground: Playground) -> list[Envelope]:
    """Each kind of form, filled in, sent and closed."""
    found: dict[str, Envelope] = {}
    for item in list(playground.state.sent):
        callback = item.body.get("callback_id")
        for kind in ("view_submission", "view_closed") if callback else ():
            view = _view(item.body) | {"state": {"values": _filled(item.body)}}
            found.setdefault(
                f"{callback}{kind}", Envelope("interactive", _interaction(playground, kind) | {"view": view})
            )
    return list(found.values())


def _filled(view: Json) -> Json:
    blocks = [block for block in view.get("blocks", []) if block.get("type") == "input"]
    return {block["block_id"]: {block["element"]["action_id"]: _action(block["element"])} for block in blocks}


def _action(element: Json) -> Json:
    """What Slack says of a control that somebody has used."""
    options = element.get("options") or [{"text": {"type": "plain_text", "text": "x"}, "value": "greeting"}]
    said = {"type": element["type"], "action_id": element["action_id"], "block_id": "b", "action_ts": "1.1"}
    said |= {"selected_option": options[0], "selected_options": options[:2], "selected_users": ["U0ANNA"]}
    said |= {"selected_date": "2026-11-30", "selected_time": "09:30", "selected_date_time": 1_795_000_000}
    return said | {"value": str(element.get("value", "7"))}


def _view(view: Json) -> Json:
    return {
        "private_metadata": "",
        "state": {"values": {}},
        **copy.deepcopy(view),
        "id": "V1",
        "hash": "1",
        "team_id": "T0TAKT",
    }


def _interaction(playground: Playground, kind: str) -> Json:
    return playground.slack.interaction(kind, "U0SOFIE") | {"trigger_id": "1.2.a", "response_url": ""}


def _elements(part: Any) -> list[Json]:
    """Everything in blocks that can be acted on."""
    if isinstance(part, list):
        return [found for one in part for found in _elements(one)]
    if not isinstance(part, dict):
        return []
    return [part] if "action_id" in part else _elements(list(part.values()))
