"""Transactions take turns within a process, people's before those of jobs; SQLite has one writer at a time."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from bot.db.turn import Turn

TURN, READERS = "takt_turn", "takt_readers"  # execution options of an engine: the places that all its sessions share
PATIENCE_MS = "takt_patience"  # and of a connection: how long it waits for writers of other processes
_NEARLY = 0.9  # of the patience left: as good as all of it


class SessionsInTurns(async_sessionmaker[AsyncSession]):
    """Sessions whose transactions wait for their turn; those that only read for a place among `readers`, if any.

    SQLite itself lets who waits try again now and then, in no order: beside a sender that is always at it, somebody may
    wait until the patience is over, which is "database is locked". A pool of connections has one patience for all.
    """

    def __init__(
        self, engine: AsyncEngine, *, turn: Turn, patience: float, readers: Turn | None = None, **options: Any
    ) -> None:
        super().__init__(engine, **options)
        self._turn = turn
        self._readers = readers
        self._patience = patience  # seconds

    def begin(self) -> AbstractAsyncContextManager[AsyncSession]:  # type: ignore[override]  # as much as is used of it
        """The next transaction. Raises `TimeoutError` when its turn does not come in time.

        What is left of the patience then is for other processes: who waits behind somebody that they keep waiting does
        not begin to wait anew.
        """
        return self._in_turn()

    def place_to_look(self) -> AbstractAsyncContextManager[object]:
        """What a session that only reads needs. Raises `TimeoutError` when there is no place for it in time."""
        return self._readers.taken(self._patience) if self._readers else nullcontext()

    def hurry(self) -> None:
        """The database does not answer: let nobody wait for longer than those for whom somebody waits by the second."""
        for turn in filter(None, (self._turn, self._readers)):
            turn.hurry(self._patience)

    @asynccontextmanager
    async def _in_turn(self) -> AsyncIterator[AsyncSession]:
        async with self._turn.taken(self._patience) as left, super().begin() as session:
            if left < _NEARLY * self._patience:
                await session.connection(execution_options={PATIENCE_MS: int(1000 * left)})
            yield session
