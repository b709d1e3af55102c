"""What stands in the fields of a message or a form: first values, what was picked or typed, and what is missing."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from playground.blockkit.controls import controls

Json = dict[str, Any]
Typed = dict[str, dict[str, Json]]


@dataclass(frozen=True)
class Kind:
    """How one type of element appears in `state.values`."""

    key: str
    initial: str
    holds: Literal["text", "option", "user", "channel", "number", "raw"]
    many: bool = False


KINDS: dict[str, Kind] = {
    "plain_text_input": Kind("value", "initial_value", "text"),
    "email_text_input": Kind("value", "initial_value", "text"),
    "url_text_input": Kind("value", "initial_value", "text"),
    "number_input": Kind("value", "initial_value", "text"),
    "rich_text_input": Kind("rich_text_value", "initial_value", "raw"),
    "file_input": Kind("files", "initial_files", "raw", many=True),
    "datepicker": Kind("selected_date", "initial_date", "text"),
    "timepicker": Kind("selected_time", "initial_time", "text"),
    "datetimepicker": Kind("selected_date_time", "initial_date_time", "number"),
    "static_select": Kind("selected_option", "initial_option", "option"),
    "external_select": Kind("selected_option", "initial_option", "option"),
    "radio_buttons": Kind("selected_option", "initial_option", "option"),
    "checkboxes": Kind("selected_options", "initial_options", "option", many=True),
    "multi_static_select": Kind("selected_options", "initial_options", "option", many=True),
    "multi_external_select": Kind("selected_options", "initial_options", "option", many=True),
    "users_select": Kind("selected_user", "initial_user", "user"),
    "multi_users_select": Kind("selected_users", "initial_users", "user", many=True),
    "conversations_select": Kind("selected_conversation", "initial_conversation", "channel"),
    "multi_conversations_select": Kind("selected_conversations", "initial_conversations", "channel", many=True),
    "channels_select": Kind("selected_channel", "initial_channel", "channel"),
    "multi_channels_select": Kind("selected_channels", "initial_channels", "channel", many=True),
}


def first_entry(element: Json, channel: str | None = None) -> Json:
    """The element's entry in `state.values` before anybody touched it."""
    kind = KINDS[element["type"]]
    value = element.get(kind.initial, [] if kind.many else None)
    if value is None and channel and element.get("default_to_current_conversation"):
        value = channel
    return {"type": element["type"], kind.key: value}


def state_values(blocks: list[Json], typed: Typed, channel: str | None = None) -> Typed:
    """Slack's `state.values`: every field of the blocks, as typed or else with its first value."""
    values: Typed = {}
    for block, element in controls(blocks):
        if element["type"] in KINDS:
            block_id, action_id = block["block_id"], element["action_id"]
            known = typed.get(block_id, {}).get(action_id)
            same_type = known is not None and known["type"] == element["type"]
            entry = known if known and same_type else first_entry(element, channel)
            values.setdefault(block_id, {})[action_id] = entry
    return values


def content(entry: Json) -> Any:
    """What an entry of `state.values` holds."""
    return entry[KINDS[entry["type"]].key]


def field_error(block: Json, entry: Json) -> str | None:
    """Why Slack's client would not submit this input block, or None."""
    element, value = block["element"], content(entry)
    if value in (None, "", []):
        return None if block["optional"] else "Please complete this required field."
    if isinstance(value, list) and len(value) > element.get("max_selected_items", 100):
        return f"Please select {element['max_selected_items']} items at most."
    check = _CHECKS.get(element["type"])
    return check(element, value) if check else None


def _length_error(element: Json, value: str) -> str | None:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) < least:
        return f"Please use at least {least} characters."
    return f"Please use {most} characters at most." if len(value) > most else None


def _number_error(element: Json, value: str) -> str | None:
    try:
        amount = float(value)
    except ValueError:
        return "Please enter a valid number."
    if not element["is_decimal_allowed"] and not amount.is_integer():
        return "Please enter a whole number."
    if amount < float(element.get("min_value", "-inf")) or amount > float(element.get("max_value", "inf")):
        return "Please enter a number in the allowed range."
    return None


def _email_error(_element: Json, value: str) -> str | None:
    return None if re.fullmatch(r"[^@\s]+@[^@\s]+", value) else "Please enter a valid email address."


def _url_error(_element: Json, value: str) -> str | None:
    return None if re.fullmatch(r"[a-z][a-z0-9+.-]*://\S+", value) else "Please enter a valid URL."


_CHECKS: dict[str, Callable[[Json, str], str | None]] = {
    "plain_text_input": _length_error,
    "number_input": _number_error,
    "email_text_input": _email_error,
    "url_text_input": _url_error,
}
