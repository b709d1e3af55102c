"""A playground on a free port, with and without an app behind it."""

import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from playground.client import Workspace
from playground.server import Patience, Playground
from tests.playground.bolt import in_socket_mode, over_http, tiny_app
from tests.playground.manifests import manifest
from tests.playground.stub import Stub, stub_app
from tests.ports import free_port

Json = dict[str, Any]
HASTE = Patience(seconds_to_acknowledge=0.5, seconds_between_event_retries=(0.0, 0.05, 0.05))


@pytest.fixture(autouse=True)
def _bolt_is_still() -> Iterator[None]:
    """Bolt complains of what these tests send on purpose; elsewhere it may speak."""
    bolt = logging.getLogger("slack_bolt")
    before = bolt.level
    bolt.setLevel(logging.CRITICAL)
    yield
    bolt.setLevel(before)


class Clock:
    """A clock that a test moves by hand."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Office:
    """A running playground, a client to act in it, and what reached the app."""

    playground: Playground
    slack: Workspace
    calls: list[Json]

    def call(self, kind: str) -> Json:
        """The newest request of this type that reached the app."""
        return next(call for call in reversed(self.calls) if kind in (call.get("type"), call.get("command")))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def playground(clock: Clock) -> AsyncIterator[Playground]:
    """A playground without an app."""
    server = Playground(manifest(), clock=clock, patience=HASTE)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def client(playground: Playground) -> AsyncWebClient:
    """The real SDK client with the bot token, without retries."""
    return AsyncWebClient(token=playground.bot_token, base_url=playground.api_url, retry_handlers=[])


@pytest.fixture
async def slack(playground: Playground) -> AsyncIterator[Workspace]:
    """A control client of the playground without an app."""
    async with Workspace(playground.url) as workspace:
        yield workspace


@pytest.fixture(params=["socket", "http"])
async def office(request: pytest.FixtureRequest) -> AsyncIterator[Office]:
    """A playground with the tiny app behind it, once in Socket Mode and once over HTTP."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/slack/events" if request.param == "http" else None
    server, calls = Playground(manifest(), request_url=url, patience=HASTE), list[Json]()
    await server.start()
    app = tiny_app(server, calls)
    behind = over_http(app, port) if url else in_socket_mode(server, app)
    async with behind, Workspace(server.url) as workspace:
        yield Office(server, workspace, calls)
    await server.stop()


@pytest.fixture
async def stub() -> AsyncIterator[Stub]:
    """A playground in HTTP mode with a stub of an app behind it."""
    async with stub_app() as running:
        yield running
