"""Work that goes on after an acknowledgement: bounded, tracked, and finished or given up at the stop."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

log = structlog.get_logger()


class Tasks:
    """Keeps hold of running tasks, so that none is lost to the garbage collector or to a stop."""

    def __init__(self, at_once: int = 200) -> None:
        self._running: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(at_once)

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Start the work; it waits for its turn when too much is running."""
        task = asyncio.get_running_loop().create_task(self._run(work))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def drain(self, seconds: float) -> int:
        """Wait for what is running, cancel what is left; returns how many were cancelled."""
        if not self._running:
            return 0
        _, late = await asyncio.wait(self._running, timeout=seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        return len(late)

    async def _run(self, work: Coroutine[Any, Any, None]) -> None:
        async with self._slots:
            await work
