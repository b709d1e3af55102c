"""A stub of an app over HTTP: notes what Slack sends, answers what a test tells it to."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from playground.client import Workspace
from playground.server import Patience, Playground
from tests.playground.manifests import manifest
from tests.ports import free_port

Json = dict[str, Any]
HASTE = Patience(seconds_to_acknowledge=0.3, seconds_between_event_retries=(0.0, 0.02, 0.02))


@dataclass(frozen=True)
class Received:
    """One request as it came over the wire."""

    headers: Any
    text: str

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.text, keep_blank_values=True))

    @property
    def payload(self) -> Json:
        payload: Json = json.loads(self.form["payload"])
        return payload

    @property
    def event(self) -> Json:
        event: Json = json.loads(self.text)
        return event


@dataclass
class Stub:
    """Answers every request with `answer(received)`: a response, or None for a plain 200."""

    playground: Playground
    slack: Workspace
    received: list[Received] = field(default_factory=list)
    answer: Callable[[Received], web.Response | None] = lambda _: None
    arrived: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def endpoint(self, request: web.Request) -> web.Response:
        received = Received(request.headers, await request.text())
        if "url_verification" in received.text:
            return web.Response()
        async with self.arrived:
            self.received.append(received)
            self.arrived.notify_all()
        return self.answer(received) or web.Response()

    async def until(self, count: int) -> list[Received]:
        """What was received once there are this many."""
        async with asyncio.timeout(5), self.arrived:
            await self.arrived.wait_for(lambda: len(self.received) >= count)
        return self.received


@asynccontextmanager
async def stub_app(patience: Patience = HASTE) -> AsyncIterator[Stub]:
    """A playground in HTTP mode with the stub behind it."""
    port = free_port()
    playground = Playground(manifest(), request_url=f"http://127.0.0.1:{port}/slack/events", patience=patience)
    await playground.start()
    async with Workspace(playground.url) as slack:
        stub = Stub(playground, slack)
        app = web.Application()
        app.router.add_post("/slack/events", stub.endpoint)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield stub
        await runner.cleanup()
    await playground.stop()
