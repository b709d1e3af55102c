"""Work that comes all at once is carried out in turn, in a thread, while the loop is free."""

import asyncio
import threading
from functools import partial

from threadpoolctl import threadpool_info

from bot.answers.turns import Turns


async def test_the_loop_is_free_while_work_is_done() -> None:
    turns, go_on = Turns("test"), threading.Event()
    working = asyncio.create_task(turns.take(lambda: go_on.wait(5)))
    await asyncio.sleep(0)
    go_on.set()  # the loop came here: it does not stand still in the work
    assert await working
    turns.close()


async def test_work_is_done_one_after_the_other_in_the_order_in_which_it_came() -> None:
    turns, order, at_once = Turns("test"), list[int](), threading.Lock()

    def work(number: int) -> None:
        assert at_once.acquire(blocking=False)
        order.append(number)
        at_once.release()

    await asyncio.gather(*(turns.take(partial(work, number)) for number in range(20)))
    assert order == list(range(20))
    turns.close()


async def test_work_that_fails_lets_the_next_have_its_turn() -> None:
    turns = Turns("test")
    failed, came = await asyncio.gather(turns.take(lambda: 1 // 0), turns.take(lambda: 7), return_exceptions=True)
    assert isinstance(failed, ZeroDivisionError)
    assert came == 7
    turns.close()


def test_one_may_serve_several_loops_one_after_the_other_and_after_a_close() -> None:
    turns = Turns("test")

    async def together() -> list[int]:
        return await asyncio.gather(*(turns.take(lambda: 7) for _ in range(3)))

    assert asyncio.run(together()) == [7, 7, 7]
    turns.close()
    assert asyncio.run(together()) == [7, 7, 7]
    turns.close()


async def test_what_waits_at_a_close_is_done_all_the_same() -> None:
    turns, go_on = Turns("test"), threading.Event()
    work = [asyncio.create_task(turns.take(lambda: go_on.wait(5))) for _ in range(3)]
    await asyncio.sleep(0)
    turns.close()
    go_on.set()
    assert await asyncio.gather(*work) == [True] * 3


async def test_numpy_multiplies_in_one_thread_once_something_is_searched() -> None:
    turns = Turns("test")
    await turns.take(lambda: None)
    turns.close()
    assert {one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"} == {1}
