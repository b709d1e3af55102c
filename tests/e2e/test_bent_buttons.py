"""A button whose number no row can have, and what Bolt itself cannot read: the person is told, and nothing breaks."""

import io

import pytest

from playground.objects import Json
from playground.wire import Envelope
from tests.e2e.conftest import Stage

ANNA = "U0ANNA"
REFUSED = "Det lykkedes ikke"


def click(stage: Stage, action: str, value: str) -> Json:
    """Anna's press of a button in her direct messages."""
    slack = stage.playground.slack
    place = slack.state.world.dm_of(ANNA).id
    return slack.interaction("block_actions", ANNA) | {
        "trigger_id": slack.state.tickets.new_trigger(ANNA, place, None).id,
        "channel": {"id": place, "name": "directmessage"},
        "container": {"type": "message", "message_ts": "1.1", "channel_id": place},
        "actions": [{"type": "button", "action_id": action, "block_id": "b", "value": value, "action_ts": "1.1"}],
    }


@pytest.mark.parametrize(
    "action", ["step.story.1", "step.thank", "observe.undo", "observe.mine", "follow_up.drop", "follow_up.log.1"]
)
@pytest.mark.parametrize("value", [str(2**63), "9" * 1900, "٣"])
async def test_number_that_no_row_has_is_refused_in_words(
    stage: Stage, log: io.StringIO, action: str, value: str
) -> None:
    assert (await stage.playground.slack.send(Envelope("interactive", click(stage, action, value)))).ok
    await stage.slack.person("anna").sees(REFUSED, channel="dm")
    assert '"level": "error"' not in log.getvalue()


@pytest.mark.parametrize("value", ["decade", "0001-01-01", "2026-11-03", "2999-12-30"])
async def test_period_that_is_none_is_refused_in_words(stage: Stage, log: io.StringIO, value: str) -> None:
    await stage.slack.change(user="anna", supervisor=True)
    assert (await stage.playground.slack.send(Envelope("interactive", click(stage, "report.send", value)))).ok
    await stage.slack.person("anna").sees(REFUSED, channel="dm")
    assert '"level": "error"' not in log.getvalue()


async def test_form_of_a_step_with_such_a_number_says_so(stage: Stage) -> None:
    assert (await stage.playground.slack.send(Envelope("interactive", click(stage, "step.reply", str(2**63))))).ok
    await stage.slack.person("anna").form(REFUSED)


async def test_what_bolt_cannot_read_is_acknowledged_and_no_error(stage: Stage, log: io.StringIO) -> None:
    bare = {"type": "interactive_message", "callback_id": "x", "actions": None}
    payload = stage.playground.slack.interaction("block_actions", ANNA) | bare
    ack = await stage.playground.slack.outlet.deliver(Envelope("interactive", payload))
    assert ack.status in {200, 400}
    assert '"level": "error"' not in log.getvalue()
