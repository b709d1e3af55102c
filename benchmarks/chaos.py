"""Every slot once, whatever happens: kills, freezes, a failing Slack and a database that crashes.

The real Takt (`bot.app.build` by its settings) runs in three processes on a real PostgreSQL, and in one on SQLite,
with the playground as Slack, in a process of its own. Slots come due in bursts; about every second one process,
whatever it is doing, is killed by SIGKILL, or frozen by SIGSTOP for longer than its lease and then woken; its clock is
wrong, by up to one and a half leases, and jumps to the other side after a second.
Slack answers 429 and 500, drops connections before and after it has taken a message, answers too late, and is away
altogether for a while (an hour, compressed as the lease is); PostgreSQL crashes and recovers. Then everything calms
down, and once all is settled the plan, the rows and the playground's own record of messages are held against each
other: by delivery id, by (channel, slot) and by channel. Exits 1 unless nothing was sent twice, nothing lost and
nothing left uncertain.

Baseline in the same run, under the same trouble: a sender with a row and a lease that sends again blindly
(`_naive.py`).
"""

import argparse
import contextlib
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from benchmarks import _naive
from benchmarks._chaos_check import Result, check
from benchmarks._chaos_plan import Plan, make_plan
from benchmarks._chaos_scene import Scene, rows_of, slots_left, tips_posted
from benchmarks._chaos_storm import Counts, Life, Storm, begin_faults, begin_outage, end_outage
from benchmarks._nursery import Nursery
from benchmarks._postgresql import postgresql
from benchmarks._slack_process import SlackProcess
from bot.db import migrate

PATIENCE_SECONDS = 300
SKIPPED = frozenset({"skipped"})


@dataclass(frozen=True)
class Size:
    """How much trouble."""

    slots: int
    naive_slots: int
    seconds: float  # of storm
    outage: float
    lease: float
    slack_timeout: float
    spares: bool = False  # those that come up, on a machine on which that takes long
    side_by_side: bool = False  # all scenes at once, and one crash for all: quicker, and each has less of the machine


FULL = Size(slots=10_000, naive_slots=2_000, seconds=90, outage=20, lease=6, slack_timeout=2)
QUICK = Size(slots=240, naive_slots=120, seconds=11, outage=1, lease=3, slack_timeout=1, spares=True, side_by_side=True)


@dataclass
class Outcome:
    """A run's results."""

    scene: Scene
    result: Result
    counts: Counts
    faults: int
    seconds: float


def run(scene: Scene, size: Size, seed: int, nursery: Nursery, folder: Path) -> Outcome:
    """One scene from the first slot to the last, checked."""
    random, engine = Random(seed), scene.sync_engine
    with _slack(_plan(scene, seed), seed) as slack:
        environment = _environment(scene, size, slack, folder)
        log = folder / f"{scene.what}-{engine.dialect.name}.log"
        lives = [Life(log) for _ in range(scene.processes)]
        storm = Storm(nursery, slack, random, scene.what, environment, lives, size.lease, size.spares)
        try:
            storm.begin()
            began, plan = time.monotonic(), _plan(scene, seed)
            _save(scene, plan, engine)
            begin_faults(slack)
            storm.rage(scene.seconds, events=_events(scene, size, slack, storm))
            storm.calm()
            _settle(scene, engine, plan, storm)
        finally:
            storm.end()
        record = slack.look("posted")
    wanted = (
        plan.slots if scene.what == "takt" else {slot: ends for slot, ends in plan.slots.items() if ends != SKIPPED}
    )
    result = check(wanted, rows_of(scene, engine), tips_posted(record))
    seconds = time.monotonic() - began
    return Outcome(scene, result, storm.counts, sum(record["faults"].values()), seconds)


def _plan(scene: Scene, seed: int) -> Plan:
    """The same channels for a seed, due from now on."""
    return make_plan(scene.slots, seconds=scene.seconds * 0.75, now=datetime.now(UTC), random=Random(seed))


def _prepare(scene: Scene) -> None:
    """Make the tables."""
    if scene.what == "takt":
        migrate.upgrade(scene.url)
        return
    with scene.sync_engine.begin() as connection:
        connection.execute(text(_naive.TABLE))


def _save(scene: Scene, plan: Plan, engine: Engine) -> None:
    with engine.begin() as connection:
        if scene.what == "takt":
            plan.save(connection)
            return
        rows = [
            {
                "id": f"{channel}-{slot.timestamp():.0f}",
                "channel": channel,
                "slot": slot.isoformat(),
                "at": slot.timestamp(),
            }
            for channel, slot, outcome in (one for channel in plan.channels for one in channel.slots)
            if outcome != SKIPPED  # it knows no grace
        ]
        connection.execute(text("INSERT INTO naive VALUES (:id, :channel, :slot, 'pending', :at)"), rows)


def _events(scene: Scene, size: Size, slack: SlackProcess, storm: Storm) -> dict[float, Callable[[], None]]:
    """What happens beside kills and freezes, by its second."""
    events: dict[float, Callable[[], None]] = {
        scene.seconds * 0.2: lambda: begin_outage(slack),
        scene.seconds * 0.2 + size.outage: lambda: end_outage(slack),
    }
    if (server := scene.server) is not None:

        def crash() -> None:
            server.crash()
            storm.counts.restarts += 1

        events |= {scene.seconds * 0.55: crash, scene.seconds * 0.55 + min(2.0, size.outage): server.start}
    return events


def _settle(scene: Scene, engine: Engine, plan: Plan, storm: Storm) -> None:
    """Wait until nothing is open any more, or nothing has got any further for five minutes."""
    least, deadline = len(plan.slots) + 1, time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        storm.tend()
        left = least
        with contextlib.suppress(DBAPIError):  # the server is still recovering
            left = slots_left(scene, engine, plan)
        if not left:
            return
        if left < least:
            least, deadline = left, time.monotonic() + PATIENCE_SECONDS
        time.sleep(0.5)


def _environment(scene: Scene, size: Size, slack: SlackProcess, folder: Path) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": "xoxb-playground-bot",
        "SLACK_SIGNING_SECRET": "playground-signing-secret",
        "TAKT_SLACK_API_URL": slack.api_url,
        "TAKT_MODE": "http",
        "TAKT_PORT": "0",
        "TAKT_DATABASE_URL": scene.url,
        "TAKT_CACHE_DIR": str(folder),
        "TAKT_TICK_SECONDS": "0.5",
        "TAKT_LEASE_SECONDS": str(size.lease),
        "TAKT_SLACK_TIMEOUT_SECONDS": str(size.slack_timeout),
        "TAKT_LOG_LEVEL": "info",
        "TAKT_LOG_FORMAT": "json",
    }


@contextlib.contextmanager
def _slack(plan: Plan, seed: int) -> Iterator[SlackProcess]:
    archived = [channel.id for channel in plan.channels if channel.archived]
    slack = SlackProcess("benchmarks._chaos_slack", channels=len(plan.channels), archived=archived, seed=seed)
    try:
        yield slack
    finally:
        slack.stop()


@contextlib.contextmanager
def _nursery() -> Iterator[Nursery]:
    nursery = Nursery()
    try:
        yield nursery
    finally:
        nursery.close()


def main(size: Size, seed: int, keep: Path | None) -> int:
    """Run all scenes and print the table; 1 when anything of Takt's went wrong."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL may run as another user
        with postgresql(folder / "postgresql") as server, _nursery() as nursery:
            shared = None if size.side_by_side else server
            trio, one, blind = (
                "Takt, PostgreSQL, 3 processes",
                "Takt, SQLite, 1 process",
                "blind, PostgreSQL, 3 processes",
            )
            briefly = size.seconds if size.side_by_side else size.seconds / 3
            scenes = [
                Scene(trio, "takt", 3, size.slots, size.seconds, server.database("takt"), server),
                Scene(one, "takt", 1, size.slots, size.seconds, f"sqlite:///{folder}/takt.db"),
                Scene(blind, "naive", 3, size.naive_slots, briefly, server.database("naive"), shared),
            ]
            for scene in scenes:
                _prepare(scene)
            with ThreadPoolExecutor(len(scenes) if size.side_by_side else 1) as threads:
                outcomes = list(threads.map(lambda scene: run(scene, size, seed, nursery, keep or folder), scenes))
    _print(outcomes, seed)
    return 0 if all(one.result.is_clean for one in outcomes if one.scene.what == "takt") else 1


def _print(outcomes: list[Outcome], seed: int) -> None:
    table = Table(title=f"Every slot once? Seed {seed}")
    columns = "slots sent skipped failed uncertain duplicates lost strangers"
    columns += " kills freezes hits/s exits crashes faults seconds"
    table.add_column("which, database, processes")
    for column in columns.split():
        table.add_column(column, justify="right")
    for one in outcomes:
        result, counts = one.result, one.counts
        states = [result.states.get(state, 0) for state in ("sent", "skipped", "failed", "uncertain")]
        numbers: list[float] = [
            sum(result.states.values()),
            *states,
            result.duplicates,
            len(result.lost),
            result.strangers,
        ]
        numbers += [
            counts.kills,
            counts.freezes,
            round(counts.each_second, 2),
            counts.exits,
            counts.restarts,
            one.faults,
            round(one.seconds),
        ]
        table.add_row(one.scene.name, *map(str, numbers))
    Console(width=180).print(table)
    for one in outcomes:
        for channel, slot in one.result.lost[:10]:
            print(f"lost: {one.scene.name}: {channel} {slot.isoformat()}")
        for delivery in one.result.repeated[:10] if one.scene.what == "takt" else ():
            print(f"twice: {one.scene.name}: {delivery}")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--quick", action="store_true", help="a short run, for CI")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--slots", type=int, help="how many, in place of 10 000 (or 240 with --quick)")
    arguments.add_argument("--logs", type=Path, help="a folder to keep the processes' logs in")
    options = arguments.parse_args()
    chosen = QUICK if options.quick else FULL
    if options.slots:
        chosen = Size(**{**vars(chosen), "slots": options.slots})
    sys.exit(main(chosen, options.seed, options.logs))
