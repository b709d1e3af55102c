"""Work that comes all at once takes turns with everything else on the loop."""

import asyncio

from bot.answers.turns import Turns


async def test_others_run_between_two_pieces_of_work() -> None:
    turns, order = Turns(), list[str]()

    async def other() -> None:
        for _ in range(6):
            order.append("other")
            await asyncio.sleep(0)

    work = [turns.take(lambda: order.append("work")) for _ in range(3)]
    await asyncio.gather(*work, other())
    assert order.count("work") == 3
    assert "work work" not in " ".join(order)


async def test_work_that_fails_lets_the_next_have_its_turn() -> None:
    turns = Turns()
    failed, came = await asyncio.gather(turns.take(lambda: 1 // 0), turns.take(lambda: 7), return_exceptions=True)
    assert isinstance(failed, ZeroDivisionError)
    assert came == 7


def test_one_may_serve_several_loops_one_after_the_other() -> None:
    turns = Turns()

    async def together() -> list[int]:
        return await asyncio.gather(*(turns.take(lambda: 7) for _ in range(3)))

    assert [asyncio.run(together()) for _ in range(2)] == [[7, 7, 7]] * 2
