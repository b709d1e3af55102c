"""What Slack sends and Takt has no use for: acknowledged and counted, whatever its shape, over both wires."""

import io
from typing import Any

from playground.wire import Envelope, EnvelopeKind
from tests.e2e.conftest import Stage

PERSON = {"user": {"id": "U0ANNA", "team_id": "T0TAKT"}, "team": {"id": "T0TAKT"}}
HAPPENED = {"type": "event_callback", "team_id": "T0TAKT", "event": {"type": "some_new_event"}}
CLICKED = {"name": "a", "type": "button", "value": "v"}
INTERACTIONS: list[dict[str, Any]] = [
    {"type": "something_new"} | PERSON,
    {"type": "something_new", "team": {"id": "T0TAKT"}},
    {"type": "interactive_message", "callback_id": "x", "actions": [CLICKED]} | PERSON,
    {"type": "block_actions", "actions": [CLICKED], "trigger_id": "9"} | PERSON,
    {"type": "view_submission", "view": {"id": "V1", "type": "workflow_step", "callback_id": "x"}} | PERSON,
    {"type": "workflow_step_edit", "callback_id": "x"} | PERSON,
]
EVENTS: list[dict[str, Any]] = [
    HAPPENED | {"event_id": "Ev0"},
    HAPPENED,
    HAPPENED | {"event_id": "Ev1", "team_id": None, "enterprise_id": "E1"},
]

BENT: list[dict[str, Any]] = [  # what Bolt fails on before it asks anybody, as it builds its request
    {"type": "block_actions", "user": 5, "team": {"id": "T0TAKT"}, "actions": [CLICKED], "trigger_id": "9"},
    {"type": "view_submission", "user": 5, "view": {"id": "V1", "type": "modal"}},
    HAPPENED | {"event_id": "Ev2", "authorizations": 5},
    HAPPENED | {"event_id": "Ev3", "event": 5},
]


def unhandled(stage: Stage) -> int:
    """How many requests were acknowledged for nobody."""
    page = stage.takt.services.metrics.page().decode()
    lines = [one for one in page.splitlines() if one.startswith("takt_requests_total{") and "unhandled" in one]
    return round(sum(float(one.rpartition(" ")[2]) for one in lines))


async def test_what_nothing_handles_is_acknowledged_and_counted(stage: Stage, log: io.StringIO) -> None:
    before, outlet = unhandled(stage), stage.playground.slack.outlet
    acks = [await outlet.deliver(Envelope("interactive", body)) for body in INTERACTIONS]
    acks += [await outlet.deliver(Envelope("events_api", body)) for body in EVENTS]
    assert [ack.status for ack in acks] == [200] * 9
    assert unhandled(stage) - before == 9
    assert '"level": "error"' not in log.getvalue()


async def test_what_bolt_cannot_read_is_acknowledged_and_counted(stage: Stage, log: io.StringIO) -> None:
    before, outlet = unhandled(stage), stage.playground.slack.outlet
    kinds: list[EnvelopeKind] = ["interactive", "interactive", "events_api", "events_api"]
    acks = [await outlet.deliver(Envelope(kind, body)) for kind, body in zip(kinds, BENT, strict=True)]
    assert [ack.status for ack in acks] == [200] * 4
    assert unhandled(stage) - before == 4
    assert '"level": "error"' not in log.getvalue()
