"""Turns what a program says a person picked or typed into the entry that Slack would send."""

import re
from typing import Any

from playground.blockkit.parts import all_options
from playground.errors import ControlError
from playground.fields import KINDS, Kind
from playground.world import World

Json = dict[str, Any]

_FORMATS = {"datepicker": r"\d{4}-\d{2}-\d{2}", "timepicker": r"\d{2}:\d{2}"}


def entry_for(element: Json, value: Any, world: World, offered: list[Json] | None = None) -> Json:
    """The `state.values` entry after the person chose `value`; raises ControlError or UnknownNameError."""
    kind = KINDS[element["type"]]
    if isinstance(value, dict) and value.get("type") == element["type"]:
        value = value.get(kind.key)  # the shape of Slack's own state.values
    options = offered if offered is not None else all_options(element)
    if kind.many:
        chosen = [] if value is None else value if isinstance(value, list) else [value]
        held: Any = [_held(element, kind, item, world, options) for item in chosen]
    else:
        held = None if value in (None, "") else _held(element, kind, value, world, options)
    return {"type": element["type"], kind.key: held}


def option_for(options: list[Json], value: Any, action_id: str) -> Json:
    """The option with this value, or this visible text; raises ControlError."""
    wanted = value.get("value") if isinstance(value, dict) else value
    for option in options:
        if wanted == option.get("value"):
            return option
    for option in options:
        if wanted == option["text"]["text"]:
            return option
    known = ", ".join(repr(option.get("value")) for option in options) or "none"
    raise ControlError(f"{action_id} has no option {wanted!r}; it offers: {known}.")


def _held(element: Json, kind: Kind, value: Any, world: World, options: list[Json]) -> Any:
    if kind.holds == "option":
        return option_for(options, value, element["action_id"])
    if kind.holds == "number":
        return _moment(element, value)
    return value if kind.holds == "raw" else _text(element, kind, value, world)


def _moment(element: Json, value: Any) -> int:
    if not re.fullmatch(r"\d{10}", str(value)):
        raise ControlError(f"{element['action_id']} takes a moment in seconds since 1970, not {value!r}.")
    return int(value)


def _text(element: Json, kind: Kind, value: Any, world: World) -> str:
    if not isinstance(value, str):
        raise ControlError(f"{element['action_id']} takes a string, not {value!r}.")
    if kind.holds == "user":
        return world.person(value).id
    if kind.holds == "channel":
        return world.channel(value).id
    pattern = _FORMATS.get(element["type"], r"[\s\S]*")
    if not re.fullmatch(pattern, value):
        raise ControlError(f"{element['action_id']} takes {pattern}, not {value!r}.")
    return value
