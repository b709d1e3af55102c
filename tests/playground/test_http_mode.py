"""HTTP mode on the wire: signatures, forms, payloads, retries, deadlines."""

from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from playground.client import RefusedError
from playground.server import Patience
from tests.playground.bolt import card, form
from tests.playground.stub import Stub, stub_app

Json = dict[str, Any]


def answering(body: Any) -> web.Response:
    return web.json_response(body)


async def test_every_request_is_signed(stub: Stub) -> None:
    await stub.slack.person("anna").types("/standard greeting")
    received = stub.received[0]
    verifier = SignatureVerifier(stub.playground.signing_secret)
    assert verifier.is_valid_request(received.text, dict(received.headers))
    assert not SignatureVerifier("another").is_valid_request(received.text, dict(received.headers))


async def test_command_is_a_form_with_names_and_a_response_url(stub: Stub) -> None:
    await stub.slack.person("anna").types("/standard greeting", channel="#Butikken")
    form = stub.received[0].form
    assert (form["command"], form["text"], form["user_id"]) == ("/standard", "greeting", "U0ANNA")
    assert (form["channel_id"], form["channel_name"]) == ("C0BUTIK", "butikken")
    assert form["response_url"].startswith(stub.playground.url)


async def test_command_in_direct_messages_names_no_channel(stub: Stub) -> None:
    await stub.slack.person("anna").types("/standard greeting", channel="dm")
    assert (stub.received[0].form["channel_id"], stub.received[0].form["channel_name"]) == ("D0ANNA", "directmessage")


@pytest.mark.parametrize(
    ("command", "text"),
    [
        ("/standard", "<@U0BEN|ben> in <#C0BUTIK|butikken> &lt;b&gt; &amp; @nobody <https://a.example/x>"),
        ("/plain", "@ben in #butikken &lt;b&gt; &amp; @nobody https://a.example/x"),
    ],
)
async def test_command_is_escaped_as_the_manifest_says(stub: Stub, command: str, text: str) -> None:
    await stub.slack.person("anna").types(f"{command} @ben in #butikken <b> & @nobody https://a.example/x")
    assert stub.received[0].form["text"] == text


async def test_answer_in_the_acknowledgement_is_private_by_default(stub: Stub) -> None:
    stub.answer = lambda _: answering({"text": "Only you", "blocks": card("Only you")})
    anna = stub.slack.person("anna")
    await anna.types("/standard")
    assert (await anna.sees("Only you")).private


async def test_plain_text_acknowledgement_is_shown_privately(stub: Stub) -> None:
    stub.answer = lambda _: web.Response(text="Just words")
    anna = stub.slack.person("anna")
    await anna.types("/standard")
    assert (await anna.sees("Just words")).private


async def test_public_answer_reveals_the_typed_command(stub: Stub) -> None:
    stub.answer = lambda _: answering({"text": "For all", "response_type": "in_channel"})
    await stub.slack.person("anna").types("/standard greeting")
    seen = await stub.slack.person("ben").messages("butikken")
    assert [message.text for message in seen] == ["/standard greeting", "For all"]


async def test_answer_beyond_the_limits_is_a_failed_command(stub: Stub) -> None:
    stub.answer = lambda _: answering({"blocks": [{"type": "hologram"}]})
    anna = stub.slack.person("anna")
    assert (await anna.types("/standard"))["error"] == "invalid_command_response"
    await anna.sees('/standard failed with the error "invalid_command_response"')


async def test_error_status_is_a_failed_command(stub: Stub) -> None:
    stub.answer = lambda _: web.Response(status=500)
    assert (await stub.slack.person("anna").types("/standard"))["error"] == "dispatch_failed"


async def test_app_that_is_away_is_a_failed_command_and_not_healthy() -> None:
    async with stub_app() as stub:
        stub.playground.point_at("http://127.0.0.1:1/slack/events")
        assert (await stub.slack.person("anna").types("/standard"))["error"] == "dispatch_failed"
        async with aiohttp.ClientSession() as session, session.get(f"{stub.playground.url}/healthz") as answer:
            assert answer.status == 503


async def test_reachable_app_is_healthy(stub: Stub) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{stub.playground.url}/healthz") as answer:
        assert (answer.status, await answer.json()) == (200, {"ok": True})


async def test_late_acknowledgement_is_an_operation_timeout() -> None:
    async with stub_app(Patience(seconds_to_acknowledge=0.05)) as stub:
        async with stub.arrived:
            answer = await stub.slack.person("anna").types("/standard")
        assert answer["error"] == "operation_timeout"
        await stub.slack.person("anna").sees('failed with the error "operation_timeout"')


async def test_unacknowledged_event_comes_again_with_retry_headers(stub: Stub) -> None:
    stub.answer = lambda _: web.Response(status=503)
    await stub.slack.person("anna").dm("Hello?")
    received = await stub.until(4)
    assert [item.headers.get("X-Slack-Retry-Num") for item in received] == [None, "1", "2", "3"]
    assert {item.event["event_id"] for item in received} == {received[0].event["event_id"]}
    assert received[1].headers["X-Slack-Retry-Reason"] == "connection_failed"


async def test_lost_acknowledgement_makes_a_duplicate_event(stub: Stub) -> None:
    await stub.slack.fault("ack", "drop")
    await stub.slack.person("anna").dm("Hello?")
    first, second = await stub.until(2)
    assert first.event["event_id"] == second.event["event_id"]
    assert second.headers["X-Slack-Retry-Reason"] == "http_timeout"


async def test_click_on_a_private_message_carries_no_message(stub: Stub) -> None:
    stub.answer = lambda received: answering({"blocks": card("Card")}) if "command" in received.form else None
    anna = stub.slack.person("anna")
    await anna.types("/standard")
    await anna.presses("Share in channel")
    payload = stub.received[-1].payload
    assert "message" not in payload
    assert payload["container"]["is_ephemeral"] is True
    assert payload["actions"][0] | {"action_ts": ""} == {
        "type": "button",
        "action_id": "share",
        "block_id": "card",
        "text": {"type": "plain_text", "text": "Share in channel"},
        "value": "Card",
        "action_ts": "",
    }


async def test_click_on_a_public_message_carries_it(stub: Stub) -> None:
    client = AsyncWebClient(token=stub.playground.bot_token, base_url=stub.playground.api_url)
    posted = await client.chat_postMessage(channel="C0BUTIK", text="Card", blocks=card("Card"))
    await stub.slack.person("anna").presses("note")
    payload = stub.received[-1].payload
    assert payload["message"]["ts"] == payload["container"]["message_ts"] == posted["ts"]
    assert {"trigger_id", "response_url", "state", "channel", "team"} <= set(payload)


async def test_app_that_refuses_a_click_is_seen_by_that_person_alone(stub: Stub) -> None:
    client = AsyncWebClient(token=stub.playground.bot_token, base_url=stub.playground.api_url)
    await client.chat_postMessage(channel="C0BUTIK", text="Card", blocks=card("Card"))
    stub.answer = lambda _: web.Response(status=500)
    anna = stub.slack.person("anna")
    assert (await anna.presses("note"))["ok"] is False
    await anna.sees("dispatch_failed")
    await stub.slack.person("ben").does_not_see("dispatch_failed")


async def submitted(stub: Stub, answer: Any) -> Json:
    """Anna submits a form and the app acknowledges with this."""
    client = AsyncWebClient(token=stub.playground.bot_token, base_url=stub.playground.api_url)
    trigger = stub.playground.state.tickets.new_trigger("U0ANNA").id
    await client.views_open(trigger_id=trigger, view=form())
    stub.answer = lambda _: answer if isinstance(answer, web.Response) else answering(answer)
    return await stub.slack.person("anna").submits()


@pytest.mark.parametrize(
    ("answer", "titles"),
    [
        (web.Response(), []),
        ({"response_action": "clear"}, []),
        ({"response_action": "update", "view": form("Second")}, ["Second"]),
        ({"response_action": "push", "view": form("Second")}, ["Note", "Second"]),
        ({"response_action": "errors", "errors": {"note": "No"}}, ["Note"]),
    ],
)
async def test_submission_does_what_the_app_answers(stub: Stub, answer: Any, titles: list[str]) -> None:
    assert (await submitted(stub, answer))["ok"] is True
    assert [open_form.title for open_form in await stub.slack.person("anna").forms()] == titles


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"elsewhere": "No"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "update", "view": form("x" * 25)},
        {"response_action": "vanish"},
        {"error": "?"},
        web.Response(text="fine"),
        web.Response(status=500),
    ],
)
async def test_submission_with_a_senseless_answer_keeps_the_form_and_says_so(stub: Stub, answer: Any) -> None:
    assert (await submitted(stub, answer))["ok"] is False
    assert "trouble connecting" in (await stub.slack.person("anna").form()).words


async def test_close_is_told_only_to_an_app_that_asked(stub: Stub) -> None:
    client = AsyncWebClient(token=stub.playground.bot_token, base_url=stub.playground.api_url)
    anna = stub.slack.person("anna")
    for wants in (False, True):
        trigger = stub.playground.state.tickets.new_trigger("U0ANNA").id
        await client.views_open(trigger_id=trigger, view=form(notify_on_close=wants))
        await anna.closes()
    assert [item.payload["type"] for item in stub.received] == ["view_closed"]


async def test_unknown_command_never_leaves_slack(stub: Stub) -> None:
    anna = stub.slack.person("anna")
    with pytest.raises(RefusedError, match="/teleport is not a valid command"):
        await anna.types("/teleport home")
    await anna.sees("`/teleport` is not a valid command")
    assert stub.received == []
