"""Waits for what no dialogue shows."""

import asyncio
from collections.abc import Callable

PAUSE_SECONDS = 0.01


async def until(is_so: Callable[[], object], seconds: float = 10) -> None:
    """Wait until it is so; raises `TimeoutError` when it is not in time."""
    async with asyncio.timeout(seconds):
        while True:
            if is_so():
                return
            await asyncio.sleep(PAUSE_SECONDS)
