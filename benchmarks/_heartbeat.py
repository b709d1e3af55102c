"""Measures how long an event loop is kept from its next turn, by its own thread and by others of its process."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

PAUSE_SECONDS = 0.001


@dataclass
class Beats:
    """What a heartbeat has felt between its turns, in ms: how long the process and the loop's own thread worked.

    A gap counts for no more than the process worked in it: the rest is due to the machine's other processes.
    """

    gaps: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)

    @property
    def longest(self) -> float:
        """The longest gap that the process itself can have caused."""
        return max(self.gaps, default=0.0)

    @property
    def busiest(self) -> float:
        """The longest that the loop's own thread worked between two turns."""
        return max(self.own, default=0.0)


@contextlib.asynccontextmanager
async def heartbeat() -> AsyncIterator[Beats]:
    """Beats while the body runs."""
    beats = Beats()
    task = asyncio.create_task(_beat(beats))
    try:
        yield beats
        await asyncio.sleep(PAUSE_SECONDS)
    finally:
        task.cancel()


async def _beat(beats: Beats) -> None:
    at, worked, used = time.perf_counter(), time.thread_time(), time.process_time()
    while True:
        await asyncio.sleep(PAUSE_SECONDS)
        now, working, using = time.perf_counter(), time.thread_time(), time.process_time()
        beats.gaps.append(1000 * min(now - at - PAUSE_SECONDS, using - used))
        beats.own.append(1000 * (working - worked))
        at, worked, used = now, working, using
