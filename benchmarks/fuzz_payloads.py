"""Shows Takt payloads that could hurt it, of every type, through both wires: `python -m benchmarks.fuzz_payloads`.

    --quick      for CI: 600 payloads instead of 100 000
    --count N    so many
    --seed N     others; the same seed makes the same ones

A real Takt lives a day of the playground's hotel. The requests of that day, one press of every control and one filling
of every form that it showed are then sent again, bent out of shape (`_fuzz_wire_mutate.py`): half over HTTP and half
over Socket Mode. Exits with 1 where an exception was not handled (there is an error line in the log), an answer over
HTTP was a 5xx, an envelope stayed unacknowledged, or memory has grown by more than a tenth since a fifth of the
payloads had come.
"""

import argparse
import asyncio
import gc
import io
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import psutil
import yaml
from sqlalchemy import create_engine, text

from benchmarks._fuzz_wire_mutate import mutated
from benchmarks._fuzz_wire_seeds import recorded
from bot.app import build, running
from bot.db import migrate
from bot.demo import demo_settings
from bot.gate import MOST_BYTES
from bot.library import Library, open_library
from bot.logs import configure_logs
from bot.settings import DEFAULT_CONTENT, SlackSettings
from playground.client import Workspace
from playground.server import Playground
from playground.wire import Envelope

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = yaml.safe_load((ROOT / "manifest.yaml").read_text(encoding="utf-8"))
QUICK, FULL = 600, 100_000
AT_ONCE = 20
SETTLED, MOST_GROWTH, ROOM_MB = 0.2, 0.10, 8  # a short run's caches are still filling: a few MB are no growth
PATIENCE_SECONDS = 10


@dataclass
class Found:
    """What was wrong, over both wires."""

    kinds: Counter[str] = field(default_factory=Counter)
    bad_answers: Counter[str] = field(default_factory=Counter)
    unhandled: Counter[str] = field(default_factory=Counter)
    example: dict[str, str] = field(default_factory=dict)
    grown: dict[str, float] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        """Whether nothing was."""
        return not (self.bad_answers or self.unhandled or any(share > MOST_GROWTH for share in self.grown.values()))


class Lines(io.StringIO):
    """The log: what it says of errors is counted, and nothing is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.counted: Counter[str] = Counter()

    def write(self, line: str) -> int:
        """One line."""
        if '"level": "error"' in line or '"level": "critical"' in line:
            said = json.loads(line)
            where = said.get("handler") or said.get("work") or said.get("at") or ""
            self.counted[f"{said['event']} {where}: {said.get('error')} at {(said.get('frames') or [''])[-3:]}"] += 1
        return len(line)


@dataclass
class Wire:
    """One wire, and what was found on it."""

    mode: str
    random: Random
    found: Found
    log: Lines

    async def fuzz(self, count: int, library: Library, folder: Path) -> None:
        """So many payloads."""
        playground = Playground(MANIFEST, request_url="http://127.0.0.1:9/" if self.mode == "http" else None)
        await playground.start()
        try:
            async with running(build(_settings(playground, self.mode, folder), None, library)) as takt:
                playground.slack.quiet.at_work = lambda: takt.services.tasks.working
                playground.point_at(f"http://127.0.0.1:{takt.port}/slack/events")
                async with Workspace(playground.url, 30) as slack:
                    seeds = await recorded(playground, slack)
                self.found.kinds.update(seed.name for seed in seeds)
                await self._send_all(seeds, count, playground)
        finally:
            await playground.stop()

    async def _send_all(self, seeds: Sequence[Envelope], count: int, playground: Playground) -> None:
        settled, process = 0, psutil.Process()
        for at in range(0, count, AT_ONCE):
            await self._send(
                [_bent(self.random.choice(seeds), self.random, self.mode) for _ in range(AT_ONCE)], playground
            )
            if at <= SETTLED * count < at + AT_ONCE:
                gc.collect()
                settled = process.memory_info().rss
        gc.collect()
        grown = process.memory_info().rss - settled
        self.found.grown[self.mode] = 0.0 if grown < ROOM_MB * 2**20 else grown / settled
        print(f"{self.mode}: {count} payloads, memory {settled / 2**20:.0f} MB and {grown / 2**20:+.1f}", flush=True)

    async def _send(self, batch: list[Envelope], playground: Playground) -> None:
        """Some at once, until nothing is at work any more."""
        acks = await asyncio.gather(*(playground.slack.outlet.deliver(envelope) for envelope in batch))
        await playground.slack.quiet.settled(0, PATIENCE_SECONDS)
        for ack, envelope in zip(acks, batch, strict=True):
            if ack.status >= 500 or ack.status == 0:
                what = f"{self.mode}: {ack.status} {ack.error} to {envelope.kind}"
                self.found.bad_answers[what] += 1
                self.found.example.setdefault(what, ascii(envelope.payload)[:1500])
        playground.state.reset()
        playground.state.sent.clear()


def _bent(seed: Envelope, random: Random, mode: str) -> Envelope:
    """A request that is no repetition, out of shape; a command over HTTP is a form of texts."""
    fresh = f"{random.getrandbits(60):x}"
    payload = seed.payload | {"trigger_id": fresh} | ({"event_id": fresh} if "event" in seed.payload else {})
    bent = mutated(payload, random)
    while mode == "socket" and len(json.dumps(bent)) > MOST_BYTES:  # over HTTP the gate refuses it
        bent = mutated(payload, random)
    if mode == "http" and seed.kind == "slash_commands":
        bent = {_encodable(name): _encodable(value) for name, value in bent.items()}
    return Envelope(seed.kind, bent)


def _encodable(value: object) -> str:
    return str(value).encode("utf-8", "replace").decode()


def _settings(playground: Playground, mode: str, folder: Path) -> SlackSettings:
    url = f"sqlite:///{folder / mode}.db"
    migrate.upgrade(url)
    engine = create_engine(url)
    with engine.begin() as connection:
        notice = "INSERT INTO notice (workspace, override_reason, member, entered_at) VALUES (:w, 'Fuzz', '', :now)"
        connection.execute(text(notice), {"w": "T0TAKT", "now": "2026-11-01 00:00:00.000000"})
    engine.dispose()
    return demo_settings(playground, url, _env_file=None, mode=mode, owners_channel="C0RECEP", log_level="info")


def main(count: int, seed: int) -> int:
    """Fuzz both wires and print; 1 when anything was wrong."""
    log, found, began = Lines(), Found(), time.perf_counter()
    configure_logs("info", "json", log)
    library = open_library(DEFAULT_CONTENT)
    library.answers.learn()
    for mode in ("http", "socket"):
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(Wire(mode, Random(seed), found, log).fuzz(count // 2, library, Path(folder)))
    found.unhandled = log.counted
    print("seeds: " + ", ".join(f"{name} {number}" for name, number in sorted(found.kinds.items())))
    for title, counted in (("unhandled", found.unhandled), ("answer", found.bad_answers)):
        for what, times in counted.most_common(40):
            print(f"{title} {times} ×: {what}\n  {found.example.get(what, '')}")
    print(f"{count} payloads in {time.perf_counter() - began:.0f} s: {'clean' if found.is_clean else 'FAILED'}")
    return 0 if found.is_clean else 1


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--quick", action="store_true")
    arguments.add_argument("--count", type=int)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    sys.exit(main(options.count or (QUICK if options.quick else FULL), options.seed))
