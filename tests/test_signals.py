"""The end of a process: asked for once, it is polite; asked for again, it is no less so."""

import asyncio
import os
import signal
from collections.abc import Iterator

import pytest

from bot.signals import end_by_signal

NUMBERS = (signal.SIGTERM, signal.SIGINT)


@pytest.fixture(autouse=True)
def _handlers() -> Iterator[None]:
    before = [signal.getsignal(number) for number in NUMBERS]
    yield
    for number, handler in zip(NUMBERS, before, strict=True):
        signal.signal(number, handler)


async def heard(number: signal.Signals) -> None:
    """Send this process a signal, and give the loop its turns to hear it."""
    os.kill(os.getpid(), number)
    for _ in range(5):
        await asyncio.sleep(0)


@pytest.mark.parametrize("second", NUMBERS)
async def test_who_asks_twice_does_not_cut_the_clean_up_off(second: signal.Signals) -> None:
    steps: list[str] = []

    async def work() -> None:
        with end_by_signal():
            try:
                steps.append("begun")
                await heard(signal.SIGTERM)
                steps.append("went on")
            finally:
                await heard(second)
                steps.append("cleaned up")

    await asyncio.create_task(work())
    assert steps == ["begun", "cleaned up"]
