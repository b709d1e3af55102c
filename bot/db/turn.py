"""Whose transaction is next where only one may write at a time: people's come before those of jobs."""

import asyncio
import contextlib
import heapq
from contextvars import ContextVar
from itertools import count

LATER_SECONDS = 1.5

_lets_people_go_first: ContextVar[bool] = ContextVar("lets_people_go_first", default=False)


def let_people_go_first() -> None:
    """Let those whom somebody waits for go before the transactions of this task, and of the tasks that it starts."""
    _lets_people_go_first.set(True)


class Turn:
    """A lock that is given in the order in which they came, to jobs as if they had come some seconds `later`."""

    def __init__(self, later: float = LATER_SECONDS) -> None:
        self._later = later
        self._is_taken = False
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []  # a heap: whose turn is first comes first
        self._numbers = count()

    @property
    def behind(self) -> float:
        """How many seconds this task stands behind its place, which it should wait longer than others would."""
        return self._later if _lets_people_go_first.get() else 0.0

    async def acquire(self) -> None:
        """Wait for the turn."""
        if not self._is_taken:
            self._is_taken = True
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
        self._is_taken = False
