"""Block Kit: what passes, and every limit that Slack answers with `invalid_blocks`."""

from typing import Any

import pytest

from playground.blockkit.check import check_blocks
from playground.errors import SlackError
from tests.playground.bolt import button, plain, section, text_input

Json = dict[str, Any]


def option(text: str = "One", value: str = "one", **more: Any) -> Json:
    return {"text": plain(text), "value": value, **more}


def menu(kind: str = "static_select", **more: Any) -> Json:
    return {"type": kind, "action_id": "menu", **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def field(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": plain("Label"), "element": element, **more}


def row(cells: int = 1) -> list[Json]:
    return [{"type": "raw_text", "text": "x"}] * cells


def chart(series: int = 1, points: int = 1, label: str = "a") -> Json:
    labels = [f"{label}{number}" for number in range(points)]
    data = [{"label": name, "value": 1} for name in labels]
    lines = [{"name": f"s{number}", "data": data} for number in range(series)]
    whole = {"type": "line", "series": lines, "axis_config": {"categories": labels}}
    return {"type": "data_visualization", "title": "Trend", "chart": whole}


IMAGE = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A"}
CARD = {"type": "card", "title": {"type": "mrkdwn", "text": "Card"}}
RICH = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "Hi", "style": {"bold": True}}]}],
}

GOOD_MESSAGES: list[list[Json]] = [
    [section("x" * 3000)],
    [{"type": "section", "fields": [plain("x" * 2000)] * 10}],
    [{"type": "section", "text": plain("x"), "accessory": IMAGE}],
    [{"type": "header", "text": plain("x" * 150)}, {"type": "divider"}],
    [{"type": "context", "elements": [plain("x"), IMAGE]}],
    [actions(*[button("Go", f"go{number}") for number in range(25)])],
    [actions(menu(options=[option()], initial_option=option()))],
    [actions(menu(option_groups=[{"label": plain("All"), "options": [option()]}]))],
    [actions(menu("overflow", options=[option(url="https://example.com")]))],
    [field(menu("checkboxes", options=[option()] * 10))],
    [IMAGE | {"title": plain("A")}, RICH],
    [{"type": "markdown", "text": "x" * 12_000}],
    [{"type": "table", "rows": [row(20)] * 100, "column_settings": [{"align": "right"}] * 20}],
    [chart(series=6, points=20), chart()],
    [{"type": "carousel", "elements": [CARD] * 10}],
    [{"type": "container", "title": plain("Box"), "child_blocks": [section("x")]}],
    [section("x")] * 50,
]

BAD_MESSAGES: dict[str, list[Json]] = {
    "51 blocks": [section("x")] * 51,
    "empty text": [section("")],
    "long section": [section("x" * 3001)],
    "section without text": [{"type": "section"}],
    "long field": [{"type": "section", "fields": [plain("x" * 2001)]}],
    "11 fields": [{"type": "section", "fields": [plain("x")] * 11}],
    "long header": [{"type": "header", "text": plain("x" * 151)}],
    "mrkdwn header": [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
    "11 context elements": [{"type": "context", "elements": [plain("x")] * 11}],
    "button in context": [{"type": "context", "elements": [button("x", "x")]}],
    "26 actions": [actions(*[button("Go", f"go{number}") for number in range(26)])],
    "no actions": [actions()],
    "typing in actions": [actions(menu("plain_text_input"))],
    "long button": [actions(button("x" * 76, "go"))],
    "long value": [actions(button("x", "go", "x" * 2001))],
    "long action_id": [actions(button("x", "x" * 256))],
    "odd style": [actions(button("x", "go") | {"style": "green"})],
    "long accessibility label": [actions(button("x", "go") | {"accessibility_label": "x" * 76})],
    "101 options": [actions(menu(options=[option()] * 101))],
    "no options": [actions(menu(options=[]))],
    "options and groups": [actions(menu(options=[option()], option_groups=[]))],
    "long option": [actions(menu(options=[option("x" * 76)]))],
    "long option value": [actions(menu(options=[option(value="x" * 151)]))],
    "long option description": [actions(menu(options=[option(description=plain("x" * 76))]))],
    "foreign initial option": [actions(menu(options=[option()], initial_option=option("Two", "two")))],
    "11 checkboxes": [field(menu("checkboxes", options=[option()] * 11))],
    "11 radio buttons": [field(menu("radio_buttons", options=[option()] * 11))],
    "6 in overflow": [actions(menu("overflow", options=[option()] * 6))],
    "long placeholder": [actions(menu("users_select", placeholder=plain("x" * 151)))],
    "long confirm": [actions(button("x", "go") | {"confirm": {"title": plain("x" * 101)}})],
    "odd date": [actions(menu("datepicker", initial_date="1/2/2026"))],
    "long max_length": [field(menu("plain_text_input", max_length=3001))],
    "min above max": [field(menu("plain_text_input", min_length=9, max_length=3))],
    "number without decimals": [field(menu("number_input"))],
    "long label": [field(menu("users_select"), label=plain("x" * 2001))],
    "long hint": [field(menu("users_select"), hint=plain("x" * 2001))],
    "image without alt text": [{"type": "image", "image_url": "https://example.com/a.png"}],
    "image from nowhere": [{"type": "image", "alt_text": "A"}],
    "local image": [IMAGE | {"image_url": "/a.png"}],
    "long markdown altogether": [{"type": "markdown", "text": "x" * 7000}] * 2,
    "alert in a message": [{"type": "alert", "text": plain("x")}],
    "unknown block": [{"type": "hologram"}],
    "unknown field": [section("x") | {"colour": "red"}],
    "null field": [section("x") | {"accessory": None}],
    "not an object": ["x"],  # type: ignore[list-item]
    "string for a boolean": [field(menu("users_select"), optional="true")],
    "101 rows": [{"type": "table", "rows": [row()] * 101}],
    "21 cells": [{"type": "table", "rows": [row(21)]}],
    "21 column settings": [{"type": "table", "rows": [row()], "column_settings": [{}] * 21}],
    "10 001 characters": [{"type": "table", "rows": [[{"type": "raw_text", "text": "x" * 2501}] * 4]}],
    "two tables": [{"type": "table", "rows": [row()]}] * 2,
    "three charts": [chart()] * 3,
    "7 series": [chart(series=7)],
    "21 points": [chart(points=21)],
    "long chart label": [chart(label="x" * 20)],
    "long card title": [CARD | {"title": plain("x" * 151)}],
    "long card body": [CARD | {"body": plain("x" * 201)}],
    "long card subtext": [CARD | {"subtext": plain("x" * 201)}],
    "4 card actions": [CARD | {"actions": [button("x", f"go{number}") for number in range(4)]}],
    "bare card": [{"type": "card", "subtitle": plain("x")}],
    "11 cards": [{"type": "carousel", "elements": [CARD] * 11}],
    "container without title": [{"type": "container", "child_blocks": [section("x")]}],
    "11 children": [{"type": "container", "title": plain("x"), "child_blocks": [section("x")] * 11}],
    "repeated block_id": [section("x") | {"block_id": "a"}, section("y") | {"block_id": "a"}],
    "repeated action_id": [actions(button("x", "go")), actions(button("y", "go"))],
    "two focused": [field(menu("users_select", focus_on_load=True)), field(menu("datepicker", focus_on_load=True))],
}
BAD_MESSAGES["two focused"][1]["element"]["action_id"] = "other"


@pytest.mark.parametrize("blocks", GOOD_MESSAGES)
def test_message_within_the_limits_passes(blocks: list[Json]) -> None:
    check_blocks(blocks, "message")


@pytest.mark.parametrize("name", BAD_MESSAGES)
def test_message_beyond_a_limit_is_refused_with_a_pointer(name: str) -> None:
    with pytest.raises(SlackError, match="invalid_blocks") as caught:
        check_blocks(BAD_MESSAGES[name], "message")
    assert "json-pointer:/blocks" in caught.value.messages[0]


@pytest.mark.parametrize(
    ("surface", "block", "fits"),
    [
        ("modal", {"type": "alert", "text": plain("x"), "level": "warning"}, True),
        ("modal", {"type": "alert", "text": plain("x" * 201)}, False),
        ("home", {"type": "alert", "text": plain("x")}, False),
        ("home", chart(), True),
        ("modal", chart(), False),
        ("modal", {"type": "table", "rows": [row()]}, False),
        ("home", {"type": "markdown", "text": "x"}, False),
        ("home", {"type": "carousel", "elements": [CARD]}, True),
        ("modal", {"type": "carousel", "elements": [CARD]}, False),
        ("modal", text_input("note", "Note"), True),
    ],
)
def test_each_surface_takes_its_own_blocks(surface: str, block: Json, fits: bool) -> None:
    if fits:
        check_blocks([block], surface)
    else:
        with pytest.raises(SlackError):
            check_blocks([block], surface)
