"""What somebody on the network can send: recorded requests once more, and bodies that are too large in every way."""

import asyncio
import gzip
import hmac
import io
import time
from collections.abc import AsyncIterator, Mapping
from hashlib import sha256
from urllib.parse import urlencode

import aiohttp
import pytest

from playground.slack import Slack
from playground.wire import Envelope
from tests.e2e.conftest import Stage
from tests.waiting import until

MEBIBYTE = 1024 * 1024
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def mode() -> str:
    """Only over HTTP can a stranger send anything."""
    return "http"


def signed(stage: Stage, body: bytes, *, seconds_ago: int = 0) -> dict[str, str]:
    """The headers that Slack sends with a body."""
    stamp = str(int(time.time()) - seconds_ago)
    secret, words = stage.playground.signing_secret.encode(), b"v0:%s:%s" % (stamp.encode(), body)
    signature = hmac.new(secret, words, sha256).hexdigest()
    return {"Content-Type": FORM, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={signature}"}


async def post(stage: Stage, body: bytes | AsyncIterator[bytes], headers: Mapping[str, str]) -> int:
    """The status of a request, word for word."""
    url = f"http://127.0.0.1:{stage.takt.port}/slack/events"
    async with aiohttp.ClientSession() as session, session.post(url, data=body, headers=headers) as answer:
        return answer.status


def observing(slack: Slack) -> bytes:
    """The body of Sofie's command."""
    world = slack.state.world
    words = {"command": "/observe", "text": "<@U0ANNA|anna> greeting met Optaget", "token": "x"}
    places = {"team_id": world.team_id, "channel_id": "C0BUTIK", "user_id": "U0SOFIE"}
    return urlencode(words | places | {"trigger_id": "1.2.recorded", "response_url": ""}).encode()


async def count(stage: Stage) -> int:
    """How many observations Anna finds."""
    anna = stage.slack.person("anna")
    await anna.types("/observe mine", channel="dm")
    return (await anna.sees("Noteret om dig", channel="dm")).text.count("Optaget")


async def test_a_recorded_request_has_no_second_effect(stage: Stage) -> None:
    body = observing(stage.playground.slack)
    headers = signed(stage, body)
    assert [await post(stage, body, headers) for _ in range(3)] == [200] * 3
    await stage.slack.person("anna").sees("Optaget", channel="dm")
    assert await count(stage) == 1


async def test_a_recorded_request_is_worth_nothing_after_five_minutes(stage: Stage) -> None:
    body = observing(stage.playground.slack)
    assert await post(stage, body, signed(stage, body, seconds_ago=301)) == 401


async def test_a_recorded_signature_does_not_fit_another_body_or_moment(stage: Stage) -> None:
    body = observing(stage.playground.slack)
    headers = signed(stage, body)
    assert await post(stage, body.replace(b"U0SOFIE", b"U0BEN"), headers) == 401
    assert await post(stage, body, headers | {"X-Slack-Request-Timestamp": str(int(time.time()) + 1)}) == 401


async def test_a_body_that_says_nothing_of_its_size_is_cut_off(stage: Stage) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(64):
            yield b"x" * 65536

    assert await post(stage, endless(), signed(stage, b"")) == 413


async def test_a_body_that_unpacks_to_more_than_a_mebibyte_is_refused(stage: Stage) -> None:
    packed = gzip.compress(b"payload=" + b"x" * 64 * MEBIBYTE)
    assert len(packed) < MEBIBYTE / 10
    assert await post(stage, packed, signed(stage, packed) | {"Content-Encoding": "gzip"}) in {413, 415}


async def test_size_is_looked_at_before_the_signature(stage: Stage) -> None:
    assert await post(stage, b"payload=" + b"x" * MEBIBYTE, {"Content-Type": FORM}) == 413


async def test_takt_serves_on_after_all_that(stage: Stage) -> None:
    for body in (b"payload=" + b"[" * 100_000, b"payload=%00", b"\xff\xfe", b"payload=[]", b"payload=null", b""):
        assert await post(stage, body, signed(stage, body)) < 500
    anna = stage.slack.person("anna")
    await anna.types("/standard hilsen")
    await anna.sees("Hilsen")


async def test_what_has_not_slacks_shape_is_acknowledged_and_read_by_nobody(stage: Stage, log: io.StringIO) -> None:
    click = stage.playground.slack.interaction("block_actions", "U0ANNA") | {"actions": 10**30}
    ack = await stage.playground.slack.outlet.deliver(Envelope("interactive", click))
    assert ack.ok
    assert '"level": "error"' not in log.getvalue()


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
async def test_a_body_that_says_twice_how_it_is_packed_is_refused(stage: Stage, coding: str) -> None:
    url = f"http://127.0.0.1:{stage.takt.port}/slack/events"
    headers = [*signed(stage, b"x=1").items(), ("Content-Encoding", "identity"), ("Content-Encoding", coding)]
    async with aiohttp.ClientSession() as session, session.post(url, data=b"x=1", headers=headers) as answer:
        assert answer.status == 415


async def test_a_body_that_breaks_off_is_a_refusal_and_no_error(stage: Stage, log: io.StringIO) -> None:
    head = f"POST /slack/events HTTP/1.1\r\nHost: x\r\nX-Slack-Request-Timestamp: {int(time.time())}\r\n"
    bad_chunk = "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"
    reader, writer = await asyncio.open_connection("127.0.0.1", stage.takt.port)
    writer.write((head + bad_chunk).encode())
    await asyncio.sleep(0.2)
    writer.write(b"zz\r\n")
    async with asyncio.timeout(30):
        assert (await reader.readline()).split()[1] in {b"400", b"408"}
    writer.close()
    _, writer = await asyncio.open_connection("127.0.0.1", stage.takt.port)
    writer.write((head + "Content-Length: 1000\r\n\r\nabc").encode())
    await writer.drain()
    await asyncio.sleep(0.2)
    writer.transport.abort()
    await until(lambda: 'refused_total{reason="gone"} 1.0' in stage.takt.services.metrics.page().decode())
    assert '"level": "error"' not in log.getvalue()
