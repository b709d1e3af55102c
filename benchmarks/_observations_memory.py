"""`python -m benchmarks._observations_memory URL`: how much a process grows by a few reports, in MB.

A process of its own, so that nothing else is measured; PostgreSQL's memory is PostgreSQL's own and is not in it.
"""

import asyncio
import subprocess
import sys
from pathlib import Path

from benchmarks._observations_app import services
from bot.observations.cells import Group
from bot.observations.periods import Period

REPORTS = 3
RESET_PEAK = "5"  # man 5 proc


def growth(url: str) -> float:
    """How many MB a process needs at its peak for reports, beyond what it has when it is ready to make one."""
    printed = subprocess.run([sys.executable, "-m", __name__, url], check=True, capture_output=True, text=True)
    return float(printed.stdout)


async def _measure(url: str) -> float:
    async with services(url) as found:
        await found.reports.require(found.reader)
        before = _peak_from_here()
        for _ in range(REPORTS):
            await found.reports.report(found.reader, Period.MONTH, Group())
        return (_peak_kb() - before) / 1024


def _peak_from_here() -> int:
    Path("/proc/self/clear_refs").write_text(RESET_PEAK, encoding="ascii")
    return _peak_kb()


def _peak_kb() -> int:
    """The most memory that this process has held (Linux alone says so, and lets it be reset)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))


if __name__ == "__main__":
    sys.stdout.write(str(asyncio.run(_measure(sys.argv[1]))))
