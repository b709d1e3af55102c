"""Under fire: people ask, click, fill in forms and read reports while everything around two replicas breaks.

Two processes of `takt run` in HTTP mode on a real PostgreSQL, behind a proxy that looks at /readyz, and the playground
as Slack. Requests come at a steady rate (60 % ask, 20 % clicks, 15 % forms, 5 % reports), signed, and are repeated with
the same ids when no acknowledgement comes within three seconds; 2 % of those that are acknowledged are repeated as
well. Meanwhile Slack answers 429 and 500 and drops connections, before and after it has taken the call; PostgreSQL
crashes and recovers; one replica is killed by SIGKILL and started anew; then another is stopped gracefully and started
anew. Afterwards each write's word is looked for in the database, and each message in the playground's own record.

- lost: a write that was acknowledged, and of which nobody was told that it failed, and whose row is not there.
- duplicates: rows, answers to mentions or messages about one observation of which there is more than one.
- unhandled: error lines and tracebacks in the logs of the replicas.

Baseline in the same run, under the same trouble, at a fifth of the rate: Bolt as it comes, which acknowledges and then
writes the same rows (`_soak_bare.py`). Exits 1 when Takt lost, doubled or did not handle anything.
"""

import argparse
import asyncio
import json
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import psycopg
from rich.console import Console
from rich.table import Table
from sqlalchemy import create_engine, make_url

from benchmarks import _soak_bare
from benchmarks._postgresql import Postgresql, postgresql
from benchmarks._slack_process import SlackProcess
from benchmarks._soak_acts import SUPERVISORS, TEAM, acts, channel, place
from benchmarks._soak_check import Verdict, judge
from benchmarks._soak_driver import Ears, Said, drive
from benchmarks._soak_replicas import ROOT, Proxy, Replica, troubles_in
from bot.db import migrate
from bot.db.models import Delivery
from bot.errors import SlackTrouble, StorageAway
from bot.i18n import translator
from bot.ports import Choice, TipMessage, TipQuestion
from bot.tips.posing import keep_words
from handlers.views.errors import explain

SECRET = "playground-signing-secret"
PEOPLE = 60
LONGEST_STOP = 10.0  # seconds
FAULTS: tuple[tuple[str, str, float, dict[str, float]], ...] = (
    ("*", "429", 0.01, {"retry_after": 1}),
    ("*", "500", 0.01, {}),
    ("*", "500_after", 0.005, {}),
    ("*", "drop", 0.005, {}),
    ("*", "drop_before", 0.005, {}),
)
WORDS = TipMessage(
    "greeting", "Greeting", "Words", "Say hello.", "en",
    TipQuestion(0, "A guest comes in. What now?", tuple(Choice(n, f"Option {n}", n == 1, "So.") for n in range(3))),
)  # fmt: skip


@dataclass(frozen=True)
class Size:
    """How much, and for how long."""

    rate: float
    seconds: float


FULL, QUICK = Size(200, 60), Size(20, 12)


@dataclass
class Outcome:
    """A scene's results."""

    name: str
    verdict: Verdict
    troubles: Counter[str]
    faults: int
    stopped_in: float

    @property
    def is_clean(self) -> bool:
        """Whether nothing was lost, doubled or left unhandled, and the stop was in time."""
        return not (self.verdict.lost or self.verdict.twice or self.troubles) and self.stopped_in <= LONGEST_STOP


class Scene:
    """One app in two replicas, with a Slack and a database of its own on the shared server."""

    def __init__(self, name: str, what: str, size: Size, server: Postgresql, folder: Path, seed: int) -> None:
        self.name, self.what, self.size, self._server = name, what, size, server
        self._random, self._url = Random(seed), server.database(what)
        self._channels = round(size.rate * size.seconds * 0.25 / PEOPLE) + 2
        threads = round(size.rate * size.seconds * 0.2) + 50
        wishes = {"channels": self._channels, "archived": [], "seed": seed, "people": PEOPLE, "threads": threads}
        self._slack = SlackProcess("benchmarks._chaos_slack", **wishes)
        self._ears = Ears(self._random)
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._logs = [folder / f"{what}-{number}.log" for number in range(2)]
        self._prepare()
        replicas = [self._replica(log, folder) for log in self._logs]
        self.proxy = Proxy(replicas, self._random)
        self.stopped_in = 0.0

    async def run(self) -> Outcome:
        """From the start to the verdict."""
        try:
            await self._ears.start()
            for method, kind, share, details in FAULTS:
                self._slack.order("fault", method=method, kind=kind, share=share, times=None, **details)
            source = acts(self._random, PEOPLE, self._ears.url, "x")
            trouble = asyncio.create_task(self._trouble())
            seconds = self.size.seconds
            everything = await drive(source, self.proxy, rate=self.size.rate, seconds=seconds, random=self._random)
            await trouble
            await self._ears.settled()
        finally:
            await self.proxy.end()
            await self._ears.stop()
        record = await asyncio.to_thread(self._slack.look, "posted")
        rows = await asyncio.to_thread(self._rows)
        self._keep(everything, record["posted"])
        verdict = judge(everything, rows, record["posted"], self._ears.heard, _refusals())
        troubles = sum((troubles_in(log) for log in self._logs), Counter[str]())
        faults = sum(record["faults"].values()) + self._ears.faults
        return Outcome(self.name, verdict, troubles, faults, self.stopped_in)

    def _keep(self, everything: list[Said], posted: list[dict[str, Any]]) -> None:
        """Write down what became of each request, what was answered to it, and what stands in channels."""
        heard = self._ears.heard
        said = [(one.act.key, asdict(one.ack), one.seconds, heard.get(place(one.act.key))) for one in everything]
        record = json.dumps({"said": said, "posted": posted}, indent=0)
        (self._folder / f"{self.what}-record.json").write_text(record)

    def close(self) -> None:
        """End its Slack."""
        self._slack.stop()

    async def _trouble(self) -> None:
        """A kill, and when the replica is back a graceful stop; the server crashes beside."""
        first, second = self.proxy.replicas
        await asyncio.sleep(self.size.seconds * 0.4)
        first.hit(signal.SIGKILL)
        await first.ends()
        first.start()
        await self.proxy.comes_up(first)
        began = time.monotonic()
        second.hit(signal.SIGTERM)
        await second.ends()
        self.stopped_in = time.monotonic() - began
        second.start()

    def _replica(self, log: Path, folder: Path) -> Replica:
        environment = {
            "SLACK_BOT_TOKEN": "xoxb-playground-bot",
            "SLACK_SIGNING_SECRET": SECRET,
            "TAKT_SLACK_API_URL": self._slack.api_url,
            "TAKT_MODE": "http",
            "TAKT_DATABASE_URL": self._url,
            "TAKT_CACHE_DIR": str(folder),
            "TAKT_SUPERVISORS": ",".join(SUPERVISORS),
            "TAKT_DRAIN_SECONDS": "1",
            "TAKT_LOG_LEVEL": "info",
            "TAKT_LOG_FORMAT": "json",
            "BARE_DATABASE_URL": make_url(self._url).set(drivername="postgresql+psycopg").render_as_string(False),
        }
        if self.what == "takt":
            return Replica([sys.executable, "-m", "bot", "run"], environment, log, SECRET, "/readyz")
        script = str(ROOT / "benchmarks" / "_soak_bare.py")
        return Replica([sys.executable, script, "{port}"], environment, log, SECRET, "/healthz")

    def _prepare(self) -> None:
        """Make the tables, and for Takt the tips that are answered."""
        with psycopg.connect(self._url, autocommit=True) as connection:
            if self.what == "bare":
                connection.execute(_soak_bare.TABLE)
                return
            migrate.upgrade(self._url)
            connection.execute(
                "INSERT INTO notice (workspace, override_reason, member, entered_at) VALUES (%s, 'A soak', '', now())",
                [TEAM],
            )
        engine = create_engine(make_url(self._url).set(drivername="postgresql+psycopg"))
        with engine.begin() as writing:
            writing.execute(Delivery.__table__.insert(), [_delivery(one) for one in range(self._channels)])  # type: ignore[attr-defined]
        engine.dispose()

    def _rows(self) -> Counter[str]:
        """How many rows there are of each write's word."""
        asked = "SELECT word FROM bare"
        if self.what == "takt":
            asked = "SELECT note FROM observation UNION ALL SELECT delivery || '/' || member FROM response"
        with psycopg.connect(self._url) as connection:
            return Counter(str(word).rpartition(" ")[2] for [word] in connection.execute(asked))


def _delivery(number: int) -> dict[str, object]:
    moment = datetime.now(UTC) - timedelta(minutes=5)
    return {
        "id": f"d{number:05d}", "workspace": TEAM, "channel": channel(number + 1), "slot": moment, "language": "en",
        "state": "sent", "not_before": moment, "attempts": 1, "doubt": False, "created_at": moment,
        "settled_at": moment, "standard": "greeting", "tip": 0, "style": "question", "check_number": 0,
        "options": "012", "shown": keep_words(WORDS),
    }  # fmt: skip


def _refusals() -> list[str]:
    """How Takt says that it did not work."""
    failures = (StorageAway(""), SlackTrouble(""), Exception())
    return [explain(failure, translator("en")) for failure in failures]


async def _crash(server: Postgresql, size: Size) -> None:
    """Crash the server a fifth into the run, and bring it back."""
    await asyncio.sleep(size.seconds * 0.2)
    await asyncio.to_thread(server.crash)
    await asyncio.sleep(1)
    await asyncio.to_thread(server.start)


async def _all(scenes: list[Scene], server: Postgresql, size: Size) -> list[Outcome]:
    """All scenes at once, so that one crash hits all."""
    await asyncio.gather(*(scene.proxy.begin() for scene in scenes))
    crashing = asyncio.create_task(_crash(server, size))
    outcomes = await asyncio.gather(*(scene.run() for scene in scenes))
    await crashing
    return list(outcomes)


def _print(outcomes: list[Outcome], size: Size, seed: int) -> None:
    table = Table(title=f"Under fire: {size.rate:g} requests per second for {size.seconds:g} s, seed {seed}")
    table.add_column("")
    for one in outcomes:
        table.add_column(one.name, justify="right")
    lines: dict[str, Callable[[Outcome], object]] = {
        "requests": lambda one: one.verdict.requests,
        "acknowledged": lambda one: one.verdict.acknowledged,
        "given up after all attempts": lambda one: one.verdict.given_up,
        "writes refused in words": lambda one: one.verdict.refused,
        "writes acknowledged": lambda one: one.verdict.writes,
        "lost": lambda one: len(one.verdict.lost),
        "duplicates": lambda one: len(one.verdict.twice),
        "unhandled exceptions": lambda one: sum(one.troubles.values()),
        "acknowledged within, half, s": lambda one: f"{one.verdict.slowest(0.5):.3f}",
        "slowest 1 % begins at, s": lambda one: f"{one.verdict.slowest(0.01):.3f}",
        "slowest, s": lambda one: f"{one.verdict.slowest(0):.3f}",
        "faults of Slack met": lambda one: one.faults,
        "graceful stop took, s": lambda one: f"{one.stopped_in:.1f}",
    }
    for line, read in lines.items():
        table.add_row(line, *(str(read(one)) for one in outcomes))
    Console(width=110).print(table)
    takt = outcomes[0]
    for what, names in (("lost", takt.verdict.lost), ("twice", takt.verdict.twice)):
        print("".join(f"{what}: {name}\n" for name in names[:10]), end="")
    print("".join(f"unhandled {count} ×: {what}\n" for what, count in takt.troubles.most_common(10)), end="")


def main(size: Size, seed: int, keep: Path | None) -> int:
    """Run and print; 1 when anything of Takt's went wrong."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        folder.chmod(0o755)  # PostgreSQL may run as another user
        server = stack.enter_context(postgresql(folder / "postgresql"))
        small = Size(size.rate / 5, size.seconds)
        scenes = [
            Scene("Takt, 2 replicas", "takt", size, server, keep or folder, seed),
            Scene("Bolt as it comes, 2 replicas", "bare", small, server, keep or folder, seed),
        ]
        for scene in scenes:
            stack.callback(scene.close)
        outcomes = asyncio.run(_all(scenes, server, size))
    _print(outcomes, size, seed)
    return 0 if outcomes[0].is_clean else 1


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--quick", action="store_true", help="a short run at a lower rate")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--logs", type=Path, help="a folder to keep the replicas' logs and all that was said in")
    options = arguments.parse_args()
    sys.exit(main(QUICK if options.quick else FULL, options.seed, options.logs))
