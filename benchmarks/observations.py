"""What reports on observations cost, beside the best SQL by hand; and that recording is one transaction.

A workspace of 3000 people, 30 standards and 18 months, on SQLite and on PostgreSQL, through Takt's own services. Exits
1 when a limit is missed:

- the monthly report (of everything, with its coverage, shares, changes, gaps, the reader's balance and the audit line)
  against hand-written SQL for the same numbers (`_observations_hand.py`), medians in turns: less than 2 ×;
- statements that read: one for each section, four of them, and one for the alias in the audit log;
- what a process grows by while it makes reports, with 1 000 000 rows against 10 000: at most 32 MB more, which is what
  SQLite keeps of its temporary tables (2 MB each, however long they are); on PostgreSQL there is nothing of that kind;
- transactions that write when an observation is recorded: one.

With --quick there are few rows, of which a report is mostly what it costs in any case: 250 ms are allowed for that.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from benchmarks._observations_app import ZONE, Services, seen, services, statements
from benchmarks._observations_fill import NOW, fill
from benchmarks._observations_hand import hand_written
from benchmarks._observations_memory import growth
from benchmarks._postgresql import postgresql
from bot.catalogue.loader import load
from bot.observations.cells import Group
from bot.observations.periods import Period, calendar
from bot.settings import DEFAULT_CONTENT

READS = 5
Url = Callable[[str], str]


@dataclass(frozen=True)
class Size:
    """How much is made and measured, and the limits."""

    rows: int
    few: int
    people: int
    turns: int
    allowed_ms: float
    ratio: float = 2
    growth_mb: float = 32


FULL = Size(rows=1_000_000, few=10_000, people=3000, turns=7, allowed_ms=0)
QUICK = Size(rows=20_000, few=2000, people=300, turns=3, allowed_ms=250)


@dataclass(frozen=True)
class Measured:
    """What came out on one database."""

    report_ms: float
    hand_ms: float
    recording_ms: float
    report: Counter[str]
    recording: Counter[str]
    grown_few: float
    grown: float

    def misses(self, size: Size) -> list[str]:
        """Which limits are missed."""
        limit = size.ratio * self.hand_ms + size.allowed_ms
        found = {
            f"the report takes {self.report_ms:.0f} ms, the limit is {limit:.0f}": self.report_ms >= limit,
            f"the report reads with {self.report['reads']} statements": self.report["reads"] > READS,
            f"the process grows by {self.grown - self.grown_few:.0f} MB": self.grown - self.grown_few > size.growth_mb,
            "recording is not one transaction": self.recording["transactions that write"] != 1,
        }
        return [miss for miss, missed in found.items() if missed]


async def measure(url: Url, size: Size) -> Measured:
    """Fill two databases and measure on them."""
    standards = [one.id for one in load(DEFAULT_CONTENT).standards]
    few, many = url("few"), url("many")
    for place, rows in ((few, size.few), (many, size.rows)):
        await asyncio.to_thread(fill, place, rows, size.people, standards)
    grown_few, grown = await asyncio.to_thread(growth, few), await asyncio.to_thread(growth, many)
    async with services(many) as found:
        report_ms, hand_ms = await _in_turns(many, found, size.turns)
        with statements(found.engine) as of_report:
            await found.reports.report(found.reader, Period.MONTH, Group())
        await found.observations.record(seen(0))  # the audit log knows the observer from here on
        await found.tasks.drain(5)  # and the colleague has been told, which is noted apart from recording
        with statements(found.engine) as of_recording:
            await found.observations.record(seen(1))
        recording = [await _ms(partial(found.observations.record, seen(number))) for number in range(2, 22)]
    return Measured(report_ms, hand_ms, median(recording), of_report, of_recording, grown_few, grown)


async def _in_turns(url: str, found: Services, turns: int) -> tuple[float, float]:
    days, catalogue = calendar(NOW, ZONE), load(DEFAULT_CONTENT)
    since, until = days.bounds(Period.MONTH)
    areas = {one.id: one.area for one in catalogue.standards}
    reports, by_hand = [], []
    with hand_written(url, areas, before=days.begin_before(Period.MONTH) or since, since=since, until=until) as run:
        for _ in range(turns + 1):
            by_hand.append(_ms_of(run))
            reports.append(await _ms(lambda: found.reports.report(found.reader, Period.MONTH, Group())))
    return median(reports[1:]), median(by_hand[1:])  # the first of each warms up


def _ms_of(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begun)


async def _ms(work: Callable[[], Awaitable[object]]) -> float:
    begun = time.perf_counter()
    await work()
    return 1000 * (time.perf_counter() - begun)


def show(results: dict[str, Measured], size: Size, console: Console) -> None:
    """A table of everything, and what is missed."""
    table = Table("", *results, title=f"{size.rows} observations, {size.people} people")
    rows: dict[str, Callable[[Measured], str]] = {
        "monthly report, ms": lambda one: f"{one.report_ms:.0f}",
        "the best SQL by hand, ms": lambda one: f"{one.hand_ms:.0f}",
        "ratio": lambda one: f"{one.report_ms / one.hand_ms:.2f}",
        "statements of a report that read": lambda one: str(one.report["reads"]),
        "and that write (audit log)": lambda one: str(one.report["writes"]),
        f"growth by reports, {size.few} rows, MB": lambda one: f"{one.grown_few:.1f}",
        f"growth by reports, {size.rows} rows, MB": lambda one: f"{one.grown:.1f}",
        "recording, ms": lambda one: f"{one.recording_ms:.1f}",
        "its transactions that write": lambda one: str(one.recording["transactions that write"]),
    }
    for name, value in rows.items():
        table.add_row(name, *(value(one) for one in results.values()))
    console.print(table)
    for database, one in results.items():
        for miss in one.misses(size):
            console.print(f"MISSED on {database}: {miss}")


def main() -> int:
    """Run it; 1 when a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="few rows, for CI")
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="one database")
    parser.add_argument("--rows", type=int, help="another number of observations")
    asked = parser.parse_args()
    size = QUICK if asked.quick else FULL
    size = replace(size, rows=asked.rows or size.rows)
    results: dict[str, Measured] = {}
    with tempfile.TemporaryDirectory() as folder:
        if asked.only != "postgresql":
            results["SQLite"] = asyncio.run(measure(lambda name: f"sqlite:///{folder}/{name}.db", size))
        if asked.only != "sqlite":
            with postgresql(Path(folder) / "postgresql") as server:
                results["PostgreSQL"] = asyncio.run(measure(server.database, size))
    show(results, size, Console())
    return 1 if any(one.misses(size) for one in results.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
