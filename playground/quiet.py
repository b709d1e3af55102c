"""Knows when the app has been quiet on the wire for a while."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST_WAIT = 5.0


class Quiet:
    """Counts what is in progress; time is the real clock, because the app's work takes real time."""

    def __init__(self) -> None:
        self._running = 0
        self._last = time.monotonic()

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
            rest = self._last + seconds - now
            if self._running == 0 and rest <= 0:
                return
            await asyncio.sleep(0.01 if self._running else min(rest, deadline - now))
