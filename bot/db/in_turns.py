"""SQLite has one writer at a time: within a process, transactions take turns in the order in which they came."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

TURN = "takt_turn"  # an execution option of an engine: the lock that all its transactions share


class SessionsInTurns(async_sessionmaker[AsyncSession]):
    """Sessions whose transactions wait for their turn.

    SQLite itself lets who waits try again now and then, in no order: beside a sender that is always at it, somebody may
    wait until the patience is over, which is "database is locked".
    """

    def __init__(self, engine: AsyncEngine, *, turn: asyncio.Lock, patience: float, **options: Any) -> None:
        super().__init__(engine, **options)
        self._turn = turn
        self._patience = patience  # seconds

    def begin(self) -> AbstractAsyncContextManager[AsyncSession]:  # type: ignore[override]  # as much as is used of it
        """The next transaction. Raises `TimeoutError` when its turn does not come in time."""
        return self._in_turn()

    @asynccontextmanager
    async def _in_turn(self) -> AsyncIterator[AsyncSession]:
        async with asyncio.timeout(self._patience):
            await self._turn.acquire()
        try:
            async with super().begin() as session:
                yield session
        finally:
            self._turn.release()
