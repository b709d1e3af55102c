"""The log and the numbers of a dialogue, as an operator reads them."""

import contextlib
import io
import json
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from playground.wire import Envelope
from tests.e2e.conftest import Stage
from tests.e2e.test_over_http import becomes_ready
from tests.e2e.typed import leaks


async def numbers(stage: Stage) -> dict[str, float]:
    """Every sample of `/metrics`, by its name and labels as PromQL writes them."""
    url = f"http://127.0.0.1:{stage.takt.port}/metrics"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        assert answer.content_type == "text/plain"
        page = await answer.text()
    samples = (sample for family in text_string_to_metric_families(page) for sample in family.samples)
    return {_written(one.name, one.labels): one.value for one in samples}


def _written(name: str, labels: Mapping[str, str]) -> str:
    inside = ",".join(f'{key}="{value}"' for key, value in sorted(labels.items()) if value)  # empty is as good as none
    return f"{name}{{{inside}}}" if inside else name


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


async def test_every_line_of_a_request_carries_its_id(stage: Stage, log: io.StringIO) -> None:
    ben = stage.slack.person("ben")
    await ben.types("/observe @anna greeting + Said hello at once")
    await ben.sees("Only supervisors")
    await ben.types("/standard greeting")
    await ben.sees("greeted out loud")
    requests = {line["handler"]: line["request"] for line in lines(log) if line["event"] == "request"}
    refused = [line["request"] for line in lines(log) if line["event"] == "refused"]
    assert refused == [requests["observe"]]
    assert requests["observe"] != requests["standard"]


async def test_each_run_of_a_job_has_an_id_of_its_own(stage: Stage, log: io.StringIO) -> None:
    sofie = stage.slack.person("sofie")
    for _ in range(2):
        await sofie.types("/tips nu")
        await sofie.sees("?", channel="butikken")
    settled = [line for line in lines(log) if line["event"] == "tip_settled"]
    assert len({line["request"] for line in settled}) == 2


@pytest.mark.parametrize("words", ["Said hello at once", "xoxb-playground-bot", "Sofie", "greeting"])
async def test_a_word_that_got_into_the_log_is_found(stage: Stage, log: io.StringIO, words: str) -> None:
    ben = stage.slack.person("ben")
    await ben.types("/observe @anna greeting + Said hello at once")
    await ben.sees("Only supervisors")
    kept = log.getvalue()
    assert leaks(stage.playground, kept) == []
    assert leaks(stage.playground, kept + json.dumps({"request": "1", "event": "refused", "note": words}))
    assert leaks(stage.playground, kept + json.dumps({"event": "no id"}))


async def test_answers_are_counted_by_outcome_and_timed(stage: Stage) -> None:
    ben = stage.slack.person("ben")
    await ben.types("/standard greeting")
    await ben.sees("greeted out loud")
    await ben.says("@takt what is the capital of Peru")
    await ben.sees("no standard", channel="butikken")
    seen = await numbers(stage)
    assert seen['takt_answers_total{outcome="match",surface="command"}'] == 1
    assert seen['takt_answers_total{outcome="none",surface="mention"}'] == 1
    assert seen['takt_answer_seconds_count{outcome="match"}'] == 1
    assert seen['takt_requests_total{kind="command",outcome="handled"}'] == 1
    assert seen['takt_requests_total{kind="event",outcome="handled"}'] >= 1
    assert seen['takt_request_seconds_count{kind="command"}'] == 1


async def test_deliveries_calls_queues_and_checks_are_counted(stage: Stage) -> None:
    await becomes_ready(stage)
    sofie = stage.slack.person("sofie")
    await sofie.types("/tips nu")
    await sofie.sees("?", channel="butikken")
    await stage.takt.services.deliveries.tick()
    seen = await numbers(stage)
    assert seen['takt_deliveries_total{state="sent"}'] == 1
    assert seen['takt_slack_calls_total{method="chat.postMessage",result="ok"}'] >= 1
    assert seen['takt_slack_calls_total{method="auth.test",result="ok"}'] >= 1
    assert seen['takt_slack_calls_total{method="response_url",result="ok"}'] >= 1
    assert {seen[f'takt_queue_depth{{queue="{name}"}}'] for name in ("questions", "deliveries", "results")} == {0}
    assert seen['takt_check{check="database"}'] == seen['takt_check{check="slack"}'] == 1
    assert seen["takt_last_tick_timestamp_seconds"] > 0
    assert seen["takt_content_problems"] == 0
    assert 0 <= seen["takt_last_tick_timestamp_seconds"] - seen["takt_start_timestamp_seconds"] < 300


async def test_tips_that_came_too_late_and_tips_that_somebody_stopped_are_counted_apart(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/tips on")
    await stage.slack.fault("chat.postMessage", "429")
    await becomes_due(stage, timedelta(minutes=1))
    await sofie.types("/tips off")
    await sofie.types("/tips on")
    await becomes_due(stage, timedelta(hours=3))
    seen = await numbers(stage)
    assert {name: count for name, count in seen.items() if name.startswith("takt_deliveries") and count} == {
        'takt_deliveries_total{reason="too-late",state="skipped"}': 1,
        'takt_deliveries_total{state="pending"}': 1,
        'takt_deliveries_total{reason="turned-off",state="skipped"}': 1,
    }


async def becomes_due(stage: Stage, ago: timedelta) -> None:
    """The next tip was due so long ago, and the sender has looked at it."""
    slot = datetime.now(UTC).replace(tzinfo=None) - ago
    with contextlib.closing(sqlite3.connect(stage.database)) as connection, connection:
        connection.execute("UPDATE subscription SET next_due_at = ?", (f"{slot:%Y-%m-%d %H:%M:%S.%f}",))
    await stage.takt.services.deliveries.tick()


@pytest.mark.parametrize(("kind", "result"), [("429", "ratelimited"), ("500", "server_error"), ("drop", "unreachable")])
async def test_a_call_that_slack_does_not_take_is_counted_by_what_happened(
    stage: Stage, kind: str, result: str
) -> None:
    await stage.slack.fault("chat.postMessage", kind)
    await stage.slack.person("sofie").types("/tips nu")
    assert (await numbers(stage))[f'takt_slack_calls_total{{method="chat.postMessage",result="{result}"}}'] == 1


async def test_a_call_that_slack_refuses_is_counted_as_refused(stage: Stage) -> None:
    await stage.slack.fault("chat.postMessage", "error", error="not_in_channel")
    await stage.slack.person("sofie").types("/tips nu")
    assert (await numbers(stage))['takt_slack_calls_total{method="chat.postMessage",result="refused"}'] >= 1


async def test_minutes_whose_events_slack_kept_to_itself_are_counted_and_logged(stage: Stage, log: io.StringIO) -> None:
    sample = 'takt_requests_total{kind="event",outcome="withheld"}'
    assert (await numbers(stage))[sample] == 0
    await stage.slack.change(app="rate_limited")
    assert (await numbers(stage))[sample] == 1
    (line,) = [line for line in lines(log) if line["event"] == "events_withheld"]
    assert line["workspace"] == "T0TAKT"
    assert line["minute"].endswith(":00+00:00")
    assert "request_unsound" not in log.getvalue()


UNKNOWN: dict[str, Envelope] = {
    "other": Envelope("interactive", {"type": "workflow_step_edit", "team": {"id": "T0TAKT"}, "user": {"id": "U0BEN"}}),
    "shortcut": Envelope(
        "interactive", {"type": "shortcut", "callback_id": "x", "team": {"id": "T0TAKT"}, "user": {"id": "U0BEN"}}
    ),
    "event": Envelope(
        "events_api",
        {"type": "event_callback", "team_id": "T0TAKT", "event_id": "Ev0PIN", "event": {"type": "pin_added"}},
    ),
    "command": Envelope(
        "slash_commands",
        {
            "command": "/lunch",
            "text": "",
            "team_id": "T0TAKT",
            "user_id": "U0BEN",
            "channel_id": "C0BUTIK",
            "trigger_id": "1.2.3",
        },
    ),
}


@pytest.mark.parametrize("kind", sorted(UNKNOWN))
async def test_what_nobody_handles_is_acknowledged_and_counted(stage: Stage, kind: str) -> None:
    ack = await stage.playground.slack.send(UNKNOWN[kind])
    assert ack.ok
    assert (await numbers(stage))[f'takt_requests_total{{kind="{kind}",outcome="unhandled"}}'] == 1


async def test_no_label_holds_an_id_or_a_word(stage: Stage) -> None:
    ben = stage.slack.person("ben")
    await ben.types("/standard how quickly do I say hello")
    await ben.sees("greeted out loud")
    await ben.types("/observe @anna greeting + Said hello at once")
    await ben.sees("Only supervisors")
    page = " ".join(await numbers(stage))
    assert [word for word in ("T0TAKT", "U0BEN", "C0", "hello", "greeting", "anna") if word in page] == []
