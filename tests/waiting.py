"""Waits for what no dialogue shows."""

import asyncio
from collections.abc import Callable

import psycopg

PAUSE_SECONDS = 0.01


async def until(is_so: Callable[[], object], seconds: float = 10) -> None:
    """Wait until it is so; raises `TimeoutError` when it is not in time."""
    async with asyncio.timeout(seconds):
        while True:
            if is_so():
                return
            await asyncio.sleep(PAUSE_SECONDS)


def somebody_waits(database: str) -> bool:
    """Whether PostgreSQL keeps a transaction waiting for another.

    Each look is a connection of its own: within a transaction, what `pg_stat_activity` shows stays as it was at first.
    """
    with psycopg.connect(database) as connection:
        return connection.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone() is not None
