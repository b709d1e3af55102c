"""Long work in the event loop lets others have a turn now and then, and not more often than they need."""

import asyncio
import time

LONGEST_SECONDS = 0.004


class Breath:
    """Counts from when the work began, or last let others have a turn."""

    def __init__(self) -> None:
        self._since = time.perf_counter()

    async def take(self) -> None:
        """Let others have a turn if the work has taken some milliseconds; a turn for each small piece costs more."""
        if time.perf_counter() - self._since > LONGEST_SECONDS:
            await asyncio.sleep(0)
            self._since = time.perf_counter()
