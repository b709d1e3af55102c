"""Whose turn it is to write: people's before jobs', and nobody's is lost."""

import asyncio

import pytest

from bot.db.turn import Turn, let_people_go_first, wait_long
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


async def test_as_many_at_once_as_there_are_places() -> None:
    turn = Turn(places=2)
    await turn.acquire()
    await turn.acquire()
    third = asyncio.create_task(turn.acquire())
    await asyncio.sleep(0)
    assert not third.done()
    turn.release()
    await asyncio.wait_for(third, 1)


class Line:
    """Those who wait for a place in time, and what became of each."""

    def __init__(self) -> None:
        self.turn = Turn()
        self.became: list[str] = []

    async def comes(self, name: str, *, waits_long: bool) -> asyncio.Task[None]:
        """Somebody more, who waits by now."""
        task = asyncio.create_task(self._wait(name, waits_long))
        await asyncio.sleep(0)
        return task

    async def _wait(self, name: str, waits_long: bool) -> None:
        if waits_long:
            wait_long()
        try:
            async with self.turn.taken(0.01):
                self.became.append(f"{name} had a place")
        except TimeoutError:
            self.became.append(f"{name} waited in vain")


@pytest.fixture
async def line() -> Line:
    """One behind somebody who has the only place."""
    line = Line()
    await line.turn.acquire()
    return line


async def test_what_is_acknowledged_waits_longer_than_who_is_in_a_hurry(line: Line) -> None:
    acknowledged = await line.comes("an observation", waits_long=True)
    await (await line.comes("a form", waits_long=False))
    line.turn.release()
    await acknowledged
    assert line.became == ["a form waited in vain", "an observation had a place"]


async def test_who_is_in_a_hurry_goes_before_what_was_acknowledged_just_before() -> None:
    line = Line()
    async with line.turn.taken(60):
        both = [await line.comes("an observation", waits_long=True), await line.comes("a form", waits_long=False)]
    await asyncio.gather(*both)
    assert line.became == ["a form had a place", "an observation had a place"]


async def test_nobody_waits_long_for_what_does_not_answer(line: Line) -> None:
    acknowledged = await line.comes("an observation", waits_long=True)
    line.turn.hurry(0.01)
    await asyncio.wait_for(acknowledged, 5)
    assert line.became == ["an observation waited in vain"]


async def test_at_the_end_nobody_waits_long_any_more_and_a_free_place_is_taken(line: Line) -> None:
    before = await line.comes("before", waits_long=True)
    line.turn.close()
    await asyncio.wait_for(before, 5)
    await asyncio.wait_for(await line.comes("after", waits_long=True), 5)
    line.turn.release()
    await asyncio.wait_for(await line.comes("last", waits_long=True), 5)
    assert line.became == ["before waited in vain", "after waited in vain", "last had a place"]
