"""SQLite has one writer at a time: within a process, transactions take turns, people's before those of jobs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from time import monotonic
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from bot.db.turn import Turn

TURN = "takt_turn"  # an execution option of an engine: the turn that all its transactions share
PATIENCE_MS = "takt_patience"  # and of a connection: how long it waits for writers of other processes
_NEARLY = 0.9  # of the patience left: as good as all of it


class SessionsInTurns(async_sessionmaker[AsyncSession]):
    """Sessions whose transactions wait for their turn.

    SQLite itself lets who waits try again now and then, in no order: beside a sender that is always at it, somebody may
    wait until the patience is over, which is "database is locked".
    """

    def __init__(self, engine: AsyncEngine, *, turn: Turn, patience: float, **options: Any) -> None:
        super().__init__(engine, **options)
        self._turn = turn
        self._patience = patience  # seconds

    def begin(self) -> AbstractAsyncContextManager[AsyncSession]:  # type: ignore[override]  # as much as is used of it
        """The next transaction. Raises `TimeoutError` when its turn does not come in time.

        What is left of the patience then is for other processes: who waits behind somebody that they keep waiting does
        not begin to wait anew.
        """
        return self._in_turn()

    @asynccontextmanager
    async def _in_turn(self) -> AsyncIterator[AsyncSession]:
        until = monotonic() + self._patience + self._turn.behind
        async with asyncio.timeout(self._patience + self._turn.behind):
            await self._turn.acquire()
        try:
            left = min(self._patience, max(0.0, until - monotonic()))
            async with super().begin() as session:
                if left < _NEARLY * self._patience:
                    await session.connection(execution_options={PATIENCE_MS: int(1000 * left)})
                yield session
        finally:
            self._turn.release()
