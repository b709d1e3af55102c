"""A repeated request is recognised on every replica, for a day, and without a trace of who made it."""

import asyncio
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from typing import cast

import pytest
from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot.db.engine import Sessions, transaction
from bot.db.models import Handled
from bot.errors import StorageAway
from bot.ports import WorkspaceId
from bot.seen import KEPT, Seen
from tests.fakes import WORKSPACE, FixedClock
from tests.waiting import until


async def kept(sessions: Sessions) -> list[str]:
    async with transaction(sessions) as session:
        return list(await session.scalars(select(Handled.key)))


async def test_key_is_new_once_on_all_replicas(sessions: Sessions) -> None:
    one, other = Seen(sessions, FixedClock()), Seen(sessions, FixedClock())
    assert [await replica.first_time(WORKSPACE, "a") for replica in (one, other, one)] == [True, False, False]
    assert (one.repeats, other.repeats) == (1, 1)


async def test_of_many_replicas_at_once_one_is_first(sessions: Sessions) -> None:
    replicas = [Seen(sessions, FixedClock()) for _ in range(8)]
    firsts = await asyncio.gather(*(replica.first_time(WORKSPACE, "a") for replica in replicas for _ in range(3)))
    assert sum(firsts) == 1


async def test_same_key_of_another_workspace_is_new(sessions: Sessions) -> None:
    seen = Seen(sessions, FixedClock())
    assert await seen.first_time(WORKSPACE, "a")
    assert await seen.first_time(WorkspaceId("T0OTHER"), "a")


async def test_repeat_on_the_same_replica_costs_no_statement(engine: AsyncEngine, sessions: Sessions) -> None:
    seen = Seen(sessions, FixedClock())
    await seen.first_time(WORKSPACE, "a")
    statements: list[str] = []
    event.listen(engine.sync_engine, "before_cursor_execute", lambda _c, _k, words, *_: statements.append(words))
    assert not await seen.first_time(WORKSPACE, "a")
    assert statements == []


async def test_what_did_not_work_may_come_again_anywhere(sessions: Sessions) -> None:
    one, other = Seen(sessions, FixedClock()), Seen(sessions, FixedClock())
    await one.first_time(WORKSPACE, "a")
    await one.release(WORKSPACE, "a")
    await one.release(WORKSPACE, "never seen")
    assert await other.first_time(WORKSPACE, "a")


async def test_keys_go_after_a_day(sessions: Sessions) -> None:
    clock = FixedClock()
    seen = Seen(sessions, clock)
    await seen.first_time(WORKSPACE, "old")
    clock.advance(hours=23)
    await seen.first_time(WORKSPACE, "young")
    clock.set(clock.now() + KEPT - timedelta(hours=22))
    await seen.forget()
    again = Seen(sessions, clock)
    assert [await again.first_time(WORKSPACE, key) for key in ("old", "young")] == [True, False]


async def test_nobody_can_read_whose_request_it_was(sessions: Sessions) -> None:
    await Seen(sessions, FixedClock()).first_time(WORKSPACE, "share/C0/1.2/U0ANNA/greeting")
    [key] = await kept(sessions)
    assert len(key) == 32
    assert "ANNA" not in key


class Switch:
    """Sessions on a database that is away, until it is `back`."""

    def __init__(self, away: Sessions, there: Sessions) -> None:
        self._now, self._there = away, there
        self.tried = 0

    def back(self) -> None:
        self._now = self._there

    def begin(self) -> AbstractAsyncContextManager[AsyncSession]:
        self.tried += 1
        return self._now.begin()


@pytest.fixture
def switch(away: Sessions, sessions: Sessions) -> Switch:
    return Switch(away, sessions)


def on(switch: Switch) -> Seen:
    return Seen(cast(Sessions, switch), FixedClock())


async def test_what_was_done_while_the_database_was_away_is_known_everywhere_when_it_is_back(
    switch: Switch, sessions: Sessions
) -> None:
    one, other = on(switch), Seen(sessions, FixedClock())
    assert await one.first_time(WORKSPACE, "a")
    with pytest.raises(StorageAway):
        await one.flush()
    switch.back()
    await one.flush()
    assert not await other.first_time(WORKSPACE, "a")


async def test_what_was_done_meanwhile_is_written_before_anything_else_is(switch: Switch, sessions: Sessions) -> None:
    one, other = on(switch), Seen(sessions, FixedClock())
    await one.first_time(WORKSPACE, "a")
    switch.back()
    await one.first_time(WORKSPACE, "b")
    assert not await other.first_time(WORKSPACE, "a", again=True)


async def test_what_comes_again_while_nobody_can_tell_is_not_done_and_may_come_once_more(switch: Switch) -> None:
    seen = on(switch)
    assert not await seen.can_tell()
    assert not await seen.first_time(WORKSPACE, "a", again=True)
    switch.back()
    assert await seen.can_tell()
    assert await seen.first_time(WORKSPACE, "a", again=True)


async def test_who_has_time_waits_for_the_database(switch: Switch, sessions: Sessions) -> None:
    waiting = asyncio.create_task(on(switch).first_time(WORKSPACE, "a", patience=20))
    await until(lambda: switch.tried > 0)
    switch.back()
    assert await waiting
    assert len(await kept(sessions)) == 1


async def test_a_removed_workspace_is_owed_nothing(switch: Switch, sessions: Sessions) -> None:
    seen = on(switch)
    await seen.first_time(WORKSPACE, "a")
    await seen.first_time(WorkspaceId("T0OTHER"), "b")
    seen.drop_owed(WORKSPACE)
    switch.back()
    await seen.flush()
    assert len(await kept(sessions)) == 1


async def test_process_remembers_for_itself_while_the_database_is_away(away: Sessions) -> None:
    seen = Seen(away, FixedClock(), capacity=2)
    assert [await seen.first_time(WORKSPACE, key) for key in ("a", "a", "b", "c")] == [True, False, True, True]
    assert await seen.first_time(WORKSPACE, "a")  # the oldest is forgotten first
    await seen.release(WORKSPACE, "a")
