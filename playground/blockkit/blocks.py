"""The table of blocks: each one's fields and limits, and the surfaces (message, modal, home) that take it."""

from collections.abc import Iterator
from typing import Any

from playground.blockkit import charts, parts
from playground.blockkit.elements import ELEMENTS
from playground.blockkit.rich_text import RICH_TEXT
from playground.blockkit.schema import (
    Check,
    Fields,
    Problem,
    boolean,
    by_type,
    either,
    enum,
    exactly_one,
    items,
    obj,
    pick,
    string,
)

SELECTS = "static_select external_select users_select conversations_select channels_select"
MULTI_SELECTS = " ".join(f"multi_{name}" for name in SELECTS.split())
PICKERS = "checkboxes radio_buttons datepicker timepicker datetimepicker"
TEXT_INPUTS = "plain_text_input email_text_input url_text_input number_input rich_text_input file_input"

_PRESSABLE = pick(ELEMENTS, f"button overflow {SELECTS} {PICKERS}")
_ACCESSORY = {**_PRESSABLE, **pick(ELEMENTS, f"{MULTI_SELECTS} image")}
_FILLABLE = pick(ELEMENTS, f"{SELECTS} {MULTI_SELECTS} {PICKERS} {TEXT_INPUTS}")
_CONTEXT = pick(ELEMENTS, "image plain_text mrkdwn")
_CONTEXT_ACTIONS = pick(ELEMENTS, "feedback_buttons icon_button")
_BUTTONS = pick(ELEMENTS, "button")


def _block(required: Fields, optional: Fields | None = None, *rules: Check) -> Check:
    return obj({"type": parts.TYPE, **required}, {"block_id": string(255), **(optional or {})}, rules)


def _no_divider_when_collapsible(container: Any, path: str) -> Iterator[Problem]:
    if container.get("is_collapsible") and container.get("has_header_divider"):
        yield Problem(path, "has_header_divider cannot be set when is_collapsible is true")


CARD = _block(
    {},
    {
        "hero_image": parts.IMAGE,
        "icon": parts.IMAGE,
        "title": parts.text(150),
        "subtitle": parts.text(150),
        "body": parts.text(200),
        "subtext": parts.text(200),
        "actions": items(by_type(_BUTTONS, "button"), 3),
    },
    either("hero_image", "title", "actions", "body"),
)
TASK = _block(
    {
        "task_id": string(255),
        "title": string(255),
        "status": enum("pending", "in_progress", "complete", "error"),
    },
    {"details": RICH_TEXT, "output": RICH_TEXT, "sources": items(ELEMENTS["url"], 100, 0)},
)
BLOCKS: dict[str, Check] = {
    "section": _block(
        {},
        {
            "text": parts.text(3000),
            "fields": items(parts.text(2000), 10),
            "accessory": by_type(_ACCESSORY, "element"),
            "expand": boolean,
        },
        either("text", "fields"),
    ),
    "header": _block({"text": parts.plain(150)}),
    "divider": _block({}),
    "context": _block({"elements": items(by_type(_CONTEXT, "element"), 10)}),
    "actions": _block({"elements": items(by_type(_PRESSABLE, "element"), 25)}),
    "input": _block(
        {"label": parts.plain(2000), "element": by_type(_FILLABLE, "element")},
        {"hint": parts.plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "image": _block(
        {"alt_text": string(2000)},
        {**parts.IMAGE_FIELDS, "title": parts.plain(2000)},
        exactly_one("image_url", "slack_file"),
    ),
    "rich_text": RICH_TEXT,
    "markdown": _block({"text": string(12_000)}),
    "context_actions": _block({"elements": items(by_type(_CONTEXT_ACTIONS, "element"), 5)}),
    "table": charts.TABLE,
    "data_table": charts.DATA_TABLE,
    "data_visualization": charts.DATA_VISUALIZATION,
    "card": CARD,
    "carousel": _block({"elements": items(by_type({"card": CARD}, "card"), 10)}),
    "alert": _block({"text": parts.text(200)}, {"level": enum("default", "info", "warning", "error", "success")}),
    "task_card": TASK,
    "plan": _block({"title": string(255)}, {"tasks": items(by_type({"task_card": TASK}, "task"), 50, 0)}),
}
BLOCKS["container"] = _block(
    {"child_blocks": items(by_type(pick(BLOCKS, " ".join(BLOCKS)), "block"), 10)},
    {
        "title": parts.plain(150),
        "rich_text_title": RICH_TEXT,
        "subtitle": parts.text(150),
        "icon": parts.IMAGE,
        "width": enum("narrow", "standard", "wide", "full"),
        "is_collapsible": boolean,
        "default_collapsed": boolean,
        "has_header_divider": boolean,
    },
    either("title", "rich_text_title"),
    _no_divider_when_collapsible,
)

_EVERYWHERE = "section header context actions input divider rich_text image card"
SURFACES: dict[str, frozenset[str]] = {
    "message": frozenset(
        (
            f"{_EVERYWHERE} markdown context_actions table data_table carousel container "
            "data_visualization plan task_card"
        ).split()
    ),
    "modal": frozenset(f"{_EVERYWHERE} alert".split()),
    "home": frozenset(f"{_EVERYWHERE} carousel data_visualization".split()),
}
MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
