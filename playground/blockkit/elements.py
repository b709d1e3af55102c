"""The table of block elements: what a person can press, pick or fill in, with Slack's limits."""

from collections.abc import Iterator
from typing import Any

from playground.blockkit import parts
from playground.blockkit.schema import (
    Check,
    Fields,
    Problem,
    boolean,
    exactly_one,
    integer,
    items,
    obj,
    pick,
    string,
)

IDS = string(255)
DATE = string(10, pattern=r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
TIME = string(5, pattern=r"([01]\d|2[0-3]):[0-5]\d")
COMMON: Fields = {"type": parts.TYPE, "action_id": IDS, "confirm": parts.CONFIRM, "focus_on_load": boolean}
HINTED: Fields = {**COMMON, "placeholder": parts.plain(150)}
TYPED: Fields = {
    **{key: check for key, check in HINTED.items() if key != "confirm"},
    "dispatch_action_config": parts.DISPATCH,
}
OPTIONS: Fields = {"options": items(parts.OPTION, 100), "option_groups": items(parts.OPTION_GROUP, 100)}
MANY: Fields = {"max_selected_items": integer(1, 100)}
CONVERSATIONS: Fields = {"default_to_current_conversation": boolean, "filter": parts.FILTER}
CHOSEN_ONE: Fields = {"initial_option": parts.OPTION}
CHOSEN_MANY: Fields = {"initial_options": items(parts.OPTION, 100)}
RESPONDS: Fields = {"response_url_enabled": boolean}
QUERY: Fields = {"min_query_length": integer(0, 150)}


def _lengths_agree(element: Any, path: str) -> Iterator[Problem]:
    if element.get("min_length", 0) > element.get("max_length", 3000):
        yield Problem(path, "min_length must not exceed max_length")


def _select(*extra: Fields, rules: tuple[Check, ...] = ()) -> Check:
    fields: dict[str, Check] = dict(HINTED)
    for more in extra:
        fields.update(more)
    return obj({}, fields, rules)


STATIC_RULES = (exactly_one("options", "option_groups"), parts.initial_is_offered)
CHOICES: Fields = {"type": parts.TYPE, "options": items(parts.CHOICE, 10)}
BUTTON: Fields = {
    "url": parts.URL,
    "value": string(2000),
    "style": parts.STYLE,
    "accessibility_label": string(75),
    "action_id": IDS,
    "confirm": parts.CONFIRM,
}

ELEMENTS: dict[str, Check] = {
    "button": obj({"type": parts.TYPE, "text": parts.plain(75)}, BUTTON),
    "overflow": obj(
        {"type": parts.TYPE, "options": items(parts.LINK_OPTION, 5)}, {"action_id": IDS, "confirm": parts.CONFIRM}
    ),
    "static_select": _select(OPTIONS, CHOSEN_ONE, rules=STATIC_RULES),
    "multi_static_select": _select(OPTIONS, CHOSEN_MANY, MANY, rules=STATIC_RULES),
    "external_select": _select(CHOSEN_ONE, QUERY),
    "multi_external_select": _select(CHOSEN_MANY, QUERY, MANY),
    "users_select": _select({"initial_user": IDS}),
    "multi_users_select": _select({"initial_users": items(IDS, 100)}, MANY),
    "conversations_select": _select({"initial_conversation": IDS}, CONVERSATIONS, RESPONDS),
    "multi_conversations_select": _select({"initial_conversations": items(IDS, 100)}, CONVERSATIONS, MANY),
    "channels_select": _select({"initial_channel": IDS}, RESPONDS),
    "multi_channels_select": _select({"initial_channels": items(IDS, 100)}, MANY),
    "checkboxes": obj(CHOICES, {**COMMON, "initial_options": items(parts.CHOICE, 10)}, [parts.initial_is_offered]),
    "radio_buttons": obj(CHOICES, {**COMMON, "initial_option": parts.CHOICE}, [parts.initial_is_offered]),
    "datepicker": _select({"initial_date": DATE}),
    "timepicker": _select({"initial_time": TIME, "timezone": string(100)}),
    "datetimepicker": obj({}, {**COMMON, "initial_date_time": integer(10**9, 10**10 - 1)}),
    "plain_text_input": obj(
        {},
        {
            **TYPED,
            "initial_value": string(3000),
            "multiline": boolean,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
        },
        [_lengths_agree],
    ),
    "email_text_input": obj({}, {**TYPED, "initial_value": string(3000)}),
    "url_text_input": obj({}, {**TYPED, "initial_value": string(3000)}),
    "number_input": obj(
        {"type": parts.TYPE, "is_decimal_allowed": boolean},
        {**TYPED, "initial_value": string(100), "min_value": string(100), "max_value": string(100)},
    ),
    "rich_text_input": obj({}, {**TYPED, "initial_value": lambda _value, _path: iter(())}),
    "file_input": obj(
        {}, {"type": parts.TYPE, "action_id": IDS, "filetypes": items(string(20), 100), "max_files": integer(1, 10)}
    ),
    "image": parts.IMAGE,
    "feedback_buttons": obj(
        {"type": parts.TYPE, "positive_button": parts.FEEDBACK, "negative_button": parts.FEEDBACK}, {"action_id": IDS}
    ),
    "icon_button": obj(
        {"type": parts.TYPE, "icon": string(50), "text": parts.plain(75)},
        {**pick(BUTTON, "value accessibility_label action_id confirm"), "visible_to_user_ids": items(IDS, 100)},
    ),
    "plain_text": parts.plain(3000),
    "mrkdwn": parts.mrkdwn(3000),
    "url": obj({"type": parts.TYPE, "url": parts.URL, "text": string(3000)}, {}),
}
