"""How much Takt adds to Bolt: slash command to acknowledgement and to card, rate, start-up and memory.

Takt (`takt run`, HTTP mode, SQLite, without the extra `semantic`), the same with OAuth, a bare Bolt app that answers
with the very same blocks, and Bolt as it comes, which polls for acknowledgements, run beside each other as processes of
their own; so does, for start and memory, one with the libraries alone (Bolt, aiohttp, SQLAlchemy, APScheduler). A start
is from the command to a 200 of /readyz, with what an earlier start has kept; the median of several in turns. Takt is
compiled like the libraries, as pip leaves both, even where the environment forbids Python to do so. Exits 1
when a request was lost or, unless `--quick`, a limit is missed.
"""

import argparse
import asyncio
import compileall
import hashlib
import hmac
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlencode

import aiohttp
import psutil
from slack_sdk.oauth.installation_store import Installation

from benchmarks._sink import Sink
from benchmarks._wire_numbers import Numbers, print_numbers
from bot.db.engine import create_engine
from bot.vault import Vault, new_key
from handlers.installing import Installations

ROOT = Path(__file__).resolve().parent.parent
SECRET = "benchmark-secret"
CLIENT_ID = "1.2"
AT_ONCE = 20
PATIENCE_SECONDS = 30
SETTLED_SECONDS = 0.1  # of the processor's time in a second, and what waits for work uses less


class App:
    """One app as a process, and commands sent to it."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str], port: int, sink: Sink) -> None:
        self.name = name
        self.numbers = Numbers()
        self._command = command
        self._environment = _environment(environment)
        self._url = f"http://127.0.0.1:{port}"
        self._sink = sink
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self, http: aiohttp.ClientSession) -> None:
        """Start the process and wait until it answers."""
        began = time.perf_counter()
        self._process = self._spawn()
        while not await self._ready(http):
            if self._process.poll() is not None or time.perf_counter() - began > PATIENCE_SECONDS:
                raise SystemExit(f"{self.name} did not start")
            await asyncio.sleep(0.005)
        self.numbers.starts_ms.append((time.perf_counter() - began) * 1000)
        process = psutil.Process(self._process.pid)
        spent = process.cpu_times()
        self.numbers.start_cpu_ms.append((spent.user + spent.system) * 1000)
        await asyncio.sleep(1)
        self.numbers.idle_mbs.append(process.memory_info().rss / 2**20)

    async def settle(self) -> None:
        """Wait until the process has nothing to do any more: a first start goes on to learn what it then keeps."""
        if self._process is None:
            return
        process, before = psutil.Process(self._process.pid), -1.0
        while (now := sum(process.cpu_times()[:2])) - before > SETTLED_SECONDS:
            before = now
            await asyncio.sleep(1)

    def _spawn(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._command, env=self._environment, cwd=tempfile.gettempdir())

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(PATIENCE_SECONDS)
            self._process = None

    async def command(self, http: aiohttp.ClientSession) -> tuple[float, float, bytes]:
        """Send `/standard greeting`; milliseconds to acknowledgement and to card, and the card."""
        key = uuid.uuid4().hex
        card = self._sink.expect(key)
        body = urlencode(_command(key, f"{self._sink.url}/respond/{key}"))
        began = time.perf_counter()
        async with http.post(f"{self._url}/slack/events", data=body, headers=_signed(body)) as answer:
            answer.raise_for_status()
            await answer.read()
        acknowledged = time.perf_counter()
        content = await asyncio.wait_for(card, PATIENCE_SECONDS)
        return (acknowledged - began) * 1000, (time.perf_counter() - began) * 1000, content

    async def measure(self, http: aiohttp.ClientSession, count: int) -> None:
        """One turn: one by one, then twenty at once."""
        began = time.perf_counter()
        times = [await self.command(http) for _ in range(count)]
        self.numbers.alone_per_second = max(self.numbers.alone_per_second, count / (time.perf_counter() - began))
        self.numbers.alone += [(ack, card) for ack, card, _ in times]
        self.numbers.per_second = max(self.numbers.per_second, await self._rate(http, count * 3))

    async def _rate(self, http: aiohttp.ClientSession, count: int) -> float:
        left = iter(range(count))

        async def worker() -> None:
            for _ in left:
                try:
                    acknowledged, came, _ = await self.command(http)
                    self.numbers.at_once.append((acknowledged, came))
                except (aiohttp.ClientError, TimeoutError):
                    self.numbers.lost += 1

        began = time.perf_counter()
        await asyncio.gather(*(worker() for _ in range(AT_ONCE)))
        return count / (time.perf_counter() - began)

    async def _ready(self, http: aiohttp.ClientSession) -> bool:
        try:
            async with http.get(f"{self._url}/readyz") as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False


async def main(count: int, starts: int) -> tuple[int, int]:
    """Measure all and print it; how many requests were lost, and how many limits are missed."""
    for package in ("bot", "handlers"):  # as pip does for whoever installs Takt, and has done for the libraries
        compileall.compile_dir(ROOT / package, quiet=1)
    sink = Sink()
    await sink.start()
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        takt, libraries = _takt(sink, Path(folder)), _libraries(sink, Path(folder))
        bare, polling = _bare(sink, answer), _bare(sink, answer, "polls")
        many = await asyncio.to_thread(_takt_for_many, sink, Path(folder))
        apps = (takt, libraries, bare, polling, many)
        connector = aiohttp.TCPConnector(limit=AT_ONCE)
        async with aiohttp.ClientSession(connector=connector) as http:
            try:
                first = await _starts(takt, libraries, http, starts)
                answer.write_bytes((await takt.command(http))[2])
                for app in (bare, polling, many):
                    await app.start(http)
                await many.settle()
                await _warm(takt.command, bare.command, polling.command, many.command, http)
                turns = (bare, takt, many, polling)  # and back, so that a slow moment hits all
                for app in (*turns, *reversed(turns)):
                    await app.measure(http, count)
            finally:
                for app in apps:
                    app.stop()
    await sink.stop()
    print(f"Takt's first start, with nothing kept: {first:.0f} ms.")
    return sum(app.numbers.lost for app in apps), print_numbers(*(app.numbers for app in apps))


async def _starts(takt: App, libraries: App, http: aiohttp.ClientSession, count: int) -> float:
    """Start both, in turns, and leave Takt running; how many ms its very first start took, which counts for nothing."""
    await takt.start(http)
    await takt.settle()
    first = takt.numbers.starts_ms.pop()
    takt.numbers.start_cpu_ms.clear()
    takt.numbers.idle_mbs.clear()
    for app in (libraries, takt) * count:
        app.stop()
        await app.start(http)
    libraries.stop()
    return first


async def _warm(*commands_and_http: object) -> None:
    *commands, http = commands_and_http
    for command in commands:
        call: Callable[[object], Awaitable[object]] = command  # type: ignore[assignment]
        for _ in range(30):
            await call(http)


def _takt(sink: Sink, folder: Path) -> App:
    return _app("takt", sink, folder / "takt.db", {"SLACK_BOT_TOKEN": "xoxb-benchmark"})


def _takt_for_many(sink: Sink, folder: Path) -> App:
    """Takt with OAuth, installed in the workspace of the commands, its token sealed."""
    key, database = new_key(), folder / "many.db"
    secrets = {"SLACK_CLIENT_ID": CLIENT_ID, "SLACK_CLIENT_SECRET": SECRET, "TAKT_ENCRYPTION_KEYS": key}
    app = _app("takt with OAuth", sink, database, secrets)
    asyncio.run(_install(f"sqlite:///{database}", key))
    return app


async def _install(database: str, key: str) -> None:
    engine = create_engine(database)
    how = Installation(
        app_id="A0BENCH", team_id="T0BENCH", bot_token="xoxb-benchmark", bot_id="B0BOT", user_id="U0BENCH"
    )
    await Installations(CLIENT_ID, engine, Vault([key])).async_save(how)
    await engine.dispose()


def _app(name: str, sink: Sink, database: Path, secrets: dict[str, str]) -> App:
    port = _free_port()
    environment = secrets | {
        "SLACK_SIGNING_SECRET": SECRET,
        "TAKT_SLACK_API_URL": f"{sink.url}/api/",
        "TAKT_MODE": "http",
        "TAKT_PORT": str(port),
        "TAKT_DATABASE_URL": f"sqlite:///{database}",
        "TAKT_LOG_LEVEL": "error",
        "TAKT_CACHE_DIR": f"{database}-cache",
    }
    takt = [sys.executable, str(ROOT / "benchmarks" / "_without_meaning.py")]
    subprocess.run([*takt, "db", "upgrade"], env=_environment(environment), check=True, stdout=subprocess.DEVNULL)
    return App(name, [*takt, "run"], environment, port, sink)


def _bare(sink: Sink, answer: Path, *how: str) -> App:
    port = _free_port()
    script = str(ROOT / "benchmarks" / "_bare_bolt.py")
    command = [sys.executable, script, str(port), f"{sink.url}/api/", SECRET, str(answer), *how]
    return App("bare Bolt", command, {}, port, sink)


def _libraries(sink: Sink, folder: Path) -> App:
    port = _free_port()
    script = str(ROOT / "benchmarks" / "_bare_libraries.py")
    command = [sys.executable, script, str(port), f"{sink.url}/api/", SECRET, str(folder / "bare.db")]
    return App("libraries", command, {}, port, sink)


def _environment(more: dict[str, str]) -> dict[str, str]:
    return os.environ | more | {"PYTHONPATH": str(ROOT)}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _command(key: str, response_url: str) -> dict[str, str]:
    return {
        "team_id": "T0BENCH",
        "channel_id": "C0BENCH",
        "user_id": "U0BENCH",
        "command": "/standard",
        "text": "greeting",
        "api_app_id": "A0BENCH",
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": key,
    }


def _signed(body: str) -> dict[str, str]:
    stamp = str(int(time.time()))
    digest = hmac.new(SECRET.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={digest}",
        "Content-Type": "application/x-www-form-urlencoded",
    }


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="a short run, for CI")
    is_quick = arguments.parse_args().quick
    lost, missed = asyncio.run(main(60, 1) if is_quick else main(600, 5))
    print(json.dumps({"lost": lost, "missed": missed}))
    sys.exit(1 if lost or (missed and not is_quick) else 0)
