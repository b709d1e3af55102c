"""Whose transaction is next where only so many may run at a time: people's come before those of jobs."""

import asyncio
import contextlib
import heapq
from collections.abc import AsyncIterator
from contextvars import ContextVar
from itertools import count

LATER_SECONDS = 1.5
AFTER_THE_HURRIED = 1.0  # seconds: what is acknowledged has time, a form has two seconds
LONG_SECONDS = 60.0

_lets_people_go_first: ContextVar[bool] = ContextVar("lets_people_go_first", default=False)
_waits_until: ContextVar[float] = ContextVar("waits_until", default=0.0)  # in seconds of the loop's clock


def let_people_go_first() -> None:
    """Let those whom somebody waits for go before the transactions of this task, and of the tasks that it starts."""
    _lets_people_go_first.set(True)


def wait_long() -> None:
    """Let the transactions of this task, and of those that it starts, wait for their turn until a minute from now.

    For what is acknowledged: nobody waits for it by the second any more, and who did it believes it done.
    """
    _waits_until.set(asyncio.get_running_loop().time() + LONG_SECONDS)


class Turn:
    """Places, given in the order in which they came, to jobs as if they had come some seconds `later`."""

    def __init__(self, later: float = LATER_SECONDS, places: int = 1) -> None:
        self._later = later
        self._free = places
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []  # a heap: whose turn is first comes first
        self._numbers = count()
        self._patient: set[asyncio.Timeout] = set()  # of those who wait long
        self._closed = False

    @property
    def behind(self) -> float:
        """How many seconds this task stands behind its place, which it should wait longer than others would."""
        if _lets_people_go_first.get():
            return self._later
        return AFTER_THE_HURRIED if _waits_until.get() else 0.0

    @contextlib.asynccontextmanager
    async def taken(self, patience: float) -> AsyncIterator[float]:
        """Have a place within this block, which gets to know how many seconds of the patience are left.

        Raises `TimeoutError` where none is free in time: so many seconds, or as long as `wait_long` says.
        """
        until = await self._acquire_in_time(patience)
        try:
            yield max(0.0, until - asyncio.get_running_loop().time())
        finally:
            self.release()

    async def acquire(self) -> None:
        """Wait for a place."""
        if self._free:
            self._free -= 1
            return
        loop = asyncio.get_running_loop()
        turn = loop.create_future()
        heapq.heappush(self._waiting, (loop.time() + self.behind, next(self._numbers), turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.release()  # it was this one's turn just now
            raise

    def release(self) -> None:
        """Let the next have it."""
        with contextlib.suppress(IndexError):
            while (turn := heapq.heappop(self._waiting)[2]).done():
                pass
            turn.set_result(None)
            return
        self._free += 1

    def hurry(self, seconds: float) -> None:
        """Let nobody of those who wait now do so for longer than so many seconds."""
        until = asyncio.get_running_loop().time() + seconds
        for limit in self._patient:
            if not limit.expired() and (limit.when() or 0) > until:
                limit.reschedule(until)

    def close(self) -> None:
        """Let nobody who would wait long do so any more."""
        self._closed = True
        self.hurry(0)

    async def _acquire_in_time(self, patience: float) -> float:
        """Until when it would have been waited, by the loop's clock."""
        now, long = asyncio.get_running_loop().time(), _waits_until.get()
        until = now + patience + self.behind
        if long:
            until = now if self._closed else max(until, long)
        async with asyncio.timeout_at(until) as limit:
            if long:
                self._patient.add(limit)
            try:
                await self.acquire()
            finally:
                self._patient.discard(limit)
        return until
