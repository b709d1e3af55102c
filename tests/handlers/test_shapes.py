"""What has not the shape that Slack gives its requests is read by nobody."""

import copy
from typing import Any

import pytest

from handlers.shapes import is_sound

PERSON = {"id": "U0ANNA", "team_id": "T0TAKT"}
COMMAND = {
    "command": "/standard", "text": "hilsen", "team_id": "T0TAKT", "user_id": "U0ANNA", "channel_id": "C0",
    "trigger_id": "1.2.a",
    "is_enterprise_install": "false",
}  # fmt: skip
CLICK = {
    "type": "block_actions", "team": {"id": "T0TAKT"}, "user": PERSON, "trigger_id": "1.2.a", "enterprise": None,
    "actions": [{"action_id": "a", "value": "7", "selected_option": None}], "message": {"ts": "1.1", "text": "Hi"},
}  # fmt: skip
FORM = {
    "type": "view_submission", "team": {"id": "T0TAKT"}, "user": PERSON,
    "view": {"id": "V0", "type": "modal", "blocks": [{"type": "input", "block_id": "b"}],
             "state": {"values": {"b": {"a": {"value": "Grüße 🏳️‍🌈"}}}}},
}  # fmt: skip
EVENT = {
    "type": "event_callback", "event_id": "Ev0", "team_id": "T0TAKT", "event_time": 1_700_000_000,
    "event": {"type": "app_mention", "user": "U0ANNA", "channel": "C0", "text": "hej", "ts": "1.1"},
}  # fmt: skip
WITHHELD = {
    "type": "app_rate_limited", "team_id": "T0TAKT", "minute_rate_limited": 1_518_467_820, "api_app_id": "A0",
}  # fmt: skip
SOUND = {"command": COMMAND, "click": CLICK, "form": FORM, "event": EVENT, "events withheld": WITHHELD}


@pytest.mark.parametrize("body", SOUND.values(), ids=SOUND)
def test_what_slack_sends_is_sound(body: dict[str, Any]) -> None:
    assert is_sound(body)
    assert is_sound(body | {"something_new": {"of": ["Slack's"]}})


@pytest.mark.parametrize(
    ("body", "path", "value"),
    [
        (WITHHELD, ["team_id"], None),
        (WITHHELD, ["minute_rate_limited"], 10**30),
        (WITHHELD, ["minute_rate_limited"], None),
        (COMMAND, ["user_id"], None),
        (COMMAND, ["channel_id"], ["C0"]),
        (COMMAND, ["trigger_id"], "1\x00"),
        (COMMAND, ["text"], "half a sign: \ud800"),
        (COMMAND, ["response_url"], "file:///etc/passwd"),
        (COMMAND, ["event"], "app_mention"),
        (COMMAND, ["event"], None),
        (CLICK, ["user"], "U0ANNA"),
        (CLICK, ["user", "id"], {}),
        (CLICK, ["actions"], []),
        (CLICK, ["actions"], 10**30),
        (CLICK, ["actions"], None),
        (CLICK, ["type"], "view_submission"),
        (CLICK, ["type"], "message_action"),
        (CLICK, ["message", "text"], "a" * 40_001),
        (CLICK, ["actions", 0, "action_id"], None),
        (CLICK, ["actions", 0, "selected_option"], {"value": 3}),
        (CLICK, ["message"], []),
        (CLICK, ["message", "blocks"], [{"type": "actions", "elements": "all"}]),
        (CLICK, ["message", "blocks"], [{"type": "actions", "elements": [{"action_id": 7}]}]),
        (FORM, ["view"], None),
        (FORM, ["view", "id"], 1),
        (FORM, ["view", "type"], None),
        (FORM, ["view", "blocks"], {"type": "input", "block_id": "b"}),
        (FORM, ["view", "blocks", 0, "block_id"], None),
        (FORM, ["view", "state", "values"], [[]]),
        (FORM, ["view", "state", "values", "b"], "x"),
        (FORM, ["view", "state", "values", "b", "a"], {"selected_date_time": 2**63}),
        (EVENT, ["event"], None),
        (EVENT, ["event", "channel"], 3.5),
        (EVENT, ["event", "text"], ["hej"]),
        (EVENT, ["event_time"], True),
        (EVENT, ["event", "view"], "home"),
    ],
)
def test_another_shape_is_not(body: dict[str, Any], path: list[Any], value: object) -> None:
    bent = copy.deepcopy(body)
    holder: Any = bent
    for name in path[:-1]:
        holder = holder[name]
    holder[path[-1]] = value
    assert not is_sound(bent)


def test_what_is_nested_without_end_is_not() -> None:
    deep: Any = "x"
    for _ in range(100):
        deep = [deep]
    assert not is_sound(COMMAND | {"deep": deep})
