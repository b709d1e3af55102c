"""Carries out pieces of work one after the other in a thread of its own, so that the event loop is free meanwhile."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bot import multiplying

T = TypeVar("T")


class Turns:
    """One piece of work at a time, for the event loop: those who come meanwhile wait in the order in which they came.

    Numpy multiplies in that one thread, in the whole process: threads of its own would only wait for processors that
    the encoder and the event loop are using.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._thread: ThreadPoolExecutor | None = None

    async def take(self, work: Callable[[], T]) -> T:
        """What the work gives, once its turn has come."""
        self._thread = self._thread or ThreadPoolExecutor(1, self._name, multiplying.in_one_thread)
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def close(self) -> None:
        """Stop the thread once it has done what waits: who asked was told that an answer comes."""
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.shutdown(wait=False)
