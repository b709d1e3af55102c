"""How long Slack is waited for: several answers together no longer than one, within a block."""

import asyncio
from time import monotonic

import pytest

from bot.errors import SlackTrouble
from bot.people.patience import PATIENCE_SECONDS, in_all, patiently


async def hang() -> None:
    """Slack, when it does not answer."""
    await asyncio.Event().wait()


async def waited(times: int = 1) -> float:
    """How long so many answers in a row are waited for in vain, in seconds."""
    began = monotonic()
    for _ in range(times):
        with pytest.raises(SlackTrouble):
            await patiently(hang)
    return monotonic() - began


async def test_several_answers_in_a_block_are_waited_for_little_longer_than_one() -> None:
    with in_all(), in_all():
        assert PATIENCE_SECONDS <= await waited(3) < 2 * PATIENCE_SECONDS


async def test_answer_that_takes_a_moment_is_heard_also_after_one_was_waited_for_in_vain() -> None:
    async def answer() -> str:
        await asyncio.sleep(0.25)
        return "Sofie"

    with in_all():
        await waited()
        assert await patiently(answer) == "Sofie"


async def test_what_was_begun_in_a_block_waits_as_ever_once_the_block_is_left() -> None:
    left = asyncio.Event()

    async def later() -> float:
        await left.wait()
        return await waited()

    with in_all():
        begun = asyncio.ensure_future(later())
        await waited()
    left.set()
    assert await begun >= PATIENCE_SECONDS
