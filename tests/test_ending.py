"""The end of work: its steps share one deadline, and what does not end when it is asked is left behind."""

import asyncio
from time import monotonic

from structlog.testing import capture_logs

from bot.ending import Deadline, give_up

ASKED_IN_VAIN = 30  # seconds


async def hangs() -> None:
    """As psycopg does: told to end, it asks the server to end the statement, and waits for that."""
    try:
        await asyncio.Event().wait()
    finally:
        await asyncio.sleep(ASKED_IN_VAIN)


async def begun() -> asyncio.Task[None]:
    task = asyncio.create_task(hangs())
    await asyncio.sleep(0)
    return task


async def test_work_that_does_not_end_when_it_is_asked_ends_when_it_is_asked_again() -> None:
    task = await begun()
    async with asyncio.timeout(5):
        await give_up([task], 0.02)
    assert task.cancelled()


async def test_work_that_cleans_up_is_waited_for() -> None:
    done: list[str] = []

    async def cleans_up() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0.01)
            done.append("cleaned up")

    task = asyncio.create_task(cleans_up())
    await asyncio.sleep(0)
    await give_up([task], 5)
    assert done == ["cleaned up"]


async def test_a_step_that_hangs_leaves_those_after_it_their_time() -> None:
    deadline, began, done = Deadline(1), monotonic(), []

    async def last() -> None:
        done.append("closed")

    with capture_logs() as lines:
        await deadline.step("first", hangs(), keep=0.9)
        await deadline.step("last", last())
    assert (done, monotonic() - began < ASKED_IN_VAIN) == (["closed"], True)
    assert [(line["event"], line["work"]) for line in lines] == [("given_up", "first")]


async def test_a_step_that_fails_is_noted_and_stops_no_other() -> None:
    deadline, done = Deadline(1), []

    async def broken() -> None:
        raise RuntimeError("broken")

    async def last() -> None:
        done.append("closed")

    with capture_logs() as lines:
        await deadline.step("first", broken())
        await deadline.step("last", last())
    assert done == ["closed"]
    assert [(line["event"], line["work"]) for line in lines] == [("work_failed", "first")]


def test_what_later_steps_keep_is_not_left_for_an_earlier_one() -> None:
    deadline = Deadline(60)
    assert 50 < deadline.left() <= 60
    assert 10 < deadline.left(keep=40) <= 20
    assert deadline.left(keep=70) == 0
