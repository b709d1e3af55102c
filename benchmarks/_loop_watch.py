"""How long the event loop was kept from its other work."""

import asyncio
import contextlib
import os
import time
from bisect import bisect_right
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from math import inf

PACE_SECONDS = 0.002
NOTE_SECONDS = 0.05  # between two notes of what was waited
SCHEDSTAT = "/proc/thread-self/schedstat"  # Linux: ns on a CPU, ns runnable and waiting for one, time slices


@dataclass
class LoopWatch:
    """The longest block so far, in milliseconds; `raw` counts the waits for a busy machine's CPU as well.

    `waits` notes now and then (seconds of the epoch) for how many seconds the thread has waited for a CPU so far.
    """

    longest: float = 0
    raw: float = 0
    waits: list[tuple[float, float]] = field(default_factory=list)

    def worked(self, began: float, ended: float) -> float:
        """The seconds between two moments, less those in which the machine gave the thread no CPU."""
        return ended - began - (self._waited(ended) - self._waited(began))

    def _waited(self, moment: float) -> float:
        noted = bisect_right(self.waits, (moment, inf))
        return self.waits[noted - 1][1] if noted else 0


@asynccontextmanager
async def watched_loop() -> AsyncIterator[LoopWatch]:
    """Watch the running loop by a timer of 2 ms, less the time in which the machine gave us no CPU."""
    watch = LoopWatch()
    task = asyncio.create_task(_watch(watch))
    await asyncio.sleep(0)
    try:
        yield watch
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _watch(watch: LoopWatch) -> None:
    statistics = _open()
    try:
        while True:
            began, waited = time.perf_counter(), _waited(statistics)
            await asyncio.sleep(PACE_SECONDS)
            late = (time.perf_counter() - began - PACE_SECONDS) * 1000
            watch.raw = max(watch.raw, late)
            watch.longest = max(watch.longest, late - (_waited(statistics) - waited))
            if not watch.waits or time.time() > watch.waits[-1][0] + NOTE_SECONDS:
                watch.waits.append((time.time(), _waited(statistics) / 1000))
    finally:
        if statistics is not None:
            os.close(statistics)


def _open() -> int | None:
    try:
        return os.open(SCHEDSTAT, os.O_RDONLY)
    except OSError:
        return None


def _waited(statistics: int | None) -> float:
    """Milliseconds that this thread was runnable and had no CPU."""
    return 0 if statistics is None else int(os.pread(statistics, 100, 0).split()[1]) / 1_000_000
