"""Every block and every element as HTML, from the JSON that an app posts."""

from typing import Any

import pytest

from playground.rendering.environment import environment
from playground.rendering.reader import Reader
from playground.rendering.words import words

Json = dict[str, Any]
READER = Reader(
    "U0BEN",
    "en-GB",
    "Europe/London",
    {"U0BEN": "Ben", "U0ANNA": "Anna"},
    {"C0BUTIK": "butikken"},
    {},
    ("U0BEN", "U0ANNA"),
)
TEMPLATE = '{% from "blocks/blocks.html" import blocks with context %}{{ blocks(given, "s", errors) }}'
EVIL = '<script>alert("x")</script>'


def text(words_: str, kind: str = "plain_text") -> Json:
    return {"type": kind, "text": words_}


def option(name: str, value: str) -> Json:
    return {"text": text(name), "value": value}


def html_of(*given: Json, errors: dict[str, str] | None = None) -> str:
    """The blocks' HTML without the spaces between the tags."""
    made = environment().from_string(TEMPLATE)
    html = made.render(reader=READER, words=words("en"), given=given, errors=errors or {})
    return " ".join(html.split()).replace("> <", "><")


def element_html(element: Json, **block: Any) -> str:
    return html_of({"type": "input", "block_id": "b", "label": text("Label"), "element": element, **block})


OPTIONS = [option("One", "1"), option("Two", "2")]

BLOCKS: list[tuple[Json, str]] = [
    ({"type": "section", "text": text("*hi*", "mrkdwn")}, "<b>hi</b>"),
    ({"type": "section", "fields": [text("f1"), text("f2")]}, '<div class="text">f2</div>'),
    ({"type": "header", "text": text("Head")}, '<h3 class="header">Head</h3>'),
    ({"type": "context", "elements": [text("small")]}, '<span class="text">small</span>'),
    ({"type": "divider"}, "<hr>"),
    ({"type": "image", "image_url": "https://a.dk/i.png", "alt_text": "A door"}, 'alt="A door"'),
    ({"type": "markdown", "text": "**m**"}, "<strong>m</strong>"),
    ({"type": "alert", "level": "error", "text": text("Oh")}, 'class="alert alert-error"'),
    ({"type": "card", "title": text("Card"), "body": text("Body")}, "<h4>Card</h4>"),
    ({"type": "carousel", "elements": [{"type": "card", "title": text("In it")}]}, "<h4>In it</h4>"),
    ({"type": "container", "title": text("Box"), "child_blocks": [{"type": "divider"}]}, "<hr>"),
    ({"type": "table", "rows": [[text("H", "raw_text")], [text("C", "raw_text")]]}, '<td data-align="left">C</td>'),
    ({"type": "from_the_future"}, '<span class="unknown">from_the_future</span>'),
]

ELEMENTS: list[tuple[Json, str]] = [
    ({"type": "plain_text_input", "initial_value": "was", "max_length": 9}, 'maxlength="9"'),
    ({"type": "plain_text_input", "multiline": True, "initial_value": "was"}, "was</textarea>"),
    ({"type": "number_input", "is_decimal_allowed": False, "min_value": "1"}, 'type="number"'),
    ({"type": "email_text_input"}, 'type="email"'),
    ({"type": "url_text_input"}, 'type="url"'),
    ({"type": "datepicker", "initial_date": "2026-11-24"}, 'type="date"'),
    ({"type": "timepicker", "initial_time": "09:00"}, 'value="09:00"'),
    ({"type": "datetimepicker", "initial_date_time": 1795591800}, 'value="2026-11-25T07:30"'),
    ({"type": "static_select", "options": OPTIONS, "initial_option": OPTIONS[1]}, '<option value="2" selected>Two'),
    ({"type": "static_select", "option_groups": [{"label": text("G"), "options": OPTIONS}]}, '<optgroup label="G">'),
    ({"type": "users_select", "initial_user": "U0ANNA"}, '<option value="U0ANNA" selected>Anna'),
    ({"type": "channels_select"}, '<option value="C0BUTIK">#butikken'),
    ({"type": "conversations_select"}, '<option value="C0BUTIK">#butikken'),
    ({"type": "radio_buttons", "options": OPTIONS, "initial_option": OPTIONS[0]}, 'type="radio"'),
    ({"type": "checkboxes", "options": OPTIONS, "initial_options": OPTIONS}, 'type="checkbox"'),
    (
        {"type": "multi_static_select", "options": OPTIONS, "initial_options": OPTIONS[:1]},
        '<li class="chip" data-value="1">',
    ),
    ({"type": "multi_users_select", "initial_users": ["U0ANNA"]}, '<li class="chip" data-value="U0ANNA">'),
    ({"type": "external_select", "min_query_length": 1}, 'data-min="1"'),
    ({"type": "multi_external_select", "max_selected_items": 2}, 'data-limit="2"'),
]


@pytest.mark.parametrize(
    ("block", "expected"), BLOCKS, ids=lambda value: value.get("type") if isinstance(value, dict) else ""
)
def test_every_block_is_shown(block: Json, expected: str) -> None:
    assert expected in html_of(block)


@pytest.mark.parametrize(
    ("element", "expected"), ELEMENTS, ids=lambda value: value["type"] if isinstance(value, dict) else ""
)
def test_every_form_element_is_shown_with_its_first_value_and_its_hooks(element: Json, expected: str) -> None:
    html = element_html({**element, "action_id": "a"})
    assert expected in html
    assert 'data-action-id="a" data-block-id="b"' in html


def test_rich_text_shows_styles_lists_quotes_and_mentions() -> None:
    section = {"type": "rich_text_section", "elements": [
        {"type": "text", "text": "x", "style": {"bold": True, "italic": True}},
        {"type": "user", "user_id": "U0ANNA"},
        {"type": "emoji", "name": "wave"},
        {"type": "link", "url": "javascript:1", "text": "no"},
    ]}  # fmt: skip
    items = {"type": "rich_text_list", "style": "ordered", "elements": [section]}
    quote = {"type": "rich_text_quote", "elements": [{"type": "text", "text": "q"}]}
    html = html_of({"type": "rich_text", "elements": [items, quote]})
    assert '<b><i><span class="pre-line">x</span></i></b><span class="mention">@Anna</span>👋no' in html
    assert "<ol" in html
    assert '<blockquote><span class="pre-line">q</span></blockquote>' in html


def test_button_carries_its_hooks_label_and_confirm_dialog() -> None:
    confirm = {"title": text("Sure?"), "text": text("*really*", "mrkdwn"), "confirm": text("Do"), "deny": text("Not")}
    button = {"type": "button", "text": text("Go"), "action_id": "go", "value": "7", "style": "danger"}
    html = html_of(
        {
            "type": "actions",
            "block_id": "b",
            "elements": [{**button, "accessibility_label": "Go now", "confirm": confirm}],
        }
    )
    assert 'class="btn danger" data-action-id="go" data-block-id="b"' in html
    assert 'data-value="7" aria-label="Go now">Go</button>' in html
    assert "<h2>Sure?</h2>" in html
    assert "<b>really</b>" in html


def test_button_with_an_address_is_a_link_unless_the_address_is_unsafe() -> None:
    button = {"type": "button", "text": text("Go"), "action_id": "go"}
    assert 'href="https://a.dk"' in html_of({"type": "actions", "elements": [{**button, "url": "https://a.dk"}]})
    assert "javascript:" not in html_of({"type": "actions", "elements": [{**button, "url": "javascript:alert(1)"}]})


def test_overflow_lists_its_options_in_a_menu() -> None:
    overflow = {"type": "overflow", "action_id": "o", "options": OPTIONS}
    html = html_of({"type": "section", "text": text("t"), "accessory": overflow})
    assert html.count('role="menuitem"') == 2


def test_input_shows_label_hint_optional_and_error() -> None:
    block = {"type": "input", "block_id": "b", "label": text("Note"), "hint": text("Be kind"), "optional": True}
    html = html_of({**block, "element": {"type": "plain_text_input", "action_id": "a"}}, errors={"b": "Too short"})
    assert 'for="f-s-b-a">Note <span class="optional">(optional)</span></label>' in html
    assert '<p class="hint">Be kind</p>' in html
    assert 'role="alert" data-error>Too short</p>' in html
    assert " required" not in html


@pytest.mark.parametrize(
    "block",
    [
        {"type": "header", "text": text(EVIL)},
        {"type": "section", "text": text(EVIL, "mrkdwn"), "fields": [text(EVIL)]},
        {"type": "image", "image_url": 'javascript:"><script>', "alt_text": EVIL, "title": text(EVIL)},
        {"type": "table", "rows": [[text(EVIL, "raw_text")]]},
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_preformatted", "elements": [{"type": "text", "text": EVIL}]}],
        },
        {
            "type": "input",
            "label": text(EVIL),
            "element": {"type": "plain_text_input", "action_id": EVIL, "initial_value": EVIL},
        },
        {"type": "input", "label": text("l"), "element": {"type": "static_select", "options": [option(EVIL, EVIL)]}},
        {"type": "actions", "block_id": EVIL, "elements": [{"type": "button", "text": text(EVIL), "value": EVIL}]},
        {"type": EVIL},
    ],
    ids=lambda block: block["type"][:12],
)
def test_whatever_an_app_sends_stays_text(block: Json) -> None:
    html = html_of(block)
    assert "<script" not in html
    assert "javascript:" not in html
