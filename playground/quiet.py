"""Knows when the app has been quiet for a while: on the wire, and by its own word where it runs beside."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LONGEST_WAIT = 5.0


class Quiet:
    """Counts what is in progress; time is the real clock, because the app's work takes real time."""

    def __init__(self) -> None:
        self._running = 0
        self._last = time.monotonic()
        self.at_work: Callable[[], bool] = lambda: False  # what an app in the same process says of itself

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Marks a request, in either direction, as being in progress."""
        self._running += 1
        try:
            yield
        finally:
            self._running -= 1
            self._last = time.monotonic()

    async def settled(self, seconds: float, longest: float = LONGEST_WAIT) -> None:
        """Returns once nothing has moved for this long, or after `longest` seconds."""
        deadline = time.monotonic() + longest
        while (now := time.monotonic()) < deadline:
            moving = self._running > 0 or self.at_work()
            self._last = now if moving else self._last
            rest = self._last + seconds - now
            if not moving and rest <= 0:
                return
            await asyncio.sleep(0.01 if moving else min(rest, deadline - now))
