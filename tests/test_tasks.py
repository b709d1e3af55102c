"""Work is bounded: by how much there is, and by how long it waits."""

import asyncio

from bot.tasks import Tasks


async def test_new_work_is_turned_away_once_some_has_waited_for_too_long() -> None:
    tasks, over = Tasks(at_once=1, waiting=10, longest_wait=0), asyncio.Event()

    async def wait() -> None:
        await over.wait()

    tasks.spawn(wait())
    await asyncio.sleep(0)
    assert not tasks.full  # it has its turn
    second = tasks.spawn(wait())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert tasks.full
    over.set()
    await second
    assert not tasks.full


async def test_what_waited_and_is_given_up_counts_no_longer() -> None:
    tasks = Tasks(at_once=1, waiting=10, longest_wait=0)
    for _ in range(2):
        tasks.spawn(_for_ever())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert tasks.full
    assert await tasks.drain(0) == 2
    assert not tasks.full


async def _for_ever() -> None:
    await asyncio.Event().wait()
