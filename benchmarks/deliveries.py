"""What deliveries cost: by what is due and not by what exists; beside Slack's own client and APScheduler's job store.

The real Takt (`bot.app.build` by its settings) on SQLite and on PostgreSQL, with a Slack that costs next to nothing
in a process of its own. Exits 1 when a limit is missed:

- a tick of 100 due with many subscriptions against one with few, medians in turns: at most 1.5 ×;
- a start with many against one with few: at most 1.5 ×;
- statements for each delivery: at most 1.5 without faults, 1.8 with 2 % 429 and 1 % 500. Every row of an executemany
  counts, BEGIN and COMMIT do not;
- the longest block of the event loop, less the time in which the machine gave the thread no CPU: at most 50 ms;
- the rate of due deliveries: at least 0.35 × that of the same Slack client (Takt's messenger), which makes the same
  calls again, as many at once, without a database. They take turns, and the median of the pairs counts, so that a busy
  machine disturbs both. Beside it are printed: the same for Slack's SDK with one ready-made message, and for the CPU
  time of the thread alone;
- lateness (`_deliveries_lateness.py` defines it): at p50, p95 and p99 at most 1.25 × with one workspace in trouble,
  beside the runs without trouble just before and after; with more than one turn the median counts.

With --quick sizes are small and limits wider, for a noisy machine. The baseline for ticks is APScheduler 3 with its
SQLAlchemy job store and as many daily cron jobs, of which as many are due.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks._deliveries_app import open_library
from benchmarks._deliveries_lateness import NO_TROUBLE, TROUBLES, USUAL, Lateness, lateness
from benchmarks._deliveries_pairs import Pairs, pairs_of_rates
from benchmarks._deliveries_rate import takt_rate
from benchmarks._deliveries_tick import fill, job_store_cost, tick_costs
from benchmarks._postgresql import postgresql
from benchmarks._slack_process import SlackProcess
from bot.library import Library

Url = Callable[[str], str]


@dataclass(frozen=True)
class Size:
    """How much is measured, and the limits."""

    few: int
    many: int
    rounds: int
    all_due: int  # at once, for statements and blocks
    rate: int  # in each turn of the pairs
    faulty: int
    late: int
    troubles: tuple[str, ...]
    due: int = 100
    pairs: int = 7
    turns: int = 1
    tick_limit: float = 1.5
    start_limit: float = 1.5
    statements_limit: float = 1.5
    faulty_limit: float = 1.8
    block_limit: float = 50
    rate_limit: float = 0.35
    late_limit: float = 1.25
    lease: float = 60  # seconds, for lateness: the usual one


FULL = Size(
    few=1000,
    many=100_000,
    rounds=5,
    all_due=10_000,
    rate=2000,
    faulty=5000,
    late=10_000,
    troubles=tuple(one for one in TROUBLES if one != NO_TROUBLE),
)
QUICK = Size(
    few=200,
    many=4000,
    due=50,
    rounds=2,
    all_due=200,
    rate=200,
    pairs=3,
    faulty=100,
    late=120,
    troubles=("slow: every answer takes 8 s",),
    tick_limit=3,
    start_limit=3,
    statements_limit=2,
    faulty_limit=2.5,
    block_limit=150,
    rate_limit=0.2,
    late_limit=2,
    lease=2,
)


@dataclass
class Report:
    """Rows of the table, and the limits that were missed."""

    rows: list[tuple[str, ...]] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def add(
        self, name: str, value: float, *, least: float | None = None, most: float | None = None, note: str = ""
    ) -> None:
        """One line; noted when the value is not within its limit."""
        fits = (least is None or value >= least) and (most is None or value <= most)
        limit = f"≤ {most:g}" if most is not None else f"≥ {least:g}" if least is not None else ""
        self.rows.append((name, f"{value:,.2f}", limit, "" if fits else "missed", note))
        if not fits:
            self.missed.append(name)

    def print(self) -> None:
        """Show it."""
        table = Table(title="Deliveries")
        for number, column in enumerate(("", "measured", "limit", "", "of which")):
            table.add_column(column, justify="right" if number in (1, 2) else "left")
        for row in self.rows:
            table.add_row(*row)
        Console(width=140).print(table)


async def measure(name: str, url: Url, slack: SlackProcess, library: Library, size: Size, report: Report) -> None:
    """Everything on one database."""
    await _ticks(name, url, slack, library, size, report)
    note_progress(name, "ticks")
    await _rates(name, url, slack, library, size, report)
    note_progress(name, "rates")
    await _late(name, url, slack, library, size, report)
    note_progress(name, "lateness")


async def _rates(name: str, url: Url, slack: SlackProcess, library: Library, size: Size, report: Report) -> None:
    pairs = await pairs_of_rates(url("rate"), slack, library, size.rate, size.pairs)
    _add_pairs(name, pairs, size, report)
    plain = await takt_rate(url("rate"), slack, library, size.all_due, {})
    faulty = await takt_rate(url("faulty"), slack, library, size.faulty, USUAL | {"seconds": 0})
    note = f"{size.all_due} due at once, {plain.per_second:.0f}/s"
    report.add(f"{name}: statements for each delivery", plain.statements, most=size.statements_limit, note=note)
    report.add(f"{name}: statements, with faults", faulty.statements, most=size.faulty_limit)
    runs = [plain, faulty, *pairs.takt]
    block, raw = max(one.block for one in runs), max(one.raw_block for one in runs)
    report.add(f"{name}: longest block, ms", block, most=size.block_limit, note=f"{raw:.0f} with waits for a CPU")
    missing = plain.missing + faulty.missing + sum(one.missing for one in pairs.takt)
    report.add(f"{name}: tips that Slack never got", missing, most=0)


def note_progress(name: str, part: str) -> None:
    """Say how far it has come; a full run takes minutes."""
    print(f"{time.strftime('%H:%M:%S')} {name}: {part} measured", file=sys.stderr)


async def _ticks(name: str, url: Url, slack: SlackProcess, library: Library, size: Size, report: Report) -> None:
    sizes, urls = (size.few, size.many), (url("few"), url("many"))
    for one, count in zip(urls, sizes, strict=True):
        fill(one, count)
    few, many = await tick_costs(urls, sizes, slack, library, due=size.due, rounds=size.rounds)
    store = [job_store_cost(url("store"), count, due=size.due, rounds=size.rounds * 2) for count in sizes]
    note = f"{few.tick:.0f} ms with {size.few:,}, {many.tick:.0f} with {size.many:,}"
    report.add(f"{name}: tick, many against few", many.tick / few.tick, most=size.tick_limit, note=note)
    report.add(
        f"{name}: APScheduler’s store, many against few", store[1] / store[0], note=f"{store[0]:.0f}, {store[1]:.0f} ms"
    )
    note = f"{few.start:.0f} ms, {many.start:.0f} ms"
    report.add(f"{name}: start, many against few", many.start / few.start, most=size.start_limit, note=note)


def _add_pairs(name: str, pairs: Pairs, size: Size, report: Report) -> None:
    rates = statistics.median(one.per_second for one in pairs.takt)
    client = statistics.median(one.per_second for one in pairs.client)
    spread = ", ".join(f"{share:.2f}" for share in sorted(pairs.shares))
    note = f"{rates:.0f}/s beside {client:.0f}/s; pairs {spread}"
    report.add(f"{name}: rate beside the client without a database", pairs.share, least=size.rate_limit, note=note)
    report.add(f"{name}: rate beside Slack’s SDK alone, one message", pairs.share_of_bare)
    cpu = statistics.median(one.cpu for one in pairs.takt)
    report.add(f"{name}: the same by CPU time of the thread", pairs.cpu, note=f"{cpu:.2f} ms for each delivery")


async def _late(name: str, url: Url, slack: SlackProcess, library: Library, size: Size, report: Report) -> None:
    async def run(trouble: str) -> Lateness:
        return await lateness(url("late"), slack, library, size.late, TROUBLES[trouble], lease_seconds=size.lease)

    found: dict[str, list[tuple[float, Lateness]]] = {one: [] for one in size.troubles}
    well = [await run(NO_TROUBLE)]
    for one in size.troubles * size.turns:
        late = await run(one)
        well.append(await run(NO_TROUBLE))
        found[one].append((late.ratio(*well[-2:]), late))
    _add_late(name, NO_TROUBLE, well, report)
    for one, runs in found.items():
        ratio, most = statistics.median(ratio for ratio, _ in runs), size.late_limit
        report.add(f"{name}: lateness, trouble {one.partition(':')[0]}", ratio, most=most)
        _add_late(name, one, [late for _, late in runs], report)
    every = [*well, *(late for runs in found.values() for _, late in runs)]
    report.add(f"{name}: longest block then, ms", max(late.block for late in every), most=size.block_limit)
    report.add(f"{name}: tips missing then", sum(late.missing for late in every), most=0)


def _add_late(name: str, trouble: str, runs: Sequence[Lateness], report: Report) -> None:
    for late in runs:
        note = f"p95 {late.p95:.1f}, p99 {late.p99:.1f}, last {late.worst:.1f}; block {late.block:.0f} ms"
        report.add(f"{name}: {trouble.partition(':')[0]}, s at p50", late.p50, note=note)


def main(size: Size, only: str | None) -> int:
    """Measure and print; 1 when a limit was missed."""
    report, library = Report(), open_library()
    slack = SlackProcess("benchmarks._lean_slack")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL may run as another user
        try:
            if only != "postgresql":
                on_file: Url = lambda one: f"sqlite:///{folder}/{one}.db"  # noqa: E731
                asyncio.run(measure("SQLite", on_file, slack, library, size, report))
            if only != "sqlite":
                with postgresql(folder / "postgresql") as server:
                    asyncio.run(measure("PostgreSQL", server.database, slack, library, size, report))
        finally:
            slack.stop()
    report.print()
    print("missed: " + ("; ".join(report.missed) or "nothing"))
    return 1 if report.missed else 0


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--quick", action="store_true", help="small sizes and wide limits, for CI")
    arguments.add_argument("--only", choices=["sqlite", "postgresql"])
    options = arguments.parse_args()
    sys.exit(main(QUICK if options.quick else FULL, options.only))
