"""Work is bounded: by how much there is, and by how long it waits."""

import asyncio
from collections import Counter

from bot.slots import Slots
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


async def test_of_those_in_a_hurry_the_newest_goes_first_and_before_all_others() -> None:
    tasks, order, over = Tasks(at_once=1), list[str](), asyncio.Event()

    async def work(name: str) -> None:
        order.append(name)
        await over.wait()

    tasks.spawn(work("first"))
    await asyncio.sleep(0)
    tasks.spawn(work("patient"))
    tasks.spawn(work("older"), hurried=True)
    tasks.spawn(work("newer"), hurried=True)
    await asyncio.sleep(0)
    over.set()
    assert await tasks.drain(5) == 0
    assert order == ["first", "newer", "older", "patient"]


async def test_what_has_not_begun_can_be_withdrawn_and_what_has_goes_on() -> None:
    tasks, done, over = Tasks(at_once=1), list[str](), asyncio.Event()

    async def work(name: str) -> None:
        await over.wait()
        done.append(name)

    begun, waits = tasks.spawn(work("begun")), tasks.spawn(work("waits"), hurried=True)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    tasks.withdraw(begun)
    tasks.withdraw(waits)
    over.set()
    assert await tasks.drain(5) == 0
    assert done == ["begun"]


async def test_fewer_run_at_once_while_the_event_loop_lags_and_all_again_when_it_does_not() -> None:
    slots = Slots(8)
    slots.lagged(10)
    for _ in range(2):
        await slots.take(hurried=False)
    waiting = asyncio.ensure_future(slots.take(hurried=False))
    await asyncio.sleep(0)
    assert not waiting.done()
    for _ in range(40):
        slots.lagged(0)
    slots.give()
    await waiting
    for _ in range(6):
        await slots.take(hurried=False)
    assert slots.hurried == 0


async def test_work_begins_in_portions_so_that_acknowledgements_that_come_meanwhile_are_not_held_up() -> None:
    tasks, passes, began = Tasks(), 0, list[int]()

    async def work() -> None:
        began.append(passes)

    for _ in range(20):
        tasks.spawn(work())
    while len(began) < 20:
        await asyncio.sleep(0)
        passes += 1
    assert max(Counter(began).values()) <= 5  # of twenty: a pass over the loop takes as long as all that begins in it
    assert passes < 30  # and it is soon over


async def test_what_is_given_up_before_its_portion_leaves_its_place_to_others() -> None:
    tasks, began = Tasks(at_once=1), asyncio.Event()

    async def work() -> None:
        began.set()

    first = tasks.spawn(_for_ever())
    await asyncio.sleep(0)
    first.cancel()
    tasks.spawn(work())
    async with asyncio.timeout(5):
        await began.wait()
    assert await tasks.drain(5) == 0
