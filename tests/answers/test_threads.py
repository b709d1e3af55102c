"""What a thread is about is known for a week, and tells nobody whose thread it was."""

import pytest
from sqlalchemy import select

from bot.answers.threads import Threads
from bot.db.engine import Sessions
from bot.db.models import Thread
from tests.fakes import WORKSPACE, FixedClock

CHANNEL = "D0ANNA"
TS = "1795450806.158616"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


async def test_thread_is_about_the_standard_that_came_last(sessions: Sessions, clock: FixedClock) -> None:
    threads = Threads(sessions, clock)
    await threads.remember(WORKSPACE, CHANNEL, {TS}, "greeting")
    await threads.remember(WORKSPACE, CHANNEL, {TS}, "queue")
    another_process = Threads(sessions, clock)
    assert await another_process.about(WORKSPACE, CHANNEL, TS) == "queue"
    assert await another_process.about(WORKSPACE, CHANNEL, "1.0") is None
    assert await another_process.about(WORKSPACE, "C0OTHER", TS) is None


async def test_row_does_not_say_whose_thread_it_was(sessions: Sessions, clock: FixedClock) -> None:
    await Threads(sessions, clock).remember(WORKSPACE, CHANNEL, {TS, ""}, "greeting")
    async with sessions() as session:
        (row,) = await session.scalars(select(Thread))
    assert CHANNEL not in row.key
    assert TS not in row.key


async def test_talk_outside_of_a_thread_is_forgotten_after_minutes(sessions: Sessions, clock: FixedClock) -> None:
    threads = Threads(sessions, clock)
    await threads.remember(WORKSPACE, CHANNEL, {""}, "greeting")
    assert await threads.about(WORKSPACE, CHANNEL, "") == "greeting"
    clock.advance(minutes=16)
    assert await threads.about(WORKSPACE, CHANNEL, "") is None


async def test_thread_is_forgotten_after_a_week(sessions: Sessions, clock: FixedClock) -> None:
    threads = Threads(sessions, clock)
    await threads.remember(WORKSPACE, CHANNEL, {TS}, "greeting")
    clock.advance(days=6)
    await threads.forget()
    assert await threads.about(WORKSPACE, CHANNEL, TS) == "greeting"
    clock.advance(days=2)
    await threads.forget()
    assert await threads.about(WORKSPACE, CHANNEL, TS) is None


async def test_database_that_is_away_costs_the_context_only(away: Sessions) -> None:
    threads = Threads(away, FixedClock())
    await threads.remember(WORKSPACE, CHANNEL, {TS, ""}, "greeting")
    assert await threads.about(WORKSPACE, CHANNEL, TS) is None
    assert await threads.about(WORKSPACE, CHANNEL, "") == "greeting"
