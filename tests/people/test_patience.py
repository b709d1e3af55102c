"""How long Slack is waited for: several answers together no longer than one, within a block."""

import asyncio
from collections.abc import Callable, Coroutine
from selectors import DefaultSelector, SelectorKey
from typing import Any

import pytest

from bot.errors import SlackTrouble
from bot.people.patience import ALL_SECONDS, LEAST_SECONDS, PATIENCE_SECONDS, in_all, patiently

Dialogue = Callable[[], Coroutine[Any, Any, None]]


class Skipping(DefaultSelector):
    """Lets time pass at once."""

    def __init__(self) -> None:
        super().__init__()
        self.passed = 0.0  # seconds

    def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
        self.passed += timeout or 0
        return super().select(None if timeout is None else 0)


class SkippingLoop(asyncio.SelectorEventLoop):
    """A loop in which nobody waits, and the clock says that they did."""

    def __init__(self) -> None:
        self._skipping = Skipping()
        super().__init__(self._skipping)

    def time(self) -> float:
        return self._skipping.passed


def at_once(dialogue: Dialogue) -> None:
    """Run it without waiting."""
    with asyncio.Runner(loop_factory=SkippingLoop) as runner:
        runner.run(dialogue())


async def hang() -> None:
    """Slack, when it does not answer."""
    await asyncio.Event().wait()


async def waited(times: int = 1) -> float:
    """How long so many answers in a row are waited for in vain, in seconds."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    for _ in range(times):
        with pytest.raises(SlackTrouble):
            await patiently(hang)
    return loop.time() - began


def test_several_answers_in_a_block_are_waited_for_little_longer_than_one() -> None:
    async def dialogue() -> None:
        with in_all(), in_all():
            assert await waited(3) == pytest.approx(ALL_SECONDS + LEAST_SECONDS)

    at_once(dialogue)


def test_answer_that_takes_a_moment_is_heard_also_after_one_was_waited_for_in_vain() -> None:
    async def answer() -> str:
        await asyncio.sleep(0.25)
        return "Sofie"

    async def dialogue() -> None:
        with in_all():
            await waited()
            assert await patiently(answer) == "Sofie"

    at_once(dialogue)


def test_what_was_begun_in_a_block_waits_as_ever_once_the_block_is_left() -> None:
    async def dialogue() -> None:
        left = asyncio.Event()

        async def later() -> float:
            await left.wait()
            return await waited()

        with in_all():
            begun = asyncio.ensure_future(later())
            await waited()
        left.set()
        assert await begun == pytest.approx(PATIENCE_SECONDS)

    at_once(dialogue)
