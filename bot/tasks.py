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
    """Keeps hold of running tasks, so that none is lost to the garbage collector or to a stop.

    What is answered from memory has places of its own: a crowd that waits for the database may fill all others. What
    runs and waits in all has one bound.
    """

    def __init__(
        self, at_once: int = AT_ONCE, waiting: int = WAITING, longest_wait: float = LONGEST_WAIT_SECONDS
    ) -> None:
        self._at_once = at_once
        self._most = at_once + waiting
        self._longest_wait = longest_wait
        self._running: set[asyncio.Future[Any]] = set()
        self._unbegun: set[asyncio.Future[Any]] = set()
        self._spawned = 0
        self._closed = False
        self._usual, self._from_memory = _Lane(at_once), _Lane(at_once)
        self._portions = Portions()

    @property
    def full(self) -> bool:
        """Whether so much is running and waiting, or for so long, that new work should be turned away.

        What comes faster than it is done would else wait longer and longer, until nobody is there for the answer.
        """
        return self._is_full(self._usual)

    @property
    def full_from_memory(self) -> bool:
        """The same for what is answered from memory."""
        return self._is_full(self._from_memory)

    @property
    def rushed(self) -> bool:
        """Whether so much waits that is in a hurry that more of it would be too late."""
        return self._closed or self._usual.slots.hurried >= self._at_once or len(self._running) >= self._most

    @property
    def working(self) -> bool:
        """Whether anything that was spawned is not done yet; what is adopted may only wait for its hour."""
        return self._spawned > 0

    @property
    def running(self) -> int:
        """How much is running and waiting now."""
        return len(self._running)

    def spawn(
        self, work: Coroutine[Any, Any, None], *, hurried: bool = False, from_memory: bool = False
    ) -> asyncio.Future[None]:
        """Start the work; it waits for its turn when too much is running. Returns the task, which is kept hold of.

        `hurried`: somebody waits for it by the second, so its turn comes first. `from_memory`: it can do without the
        database.
        """
        self._spawned += 1
        now = asyncio.get_running_loop().time()
        lane = self._from_memory if from_memory else self._usual
        task = asyncio.ensure_future(self._run(work, lane, hurried, now))
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

    def _is_full(self, lane: "_Lane") -> bool:
        return self._closed or lane.waited > self._longest_wait or len(self._running) >= self._most

    async def _run(self, work: Coroutine[Any, Any, None], lane: "_Lane", hurried: bool, since: float) -> None:
        try:
            await self._turn(lane, hurried, since)
            try:
                if not hurried:
                    wait_long()
                    await self._portions.turn()  # behind the acknowledgements that came meanwhile
                await carry_out(getattr(work, "__qualname__", "task"), work)
            finally:
                lane.slots.give()
        finally:
            work.close()  # never begun, when the stop came first

    async def _turn(self, lane: "_Lane", hurried: bool, since: float) -> None:
        task = asyncio.current_task()
        lane.slots.lagged(asyncio.get_running_loop().time() - since)
        if not hurried:
            lane.waiting[task] = since
        try:
            await lane.slots.take(hurried=hurried)
        finally:
            lane.waiting.pop(task, None)
        if task is not None:
            self._unbegun.discard(task)


class _Lane:
    """Places for work of one kind, and what waits for one."""

    def __init__(self, at_once: int) -> None:
        self.slots = Slots(at_once)
        self.waiting: dict[object, float] = {}  # since when, the longest first, without what is in a hurry

    @property
    def waited(self) -> float:
        """How long the first has waited by now, in seconds."""
        since = next(iter(self.waiting.values()), None)
        return 0.0 if since is None else asyncio.get_running_loop().time() - since
