"""Replicas as processes of their own, and the proxy before them: it looks who is ready and sends to one of those."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import aiohttp

from playground.http_out import HttpOutlet
from playground.wire import Ack, Envelope

ROOT = Path(__file__).resolve().parent.parent
LOOK_SECONDS, PATIENCE_SECONDS = 0.25, 90
DEADLINE = 3.0  # seconds that Slack waits for an acknowledgement


@dataclass
class Replica:
    """One process, started by a command in which {port} stands for its port."""

    command: list[str]
    environment: dict[str, str]
    log: Path
    secret: str
    ready_path: str
    port: int = 0
    ready: bool = False
    says: str = ""  # when it was last asked whether it is ready
    process: subprocess.Popen[bytes] | None = None
    outlets: list[HttpOutlet] = field(default_factory=list)  # the last one leads to the present process

    def start(self) -> None:
        """Start it, on a port that is free now."""
        self.port, self.ready = _free_port(), False
        more = {"TAKT_PORT": str(self.port), "PYTHONPATH": str(ROOT)}
        command = [part.replace("{port}", str(self.port)) for part in self.command]
        with self.log.open("ab") as log:
            environment = os.environ | self.environment | more
            self.process = subprocess.Popen(command, env=environment, cwd=tempfile.gettempdir(), stderr=log, stdout=log)
        self.outlets.append(HttpOutlet(f"http://127.0.0.1:{self.port}/slack/events", self.secret, DEADLINE))

    def hit(self, with_signal: signal.Signals) -> None:
        """Send it a signal."""
        if self.process is not None:
            self.process.send_signal(with_signal)

    async def ends(self) -> int:
        """Wait until it has ended; returns its exit code."""
        assert self.process is not None
        code = await asyncio.to_thread(self.process.wait, PATIENCE_SECONDS)
        self.ready = False
        return code

    async def forget(self) -> None:
        """Close the connections to it, and to those that it was before."""
        for outlet in self.outlets:
            await outlet.close()

    async def look(self, http: aiohttp.ClientSession) -> None:
        """See whether it is ready."""
        try:
            async with http.get(f"http://127.0.0.1:{self.port}{self.ready_path}") as answer:
                self.ready, self.says = answer.status == 200, await answer.text()
        except (aiohttp.ClientError, TimeoutError) as error:
            self.ready, self.says = False, type(error).__name__


@dataclass
class Proxy:
    """Sends each request to a ready replica, where there is one."""

    replicas: list[Replica]
    random: Random
    _watch: asyncio.Task[None] | None = field(default=None, repr=False)

    async def begin(self) -> None:
        """Start all, and wait until all are ready."""
        for replica in self.replicas:
            replica.start()
        self._watch = asyncio.create_task(self._look())
        for replica in self.replicas:
            await self.comes_up(replica)

    async def comes_up(self, replica: Replica) -> None:
        """Wait until a replica is ready; one that ends instead, for the database is away, is started again."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not replica.ready:
            if time.monotonic() > deadline:
                raise SystemExit(f"a replica did not start: {replica.says} {replica.log.read_text()[-2000:]}")
            if replica.process is not None and replica.process.poll() is not None:
                await replica.ends()
                replica.start()
            await asyncio.sleep(LOOK_SECONDS / 2)

    async def deliver(self, envelope: Envelope, besides: Replica | None) -> tuple[Ack, Replica]:
        """One attempt, at another replica than the one that failed."""
        ready = [one for one in self.replicas if one.ready] or self.replicas
        replica = self.random.choice([one for one in ready if one is not besides] or ready)
        return await replica.outlets[-1].deliver(envelope), replica

    async def end(self) -> None:
        """Stop all."""
        if self._watch is not None:
            self._watch.cancel()
        for replica in self.replicas:
            replica.hit(signal.SIGTERM)
        await asyncio.gather(*(replica.ends() for replica in self.replicas))
        await asyncio.gather(*(replica.forget() for replica in self.replicas))

    async def _look(self) -> None:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=DEADLINE)) as http:
            while True:
                await asyncio.gather(*(replica.look(http) for replica in self.replicas))
                await asyncio.sleep(LOOK_SECONDS)


def troubles_in(log: Path) -> Counter[str]:
    """What a log holds of errors that nobody handled: error lines by what they say, and bare tracebacks."""
    found: Counter[str] = Counter()
    for line in log.read_text(errors="replace").splitlines():
        if line.startswith("Traceback "):
            found["Traceback"] += 1
        found.update(_error(line))
    return found


def _error(line: str) -> Iterator[str]:
    try:
        said = json.loads(line)
    except ValueError:
        return
    if isinstance(said, dict) and said.get("level") in {"error", "critical"}:
        where = said.get("handler") or said.get("work") or said.get("logger") or said.get("job") or ""
        yield f"{said.get('event')} {where} {said.get('error', '')} {(said.get('frames') or [''])[-1]}".strip()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
