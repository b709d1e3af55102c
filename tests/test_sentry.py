"""Errors reach Sentry over HTTP, without a word that a person typed."""

import asyncio
import gzip
import io
import json
import logging
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import structlog
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.errors import SettingsError
from bot.logs import begin_request, configure_logs
from bot.runner import carry_out
from bot.sentry import sentry

TYPED = "Anna saw Ben shout"


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before, handlers, level = structlog.get_config(), logging.root.handlers[:], logging.root.level
    yield
    structlog.configure(**before)
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)


class FakeSentry:
    """Keeps what it is sent."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    async def take(self, request: web.Request) -> web.Response:
        """One envelope."""
        self.bodies.append(await request.read())
        return web.json_response({})

    @property
    def text(self) -> str:
        """All of it, as it came."""
        return "\n".join((gzip.decompress(one) if one[:2] == b"\x1f\x8b" else one).decode() for one in self.bodies)

    @property
    def events(self) -> list[dict[str, Any]]:
        """The events in it."""
        parts = [json.loads(line) for line in self.text.splitlines() if line]
        return [part for part in parts if "event_id" in part and "level" in part]


@pytest.fixture
async def fake() -> AsyncIterator[tuple[FakeSentry, str]]:
    """A Sentry, and the DSN of a project there."""
    fake, app = FakeSentry(), web.Application()
    app.router.add_post("/api/42/envelope/", fake.take)
    async with TestServer(app) as server:
        yield fake, f"http://key@{server.host}:{server.port}/42"


async def fail(note: str) -> None:
    """Fail as a job may: the words are in the message and in a local variable."""
    raise ValueError(note)


async def reported(dsn: str) -> None:
    """One job that fails and one library that complains, with Sentry switched on."""
    with_sentry = sentry(dsn)
    configure_logs("info", "json", io.StringIO(), with_sentry.__enter__())
    begin_request("1.2.3")
    await carry_out("tips", fail(TYPED))
    logging.getLogger("slack_bolt").error("Failed: %s", TYPED)
    structlog.get_logger().warning("job_missed", job="tips")
    await asyncio.to_thread(with_sentry.__exit__, None, None, None)


async def test_an_error_arrives_with_its_type_its_place_and_its_request(fake: tuple[FakeSentry, str]) -> None:
    received, dsn = fake
    await reported(dsn)
    ours, library = sorted(received.events, key=lambda event: event["message"] != "work_failed")
    [error] = ours["exception"]["values"]
    assert (ours["message"], error["type"], ours["tags"]["work"]) == ("work_failed", "ValueError", "tips")
    assert error["stacktrace"]["frames"][-1]["function"] == "fail"
    assert len(ours["tags"]["request"]) == 12
    assert ours["release"].startswith("takt@")
    assert (library["message"], library["tags"]["logger"]) == ("message_withheld", "slack_bolt")


async def test_no_word_no_local_and_no_request_arrives(fake: tuple[FakeSentry, str]) -> None:
    received, dsn = fake
    await reported(dsn)
    assert received.events
    assert [word for word in TYPED.split() if word in received.text] == []
    for event in received.events:
        assert {"request", "user", "breadcrumbs"} & set(event) == set()
        for error in event.get("exception", {}).get("values", []):
            assert error["value"] == ""
            assert all("vars" not in frame for frame in error["stacktrace"]["frames"])


def test_nothing_is_sent_without_a_dsn() -> None:
    with sentry(None) as passing_on:
        assert passing_on == []


@pytest.mark.parametrize("dsn", ["https://sentry.example/no-key", "foo", "https://key@[/1"])
def test_a_dsn_that_is_none_is_named(dsn: str) -> None:
    with pytest.raises(SettingsError, match="TAKT_SENTRY_DSN"), sentry(dsn):
        pass
