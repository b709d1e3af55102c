"""What `wire.py` measures, and the table of it beside the limits."""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table

Times = list[tuple[float, float]]  # ms to acknowledgement and to card, of each command, in all turns
MOST = 1.5  # times what the bare thing takes


@dataclass
class Numbers:
    """What was measured of one app; rates are those of its best turn."""

    starts_ms: list[float] = field(default_factory=list)
    start_cpu_ms: list[float] = field(default_factory=list)
    idle_mbs: list[float] = field(default_factory=list)
    alone: Times = field(default_factory=list)
    at_once: Times = field(default_factory=list)
    alone_per_second: float = 0
    per_second: float = 0
    lost: int = 0

    @property
    def start_ms(self) -> float:
        """The median of its starts."""
        return statistics.median(self.starts_ms)

    @property
    def start_work_ms(self) -> float:
        """The median of the processor's time for a start, which other work on the machine changes little."""
        return statistics.median(self.start_cpu_ms)

    @property
    def idle_mb(self) -> float:
        """The median of its resident memory a second after a start."""
        return statistics.median(self.idle_mbs)


@dataclass(frozen=True)
class Row:
    """A number beside that of something else, and the limit for their ratio."""

    name: str
    ours: float
    beside: str
    theirs: float
    limit: float
    is_least: bool = False

    @property
    def is_missed(self) -> bool:
        """Whether the ratio is beyond its limit."""
        ratio = self.ours / self.theirs
        return ratio < self.limit if self.is_least else ratio > self.limit

    def cells(self) -> tuple[str, ...]:
        """The row as it is printed."""
        limit = f"{'≥' if self.is_least else '≤'} {self.limit}"
        ratio = f"{self.ours / self.theirs:.2f}"
        return (
            self.name, f"{self.ours:.2f}", f"{self.theirs:.2f}", self.beside, ratio, limit,
            "missed" if self.is_missed else "",
        )  # fmt: skip


def print_numbers(takt: Numbers, libraries: Numbers, bare: Numbers, polling: Numbers, many: Numbers) -> int:
    """Print what was measured; how many limits are missed."""
    bolt, alone, rate = "bare Bolt", "the libraries alone", "requests per second, 20 at once"
    one_by_one, polls = "requests per second, one by one", "Bolt as it comes"
    rows = [
        *_latencies("", takt.alone, bolt, bare.alone),
        *_latencies(", 20 at once", takt.at_once, bolt, bare.at_once),
        Row(rate, takt.per_second, bolt, bare.per_second, 0.8, is_least=True),
        Row(one_by_one, takt.alone_per_second, polls, polling.alone_per_second, 3, is_least=True),
        Row(rate, takt.per_second, polls, polling.per_second, 3, is_least=True),
        Row(f"{rate}, with OAuth", many.per_second, "Takt without", takt.per_second, 0.9, is_least=True),
        Row("start to ready, ms", takt.start_ms, alone, libraries.start_ms, 1.5),
        Row("the same in the processor's time, ms", takt.start_work_ms, alone, libraries.start_work_ms, 1.5),
        Row("resident memory when idle, MB", takt.idle_mb, alone, libraries.idle_mb, 1.3),
    ]
    table = Table(title="Takt beside the bare thing that does the same, in the same run")
    for column in ("", "Takt", "beside", "of", "ratio", "limit", ""):
        table.add_column(column, justify="right" if column in {"Takt", "beside", "ratio"} else "left")
    for row in rows:
        table.add_row(*row.cells())
    Console(width=130).print(table)
    return sum(row.is_missed for row in rows)


def _latencies(how: str, ours: Times, beside: str, theirs: Times) -> Iterator[Row]:
    for what, which in (("acknowledgement", 0), ("card", 1)):
        for part in (50, 99):
            values = [sorted(one[which] for one in times)[len(times) * part // 100] for times in (ours, theirs)]
            yield Row(f"command to {what}{how}, p{part} ms", values[0], beside, values[1], MOST)
