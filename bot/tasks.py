"""Work that goes on after an acknowledgement: bounded, tracked, and finished or given up at the stop."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from bot.db.turn import wait_long
from bot.ending import give_up
from bot.portions import Portions
from bot.runner import carry_out
from bot.slots import Slots

AT_ONCE = 64  # each wants one of the database's ten connections; what is acknowledged waits for it for a minute
WAITING = 1000
LONGEST_WAIT_SECONDS = 2.0


class Tasks:
    """Keeps hold of running tasks, so that none is lost to the garbage collector or to a stop."""

    def __init__(
        self, at_once: int = AT_ONCE, waiting: int = WAITING, longest_wait: float = LONGEST_WAIT_SECONDS
    ) -> None:
        self._at_once = at_once
        self._most = at_once + waiting
        self._longest_wait = longest_wait
        self._running: set[asyncio.Future[Any]] = set()
        self._waiting: dict[object, float] = {}  # since when, the longest first, without what is in a hurry
        self._unbegun: set[asyncio.Future[Any]] = set()
        self._spawned = 0
        self._closed = False
        self._slots = Slots(at_once)
        self._portions = Portions()

    @property
    def full(self) -> bool:
        """Whether so much is running and waiting, or for so long, that new work should be turned away.

        What comes faster than it is done would else wait longer and longer, until nobody is there for the answer.
        """
        since = next(iter(self._waiting.values()), None)
        waits_long = since is not None and asyncio.get_running_loop().time() - since > self._longest_wait
        return self._closed or waits_long or len(self._running) >= self._most

    @property
    def rushed(self) -> bool:
        """Whether so much waits that is in a hurry that more of it would be too late."""
        return self._closed or self._slots.hurried >= self._at_once or len(self._running) >= self._most

    @property
    def working(self) -> bool:
        """Whether anything that was spawned is not done yet; what is adopted may only wait for its hour."""
        return self._spawned > 0

    @property
    def running(self) -> int:
        """How much is running and waiting now."""
        return len(self._running)

    def spawn(self, work: Coroutine[Any, Any, None], *, hurried: bool = False) -> asyncio.Future[None]:
        """Start the work; it waits for its turn when too much is running. Returns the task, which is kept hold of.

        `hurried`: somebody waits for it by the second, so its turn comes first.
        """
        self._spawned += 1
        now = asyncio.get_running_loop().time()
        task = asyncio.ensure_future(self._run(work, hurried, now))
        self._unbegun.add(task)
        task.add_done_callback(self._done)
        self.adopt(task)
        return task

    def withdraw(self, task: asyncio.Future[None]) -> None:
        """Give up what still waits for its turn; what has begun goes on."""
        if task in self._unbegun:
            task.cancel()

    def adopt(self, task: asyncio.Future[Any]) -> None:
        """Keep hold of work that somebody else has started."""
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    def close(self) -> None:
        """Be full from now on: what is running is finished, and no more is taken."""
        self._closed = True

    async def drain(self, seconds: float) -> int:
        """Wait for what is running and for what that starts, cancel what is left; returns how many were cancelled."""
        deadline = asyncio.get_running_loop().time() + seconds
        while self._running and asyncio.get_running_loop().time() < deadline:
            await asyncio.wait(self._running, timeout=deadline - asyncio.get_running_loop().time())
        late = list(self._running)
        await give_up(late)
        return len(late)

    def _done(self, task: asyncio.Future[Any]) -> None:
        self._unbegun.discard(task)
        self._spawned -= 1

    async def _run(self, work: Coroutine[Any, Any, None], hurried: bool, since: float) -> None:
        try:
            await self._turn(hurried, since)
            try:
                if not hurried:
                    wait_long()
                    await self._portions.turn()  # behind the acknowledgements that came meanwhile
                await carry_out(getattr(work, "__qualname__", "task"), work)
            finally:
                self._slots.give()
        finally:
            work.close()  # never begun, when the stop came first

    async def _turn(self, hurried: bool, since: float) -> None:
        task = asyncio.current_task()
        self._slots.lagged(asyncio.get_running_loop().time() - since)
        if not hurried:
            self._waiting[task] = since
        try:
            await self._slots.take(hurried=hurried)
        finally:
            self._waiting.pop(task, None)
        if task is not None:
            self._unbegun.discard(task)
