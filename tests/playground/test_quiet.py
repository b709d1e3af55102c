"""Waiting until the app is quiet on the wire."""

import asyncio

from playground.quiet import Quiet


async def test_wait_lasts_as_long_as_a_request_is_in_progress() -> None:
    quiet = Quiet()
    with quiet.busy():
        waiting = asyncio.create_task(quiet.settled(0))
        done, _ = await asyncio.wait({waiting}, timeout=0.05)
        assert not done
    async with asyncio.timeout(5):
        await waiting


async def test_wait_starts_anew_after_each_request() -> None:
    quiet = Quiet()
    waiting = asyncio.create_task(quiet.settled(0.2))
    await asyncio.wait({waiting}, timeout=0.1)
    with quiet.busy():
        pass
    done, _ = await asyncio.wait({waiting}, timeout=0.12)
    assert not done
    async with asyncio.timeout(5):
        await waiting


async def test_wait_ends_even_if_the_app_is_never_quiet() -> None:
    quiet = Quiet()
    with quiet.busy():
        async with asyncio.timeout(5):
            await quiet.settled(0, longest=0.05)


async def test_wait_lasts_while_an_app_in_the_same_process_is_at_work() -> None:
    quiet = Quiet()
    work = asyncio.Event()
    quiet.at_work = lambda: not work.is_set()
    waiting = asyncio.create_task(quiet.settled(0))
    done, _ = await asyncio.wait({waiting}, timeout=0.1)
    assert not done
    work.set()
    async with asyncio.timeout(5):
        await waiting
