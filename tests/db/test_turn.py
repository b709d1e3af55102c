"""Whose turn it is to write: people's before jobs', and nobody's is lost."""

import asyncio

import pytest

from bot.db.turn import Turn, let_people_go_first
from bot.scheduler import Job, run_job


class Queue:
    """Those who wait for a turn that is taken, and who got it when."""

    def __init__(self, later: float) -> None:
        self.turn = Turn(later)
        self.order: list[str] = []
        self._all: list[asyncio.Task[None]] = []

    async def comes(self, name: str, *, is_job: bool = False) -> asyncio.Task[None]:
        """Somebody more, who waits by now."""
        self._all.append(task := asyncio.create_task(self._wait(name, is_job)))
        await asyncio.sleep(0)
        return task

    async def moves_on(self) -> list[str]:
        """The order in which all had their turn once it was given back."""
        self.turn.release()
        await asyncio.gather(*self._all, return_exceptions=True)
        return self.order

    async def _wait(self, name: str, is_job: bool) -> None:
        if is_job:
            let_people_go_first()
        await self.turn.acquire()
        self.order.append(name)
        self.turn.release()


async def queue_behind_somebody(later: float = 60) -> Queue:
    """A queue behind somebody who writes."""
    queue = Queue(later)
    await queue.turn.acquire()
    return queue


@pytest.fixture
async def queue() -> Queue:
    """One in which jobs stand far behind people."""
    return await queue_behind_somebody()


async def test_people_go_before_jobs_each_in_their_order(queue: Queue) -> None:
    for name, is_job in (("forget", True), ("anna", False), ("tick", True), ("ben", False)):
        await queue.comes(name, is_job=is_job)
    assert await queue.moves_on() == ["anna", "ben", "forget", "tick"]


async def test_a_job_that_came_long_before_is_not_passed() -> None:
    queue = await queue_behind_somebody(later=0.0)  # any time is long then
    await queue.comes("forget", is_job=True)
    await queue.comes("anna")
    assert await queue.moves_on() == ["forget", "anna"]


async def test_who_gives_up_waiting_is_passed_over(queue: Queue) -> None:
    gone = await queue.comes("gone")
    await queue.comes("anna")
    gone.cancel()
    assert await queue.moves_on() == ["anna"]


async def test_who_gives_up_when_it_is_their_turn_passes_it_on(queue: Queue) -> None:
    gone = await queue.comes("gone")
    await queue.comes("anna")
    queue.turn.release()
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    await asyncio.wait_for(queue.turn.acquire(), 1)  # after anna
    assert queue.order == ["anna"]


async def test_what_a_job_starts_lets_people_go_first_too_and_nothing_else_does(queue: Queue) -> None:
    async def run() -> None:
        await queue.comes("started by a job")

    await asyncio.create_task(run_job(Job("forget", 1, run)))
    await queue.comes("anna")
    assert await queue.moves_on() == ["anna", "started by a job"]
