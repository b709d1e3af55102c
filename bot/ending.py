"""How a stop keeps its time: one deadline for all its steps, and an end for what does not end by itself."""

import asyncio
from collections.abc import Awaitable, Collection
from time import monotonic
from typing import Any

import structlog

from bot.runner import carry_out

CLEAN_UP_SECONDS = 0.5

log = structlog.get_logger()


class Deadline:
    """So many seconds for steps one after the other: each has what is left, but for what those after it keep."""

    def __init__(self, seconds: float) -> None:
        self._until = monotonic() + seconds

    def left(self, *, keep: float = 0) -> float:
        """How many seconds there are until so many before the end."""
        return max(0.0, self._until - keep - monotonic())

    async def step(self, name: str, *works: Awaitable[object], keep: float = 0) -> None:
        """Await the works, at once, until `keep` seconds are left; what fails, or is given up then, is noted."""
        tasks = {asyncio.ensure_future(carry_out(name, work)) for work in works}
        _, late = await asyncio.wait(tasks, timeout=self.left(keep=keep))
        if late:
            log.warning("given_up", work=name)
            await give_up(late)


async def give_up(tasks: Collection[asyncio.Future[Any]], seconds: float = CLEAN_UP_SECONDS) -> None:
    """Cancel them, and go on once they have ended, or so many seconds later.

    Twice: at the first time psycopg asks the server to end the statement, and waits ten seconds for it; at the second
    it lets go of the connection.
    """
    for _ in range(2):
        left = [task for task in tasks if not task.done()]
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left, timeout=seconds / 2)
    ended = [task for task in tasks if task.done()]
    await asyncio.gather(*ended, return_exceptions=True)  # nobody else asks for their errors
