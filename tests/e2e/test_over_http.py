"""The web server as an operator, a load balancer and a stranger meet it."""

import asyncio
import gzip
import time
from collections.abc import AsyncIterator, Mapping
from typing import Any

import aiohttp
import pytest
from slack_sdk.signature import SignatureVerifier

from tests.e2e.conftest import Stage
from tests.e2e.trouble import database_away

OVER_HTTP = pytest.mark.parametrize("mode", ["http"], indirect=True)
FORM = "application/x-www-form-urlencoded"
MEBIBYTE = 1024 * 1024


async def get(stage: Stage, path: str) -> tuple[int, Mapping[str, Any]]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{stage.takt.port}{path}") as answer:
        return answer.status, await answer.json()


async def becomes_ready(stage: Stage) -> Mapping[str, Any]:
    async with asyncio.timeout(10):
        while True:
            status, body = await get(stage, "/readyz")
            if status == 200:
                return body
            await asyncio.sleep(0.02)


async def send(stage: Stage, body: bytes | AsyncIterator[bytes], headers: Mapping[str, str]) -> int:
    """The status of a request to Slack's address that nobody has signed."""
    url = f"http://127.0.0.1:{stage.takt.port}/slack/events"
    sent = {"Content-Type": FORM, **headers}
    async with aiohttp.ClientSession() as session, session.post(url, data=body, headers=sent) as answer:
        return answer.status


async def post(stage: Stage, body: str, **changes: str) -> int:
    """The status of a request to Slack's address, signed as Slack does unless `changes` say otherwise."""
    moment = changes.get("stamp", str(int(time.time()) - int(changes.get("age", "0"))))
    signature = SignatureVerifier(changes.get("secret", stage.playground.signing_secret)).generate_signature(
        timestamp=moment, body=body
    )
    headers = {
        "Content-Type": FORM,
        "X-Slack-Request-Timestamp": moment,
        "X-Slack-Signature": changes.get("signature", signature or ""),
    }
    url = f"http://127.0.0.1:{stage.takt.port}/slack/events"
    async with aiohttp.ClientSession() as session, session.post(url, data=body.encode(), headers=headers) as answer:
        return answer.status


async def test_takt_is_ready_once_it_has_looked_for_tips(stage: Stage) -> None:
    body = await becomes_ready(stage)
    assert body["ok"]
    assert body["checks"] == {"database": True, "slack": True, "tick": True, "running": True}


@OVER_HTTP
async def test_takt_is_alive_and_not_ready_while_the_database_is_away(stage: Stage) -> None:
    await becomes_ready(stage)
    async with database_away(stage):
        status, body = await get(stage, "/readyz")
        assert (status, body["ok"], body["checks"]["database"]) == (503, False, False)
        assert await get(stage, "/healthz") == (200, {"ok": True})
    await becomes_ready(stage)


@OVER_HTTP
async def test_takt_is_alive_and_not_ready_while_it_stops(stage: Stage) -> None:
    await becomes_ready(stage)
    stage.takt.health.stopping = True
    status, body = await get(stage, "/readyz")
    assert (status, body["checks"]["running"]) == (503, False)
    assert (await get(stage, "/healthz"))[0] == 200


@OVER_HTTP
async def test_a_request_that_slack_signed_is_taken(stage: Stage) -> None:
    assert await post(stage, "ssl_check=1&token=x") == 200
    assert await post(stage, "payload=%7B%22type%22%3A%22nothing%22%7D") == 200


@OVER_HTTP
@pytest.mark.parametrize(
    "changes",
    [
        {"secret": "a guess"},
        {"signature": "v0=0"},
        {"signature": ""},
        {"age": "360"},
        {"age": "-360"},
        {"stamp": "yesterday"},
    ],
    ids=["another secret", "another signature", "no signature", "six minutes old", "from the future", "no number"],
)
async def test_a_request_that_slack_did_not_sign_just_now_is_refused(stage: Stage, changes: dict[str, str]) -> None:
    assert await post(stage, "payload=%7B%22type%22%3A%22nothing%22%7D", **changes) == 401


@OVER_HTTP
@pytest.mark.parametrize("signature", ["", "v0=0"])
async def test_a_body_over_a_mebibyte_is_refused_before_anything_else(stage: Stage, signature: str) -> None:
    assert await post(stage, "payload=" + "x" * MEBIBYTE, signature=signature) == 413
    assert await post(stage, "payload=" + "x" * MEBIBYTE) == 413
    await becomes_ready(stage)


@OVER_HTTP
async def test_a_body_that_does_not_say_how_long_it_is_is_read_up_to_a_mebibyte(stage: Stage) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"x" * (MEBIBYTE // 16)

    assert await send(stage, pieces(), {"X-Slack-Request-Timestamp": str(int(time.time()))}) == 413


@OVER_HTTP
async def test_a_compressed_body_is_refused_unopened(stage: Stage) -> None:
    headers = {"X-Slack-Request-Timestamp": str(int(time.time())), "Content-Encoding": "gzip"}
    assert await send(stage, gzip.compress(b"payload=" + b"x" * 20 * MEBIBYTE), headers) == 415


@OVER_HTTP
@pytest.mark.parametrize("body", ["payload={", "payload=[1]", "payload=" + "[" * 100_000, "payload=%22x%22"])
async def test_nothing_is_parsed_before_the_signature_is_checked(stage: Stage, body: str) -> None:
    assert await post(stage, body, signature="v0=0") == 401
    assert await post(stage, body) in {200, 400}
    await becomes_ready(stage)


@OVER_HTTP
async def test_refusals_are_counted_by_their_reason(stage: Stage) -> None:
    await post(stage, "payload=1", secret="a guess")
    await post(stage, "payload=1", age="360")
    await post(stage, "payload=1", stamp="yesterday")
    await post(stage, "payload=" + "x" * MEBIBYTE)
    page = stage.takt.services.metrics.page().decode()
    for reason in ("signature", "age", "timestamp", "size"):
        assert f'takt_http_refused_total{{reason="{reason}"}} 1.0' in page


@pytest.mark.parametrize("mode", ["socket"], indirect=True)
async def test_in_socket_mode_nobody_can_post(stage: Stage) -> None:
    assert await post(stage, "payload=%7B%7D") == 404
