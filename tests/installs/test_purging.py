"""The data of a removed workspace goes in portions, each workspace for itself, until Takt is installed there again."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, cast

import pytest
from sqlalchemy import Table, event, insert, select, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot.db.engine import Sessions, transaction
from bot.db.models import Audit, Removal
from bot.installs import removal_queries
from bot.installs.removals import AT_ONCE, Removals
from bot.installs.tokens import Tokens
from bot.ports import WorkspaceId
from bot.runner import PartFailed
from handlers.installing import Installations
from tests.fakes import FixedClock
from tests.installs.conftest import GRACE
from tests.installs.rows import row, tables, write
from tests.installs.test_removals import counts
from tests.installs.test_tokens import HOTEL, SHOP, installation
from tests.waiting import somebody_waits, until

OVER = {"days": 30, "minutes": 10}  # the grace, and until all has settled
NEW = 900_000  # the number of a row that a new installation writes


class Interrupted:
    """Transactions on a database, in the midst of which something happens: before the one with that number."""

    def __init__(self, sessions: Sessions, before: int, happens: Callable[[], Awaitable[None]]) -> None:
        self._sessions = sessions
        self._left = before
        self._happens = happens

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncSession]:
        self._left -= 1
        if self._left == 0:
            await self._happens()
        async with self._sessions.begin() as session:
            yield session


async def fill(sessions: Sessions, table: Table, rows: int) -> None:
    """Many rows of the hotel's in one table, with the one that is there."""
    async with transaction(sessions) as session:
        await session.execute(insert(table), [row(table, HOTEL, 10 + number) for number in range(rows - 1)])


def named(name: str) -> Table:
    return next(one for one in tables() if one.name == name)


def deleted_at_once(engine: AsyncEngine) -> list[int]:
    """How many rows each DELETE from now on takes, in a list that grows."""
    found = list[int]()

    def look(_connection: Any, cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("DELETE"):
            found.append(cursor.rowcount)

    event.listen(engine.sync_engine, "after_cursor_execute", look)
    return found


async def refuse(engine: AsyncEngine, table: str) -> None:
    """Have the database delete no row of the hotel's from a table."""
    if engine.dialect.name == "sqlite":
        trigger = (
            f"CREATE TRIGGER refusal BEFORE DELETE ON {table} WHEN OLD.workspace = '{HOTEL}' "
            "BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    else:
        trigger = (
            f"CREATE TRIGGER refusal BEFORE DELETE ON {table} FOR EACH ROW WHEN (OLD.workspace = '{HOTEL}') "
            "EXECUTE FUNCTION refuse()"
        )
    async with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            body = "BEGIN RAISE EXCEPTION 'no'; END"
            await connection.execute(text(f"CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"))
        await connection.execute(text(trigger))


async def allow(engine: AsyncEngine, table: str) -> None:
    """Have it delete them again."""
    async with engine.begin() as connection:
        on = f" ON {table}" if engine.dialect.name == "postgresql" else ""
        await connection.execute(text(f"DROP TRIGGER refusal{on}"))


async def removed(sessions: Sessions) -> set[str]:
    """Which workspaces' removals are known."""
    async with transaction(sessions) as session:
        return set(await session.scalars(select(Removal.workspace)))


async def left(sessions: Sessions, workspace: WorkspaceId) -> set[str]:
    """The tables that hold a row of the workspace."""
    return {name for name, count in (await counts(sessions, workspace)).items() if count}


@pytest.mark.parametrize("at_once", [False, True])
@pytest.mark.parametrize("many", ["weekly", "observation"])
async def test_many_rows_go_in_portions(
    removals: Removals,
    store: Installations,
    sessions: Sessions,
    engine: AsyncEngine,
    clock: FixedClock,
    at_once: bool,
    many: str,
) -> None:
    await fill(sessions, named(many), 2 * AT_ONCE + 100)
    await removals.removed(HOTEL, clock.now())
    clock.advance(**OVER)
    went = deleted_at_once(engine)
    await (removals.purge(HOTEL) if at_once else removals.forget())
    assert await left(sessions, HOTEL) == {Audit.__tablename__}
    assert [number for number in went if number > 1] == [AT_ONCE, AT_ONCE, 100]
    assert set((await counts(sessions, SHOP)).values()) == {1}


async def test_a_workspace_whose_purge_fails_does_not_stop_the_next(
    removals: Removals, store: Installations, sessions: Sessions, engine: AsyncEngine, clock: FixedClock
) -> None:
    assert HOTEL < SHOP  # its turn comes first
    await refuse(engine, "member")
    for workspace in (HOTEL, SHOP):
        await removals.removed(workspace, clock.now())
    clock.advance(**OVER)
    with pytest.raises(PartFailed):
        await removals.forget()
    assert await left(sessions, SHOP) == {Audit.__tablename__}
    assert "member" in await left(sessions, HOTEL)
    assert await removed(sessions) == {HOTEL}


async def test_an_interrupted_purge_is_resumed(
    removals: Removals, store: Installations, sessions: Sessions, engine: AsyncEngine, clock: FixedClock
) -> None:
    await refuse(engine, "observation")
    await removals.removed(HOTEL, clock.now())
    clock.advance(**OVER)
    with pytest.raises(PartFailed):
        await removals.forget()
    assert await left(sessions, HOTEL) == {Audit.__tablename__, "observation", "delivery", "subscription"}
    assert await removed(sessions) == {HOTEL}
    await allow(engine, "observation")
    await removals.forget()
    assert await left(sessions, HOTEL) == {Audit.__tablename__}
    assert await removed(sessions) == set()


@pytest.mark.parametrize("then", ["told of", "lost", "removed again"])
async def test_an_installation_in_the_middle_stops_it(
    removals: Removals, store: Installations, sessions: Sessions, tokens: Tokens, clock: FixedClock, then: str
) -> None:
    first = removal_queries.purged_tables()[0]
    many = [one for one in tables() if one.primary_key.columns.keys() != ["workspace"]]
    await fill(sessions, first, 2 * AT_ONCE)
    await removals.removed(HOTEL, clock.now())
    clock.advance(**OVER)

    async def comes_back() -> None:
        await store.async_save(installation(HOTEL, "xoxb-2", clock.now()))
        await write(sessions, many, HOTEL, NEW)
        if then != "lost":
            assert await removals.restored(HOTEL)
        if then == "removed again":
            assert await removals.removed(HOTEL, clock.now())

    interrupted = Interrupted(sessions, 3, comes_back)  # which are due, a portion, and then
    await Removals(cast("Sessions", interrupted), clock, GRACE, tokens).forget()
    kept = await counts(sessions, HOTEL)
    expected = {one.name: 2 if one in many else 1 for one in tables()}
    assert kept == expected | {first.name: AT_ONCE + 1}
    assert await removed(sessions) == ({HOTEL} if then == "removed again" else set())


async def test_without_grace_an_installation_in_the_middle_stops_it_too(
    store: Installations, sessions: Sessions, tokens: Tokens, clock: FixedClock
) -> None:
    first = removal_queries.purged_tables()[0]
    await fill(sessions, first, 2 * AT_ONCE)
    at_once = Removals(sessions, clock, timedelta(0), tokens)
    await at_once.removed(HOTEL, clock.now())

    async def comes_back() -> None:
        await store.async_save(installation(HOTEL, "xoxb-2", clock.now()))
        assert await at_once.restored(HOTEL)

    interrupted = Interrupted(sessions, 2, comes_back)
    await Removals(cast("Sessions", interrupted), clock, timedelta(0), tokens).purge(HOTEL)
    kept = await counts(sessions, HOTEL)
    assert kept.pop(first.name) == AT_ONCE
    assert set(kept.values()) == {1}


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_two_replicas_do_not_wait_for_each_other(
    removals: Removals, store: Installations, sessions: Sessions, clock: FixedClock
) -> None:
    await removals.removed(HOTEL, clock.now())
    clock.advance(**OVER)
    async with transaction(sessions) as session:
        assert await removal_queries.hold_removal(session, workspace=HOTEL)  # the other deletes a portion just now
        await removals.forget()
    assert set((await counts(sessions, HOTEL)).values()) == {1}
    assert await removed(sessions) == {HOTEL}


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_rows_that_another_deletes_meanwhile_do_not_end_it(
    removals: Removals, store: Installations, sessions: Sessions, database: str, clock: FixedClock
) -> None:
    first = removal_queries.purged_tables()[0]
    await fill(sessions, first, AT_ONCE + 100)
    await removals.removed(HOTEL, clock.now())
    clock.advance(**OVER)
    async with transaction(sessions) as another:
        assert await removal_queries.purge_portion(another, workspace=HOTEL, table=first, limit=1) == 1
        purging = asyncio.create_task(removals.forget())
        await until(lambda: somebody_waits(database))
        assert not purging.done()
    await purging
    assert await left(sessions, HOTEL) == {Audit.__tablename__}


def test_what_others_belong_to_goes_last() -> None:
    order = [table.name for table in removal_queries.purged_tables()]
    assert order[-3:] == ["observation", "delivery", "subscription"]
    assert sorted(order) == sorted({table.name for table in tables()} - {Audit.__tablename__})
