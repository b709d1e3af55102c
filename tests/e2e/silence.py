"""Silence: a Slack or a database that takes what it is sent and never answers, beside a Takt, each in its process."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import psutil
import psycopg

from playground.client import Workspace

ROOT = Path(__file__).parent.parent.parent
PAUSE_SECONDS = 0.02
PATIENCE_SECONDS = 60
NOTHING: Mapping[str, str] = {}


@dataclass
class Running:
    """A Takt in a process of its own, and the Slack that it is connected to."""

    process: Process
    port: int
    slack: Workspace
    slack_pid: int
    log: Path

    async def becomes(self, path: str, *, status: int, check: str | None = None) -> Mapping[str, Any]:
        """What `path` says once it answers with this status and, where one is named, this check fails."""
        async with asyncio.timeout(PATIENCE_SECONDS), aiohttp.ClientSession() as session:
            while True:
                assert self.process.returncode is None, self.log.read_text(encoding="utf-8")
                with contextlib.suppress(aiohttp.ClientError):
                    async with session.get(f"http://127.0.0.1:{self.port}{path}") as answer:
                        body: Mapping[str, Any] = await answer.json()
                        if answer.status == status and not (check and body["checks"][check]):
                            return body
                await asyncio.sleep(PAUSE_SECONDS)

    async def ends(self, *, was_ready: bool = True) -> float:
        """Send it SIGTERM; after how many seconds it has ended, as a stop should: readiness off first, and no error."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        self.process.send_signal(signal.SIGTERM)
        if was_ready:
            assert (await self.becomes("/servez", status=503))["checks"]["running"] is False
        async with asyncio.timeout(PATIENCE_SECONDS):
            assert await self.process.wait() == 0, self.log.read_text(encoding="utf-8")
        return loop.time() - began


@contextlib.asynccontextmanager
async def running_takt(mode: str, database: str, folder: Path) -> AsyncIterator[Running]:
    """A Takt that has been started, and may not be ready yet."""
    port, log = _free_port(), folder / "takt.log"
    wanted = ["--port", "0", "--mode", mode, "--manifest", str(ROOT / "manifest.yaml")]
    if mode == "http":
        wanted += ["--request-url", f"http://127.0.0.1:{port}/slack/events"]
    async with _process("playground", *wanted, stdout=PIPE) as slack:
        assert slack.stdout is not None
        url = (await slack.stdout.readline()).decode().removeprefix("Playground:").strip()
        given = dict([(await slack.stdout.readline()).decode().strip().split("=", 1) for _ in range(4)])
        settings = {"MODE": mode, "DATABASE_URL": database, "HOST": "127.0.0.1", "PORT": str(port), "TICK_SECONDS": "1"}
        settings |= {"DRAIN_SECONDS": "1"}
        more = given | {f"TAKT_{name}": value for name, value in settings.items()}
        more |= {"TAKT_SUPERVISOR_GROUPS": "S0SUPERS", "TAKT_SLACK_API_URL": given["SLACK_API_URL"]}
        with log.open("wb") as lines:
            async with _process("bot", "run", env=more, stdout=lines, stderr=lines) as takt, Workspace(url) as people:
                yield Running(takt, port, people, slack.pid, log)


@contextlib.contextmanager
def silent(*pids: int) -> Iterator[None]:
    """Processes and their children stand still in the block: the kernel takes connections, and nobody answers."""
    found = [psutil.Process(pid) for pid in pids]
    found += [child for process in found for child in process.children(recursive=True)]
    try:
        for process in found:
            with contextlib.suppress(psutil.NoSuchProcess):  # a worker of the server's that was at its end
                process.suspend()
        yield
    finally:
        for process in found:
            with contextlib.suppress(psutil.NoSuchProcess):  # the server ends those whose client is gone
                process.resume()


def server_of(url: str) -> int:
    """The process of a PostgreSQL."""
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT pg_read_file('postmaster.pid')").fetchone()
    assert row is not None
    return int(row[0].split()[0])


@contextlib.asynccontextmanager
async def _process(module: str, *words: str, env: Mapping[str, str] = NOTHING, **files: Any) -> AsyncIterator[Process]:
    around = {**os.environ, "PYTHONPATH": str(ROOT), **env}
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", module, *words, env=around, cwd="/", **files)
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
