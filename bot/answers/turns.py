"""Lets short pieces of work take turns on the event loop, so that many at once keep nothing else waiting."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Turns:
    """One piece of work in each turn of the loop; whatever else is ready runs in between."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def take(self, work: Callable[[], T]) -> T:
        """What the work gives, once its turn has come."""
        async with self._lock_here():
            await asyncio.sleep(0)  # those who come meanwhile queue behind the lock
            return work()

    def _lock_here(self) -> asyncio.Lock:
        """The lock of the running loop: one process may have several, one after the other."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop, self._lock = loop, asyncio.Lock()
        return self._lock
