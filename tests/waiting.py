"""Waits for what no dialogue shows."""

import asyncio
import threading
from collections.abc import Callable, Collection

import psycopg

from bot.db.one_trip import THREAD

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


def end_sqlite_threads(but: Collection[threading.Thread] = ()) -> list[threading.Thread]:
    """Wait for the thread of a connection that was given up: nobody else does, and it must end before the loop.

    Those `but` are not waited for: whoever opened them still closes them. Returns those that did not end.
    """
    working = [one for one in threading.enumerate() if one.name == THREAD and one not in but]
    for thread in working:
        thread.join(timeout=5)
    return [thread for thread in working if thread.is_alive()]
