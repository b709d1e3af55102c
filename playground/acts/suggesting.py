"""Typing ahead in an external select: block_suggestion."""

from typing import Any

from playground.acts.surfaces import Surface
from playground.blockkit import parts
from playground.blockkit.schema import items, obj
from playground.errors import ControlError
from playground.wire import Envelope

Json = dict[str, Any]
DEFAULT_MINIMUM = 3
_ANSWER = obj({}, {"options": items(parts.OPTION, 100, 0), "option_groups": items(parts.OPTION_GROUP, 100, 0)})


async def suggest(surface: Surface, block: Json, element: Json, value: str) -> Json:
    """The options that the app offers for what was typed; none are asked for below min_query_length."""
    slack = surface.slack
    if element["type"] not in ("external_select", "multi_external_select"):
        raise ControlError(f"{element['action_id']} is no external select.")
    if not slack.manifest.suggestions:
        raise ControlError("Over HTTP the manifest needs a message_menu_options_url.")
    if len(value) < element.get("min_query_length", DEFAULT_MINIMUM):
        return {"ok": True, "sent": False, "options": [], "ack": None}
    payload = slack.interaction("block_suggestion", surface.person.id) | surface.parts()
    payload |= {"action_id": element["action_id"], "block_id": block["block_id"], "value": value}
    ack = await slack.send(Envelope("interactive", payload))
    error = ack.error or _error(ack.body)
    options = [] if error else parts.all_options(ack.body)
    offered = slack.state.offered.setdefault((surface.id, surface.person.id, element["action_id"]), [])
    offered += [option for option in options if option not in offered]
    return {"ok": error is None, "error": error, "sent": True, "options": options, "ack": ack.as_json()}


async def look_up(surface: Surface, block: Json, element: Json, value: Any) -> None:
    """Type each value that was not offered yet into an external select, as a person does before picking it."""
    if element["type"] not in ("external_select", "multi_external_select"):
        return
    for wanted in value if isinstance(value, list) else [value]:
        name = str(wanted.get("value", "") if isinstance(wanted, dict) else wanted or "")
        offered = surface.slack.state.offered.get((surface.id, surface.person.id, element["action_id"]), [])
        if name and not any(name in (option.get("value"), option["text"]["text"]) for option in offered):
            await suggest(surface, block, element, name)


def _error(body: Any) -> str | None:
    problems = [str(problem) for problem in _ANSWER(body, "")]
    return "invalid options: " + "; ".join(problems) if problems else None
