"""Slack as the sender: requests at a steady rate whatever becomes of them, repeated as Slack repeats them."""

import asyncio
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from aiohttp import web

from benchmarks._soak_acts import Act
from benchmarks._soak_replicas import Proxy
from playground.wire import TIMEOUT, Ack

RETRY_SECONDS = (0.0, 3.0, 3.0)  # Slack's own wait is minutes, for events
REPEATED = 0.02  # of what is acknowledged: the acknowledgement was lost on its way
SETTLE_SECONDS, LONGEST_SETTLE = 2.0, 30.0
FAULTS = (("429", 0.02), ("500", 0.02), ("drop", 0.01))  # of the answers to response urls


@dataclass
class Said:
    """What became of one request."""

    act: Act
    ack: Ack
    seconds: float  # until it was acknowledged, with all attempts


@dataclass
class Ears:
    """Where the app answers: the response urls, which fail as the rest of Slack does."""

    random: Random
    heard: dict[str, str] = field(default_factory=dict)  # by the last part of the address
    faults: int = 0
    url: str = ""
    _runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen on a free port."""
        app = web.Application()
        app.add_routes([web.post("/{key}", self._hear)])
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def settled(self) -> None:
        """Wait until nothing has been heard for a while."""
        before, deadline = -1, time.monotonic() + LONGEST_SETTLE
        while len(self.heard) > before and time.monotonic() < deadline:
            before = len(self.heard)
            await asyncio.sleep(SETTLE_SECONDS)

    async def _hear(self, request: web.Request) -> web.Response:
        body, key = await request.read(), request.match_info["key"]
        fault = None if key.startswith("d") else self._fault()  # of a click it must be known what was said
        if fault == "drop" and request.transport is not None:
            request.transport.abort()
        if fault is not None:
            self.faults += 1
            return web.Response(status=500 if fault == "drop" else int(fault), headers={"Retry-After": "1"})
        self.heard[key] = str(json.loads(body).get("text", ""))
        return web.Response(text="ok")

    def _fault(self) -> str | None:
        return next((kind for kind, share in FAULTS if self.random.random() < share), None)


async def drive(acts: Iterator[Act], proxy: Proxy, *, rate: float, seconds: float, random: Random) -> list[Said]:
    """Send at this rate for so long; returns what became of each, when all have ended."""
    began, tasks = time.monotonic(), []
    for number in range(round(rate * seconds)):
        await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
        tasks.append(asyncio.create_task(_send(next(acts), proxy, random)))
    return list(await asyncio.gather(*tasks))


async def _send(act: Act, proxy: Proxy, random: Random) -> Said:
    began, envelope = time.monotonic(), act.envelope
    ack, replica = await proxy.deliver(envelope, None)
    for pause in RETRY_SECONDS:
        if ack.ok:
            break
        await asyncio.sleep(pause)
        envelope = envelope.again("timeout" if ack.error == TIMEOUT else "http_error")
        ack, replica = await proxy.deliver(envelope, replica)
    seconds = time.monotonic() - began
    if ack.ok and random.random() < REPEATED:
        await proxy.deliver(envelope.again("timeout"), replica)
    return Said(act, ack, seconds)


def took(ack: Ack) -> bool:
    """Whether the app acknowledged, and did not keep a form open or turn the request away."""
    return ack.ok and not (isinstance(ack.body, dict) and ack.body)
