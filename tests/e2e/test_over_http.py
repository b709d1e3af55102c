"""The web server as an operator, a load balancer and a stranger meet it."""

import asyncio
import time
from collections.abc import Mapping
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
async def test_a_body_over_a_mebibyte_is_refused(stage: Stage) -> None:
    assert await post(stage, "payload=" + "x" * MEBIBYTE) == 413
    await becomes_ready(stage)


@pytest.mark.parametrize("mode", ["socket"], indirect=True)
async def test_in_socket_mode_nobody_can_post(stage: Stage) -> None:
    assert await post(stage, "payload=%7B%7D") == 404
