"""Slack's payloads, one form each."""

from typing import Any

import pytest

from handlers.payloads import LEFT, Payload, is_of_person, read_payload

PERSON = {"id": "U0ANNA", "team_id": "T0TAKT"}


def interaction(kind: str, **changes: Any) -> dict[str, Any]:
    return {"type": kind, "team": {"id": "T0TAKT"}, "user": PERSON, "trigger_id": "1.2.a"} | changes


def test_command_is_known_by_its_trigger() -> None:
    body = {"command": "/observe", "team_id": "T0TAKT", "user_id": "U0ANNA", "channel_id": "C0", "trigger_id": "1.2.a"}
    assert read_payload(body | {"text": "  mine \n"}) == Payload(
        "T0TAKT", "U0ANNA", "1.2.a", channel="C0", text="mine", trigger="1.2.a"
    )


def test_command_without_words_has_empty_text() -> None:
    body = {"command": "/observe", "team_id": "T0TAKT", "user_id": "U0ANNA", "channel_id": "C0", "trigger_id": "1.2.a"}
    assert read_payload(body).text == ""


def test_click_carries_value_action_and_message() -> None:
    clicked = read_payload(
        interaction(
            "block_actions",
            channel={"id": "C0"},
            message={"ts": "1.5", "thread_ts": "1.0"},
            actions=[{"action_id": "observe.undo", "value": "7"}],
        )
    )
    assert (clicked.value, clicked.action, clicked.channel) == ("7", "observe.undo", "C0")
    assert (clicked.ts, clicked.thread, clicked.source_key) == ("1.5", "1.0", "1.2.a")


def test_click_on_a_private_message_takes_its_time_from_the_container() -> None:
    clicked = read_payload(
        interaction("block_actions", container={"message_ts": "2.5"}, actions=[{"action_id": "a", "value": "v"}])
    )
    assert clicked.ts == "2.5"


def test_choice_in_a_select_is_the_value() -> None:
    chosen = {"action_id": "standard.pick", "selected_option": {"value": "greeting"}}
    assert read_payload(interaction("block_actions", actions=[chosen])).value == "greeting"


def test_form_is_known_by_its_view_so_that_a_repeated_submission_is_the_same() -> None:
    view = {"id": "V0", "state": {"values": {}}}
    first = read_payload(interaction("view_submission", view=view, trigger_id="1.2.a"))
    second = read_payload(interaction("view_submission", view=view, trigger_id="1.2.b"))
    assert (first.source_key, second.source_key, first.view) == ("V0", "V0", view)


def test_type_ahead_carries_what_is_typed() -> None:
    typing = read_payload(interaction("block_suggestion", action_id="observe.standard", value="hil"))
    assert (typing.text, typing.action) == ("hil", "observe.standard")


def test_event_is_known_by_its_id() -> None:
    event = {"type": "app_mention", "user": "U0ANNA", "channel": "C0", "text": " hej ", "ts": "1.1", "thread_ts": "1.0"}
    said = read_payload({"team_id": "T0TAKT", "event_id": "Ev0", "event": event})
    assert said == Payload("T0TAKT", "U0ANNA", "Ev0", channel="C0", text="hej", ts="1.1", thread="1.0")


def test_event_about_nobody_and_no_channel_is_read() -> None:
    gone = read_payload({"team_id": "T0TAKT", "event_id": "Ev0", "event": {"type": "app_uninstalled"}})
    assert (gone.member, gone.channel, gone.text) == ("", "", "")


def test_event_with_a_whole_person_is_read() -> None:
    event = {"type": "user_change", "user": PERSON}
    there = read_payload({"team_id": "T0TAKT", "event_id": "Ev0", "event": event})
    assert (there.member, there.value, there.profile) == ("U0ANNA", "", PERSON)
    left = {"event": event | {"user": PERSON | {"deleted": True}}}
    assert read_payload({"team_id": "T0TAKT", "event_id": "Ev0"} | left).value == LEFT


def test_only_people_are_followed() -> None:
    assert is_of_person({"event": {"type": "user_change", "user": PERSON}})
    assert not is_of_person({"event": {"type": "user_change", "user": PERSON | {"is_bot": True}}})
    assert not is_of_person({"event": {"type": "message", "user": "U0ANNA"}})


def test_shortcut_on_a_message_carries_its_author_and_none_for_an_app_s() -> None:
    message = {"type": "message", "user": "U0BEN", "text": "Hi", "ts": "1.5"}
    used = read_payload(interaction("message_action", message=message, channel={"id": "C0"}))
    assert (used.author, used.text, used.ts) == ("U0BEN", "Hi", "1.5")
    assert read_payload(interaction("message_action", message=message | {"bot_id": "B0"})).author == ""


def test_shortcut_in_the_menu_has_neither_channel_nor_message() -> None:
    used = read_payload(interaction("shortcut", callback_id="observe_anywhere"))
    assert (used.channel, used.author, used.text, used.trigger) == ("", "", "", "1.2.a")


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("1764170000.123456", 1764170000.123456),
        ("1764170000", 1764170000),
        (None, 0),
        ("", 0),
        ("now", 0),
        ("9" * 40, 0),
        ("²", 0),
        ({}, 0),
    ],
)
def test_moment_of_a_click_is_read_where_it_is_one(said: object, seconds: float) -> None:
    clicked = interaction("block_actions", actions=[{"action_id": "a", "value": "v", "action_ts": said}])
    assert read_payload(clicked).typed_at == seconds


def test_click_knows_the_controls_of_its_message() -> None:
    row = {"type": "actions", "elements": [{"action_id": "follow_up.log"}, {"action_id": "follow_up.drop"}]}
    spoken = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text"}]}]}
    message = {"ts": "1.5", "blocks": [{"type": "section"}, spoken, row]}
    clicked = read_payload(interaction("block_actions", message=message, actions=[{"action_id": "follow_up.drop"}]))
    assert clicked.beside == {"follow_up.log", "follow_up.drop"}
