"""What goes through whole tables by itself, a purge and the hourly forgetting, finds its rows by an index."""

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import Table, event
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.answers.ask_queries import forget_asks
from bot.answers.queries import forget_texts
from bot.answers.threads import Threads
from bot.db.engine import Sessions, transaction
from bot.installs import removal_queries
from bot.ports import WorkspaceId
from bot.seen import Seen
from bot.tips.tidying import Tidying
from tests.fakes import FixedClock
from tests.tips.test_indexes import plan_of

CLOCK = FixedClock()
HOTEL = WorkspaceId("T0HOTEL")


async def plans(engine: AsyncEngine, sessions: Sessions, act: Callable[[], Awaitable[object]], about: str) -> list[str]:
    """How each statement of an act would be carried out that names a table."""
    asked: list[tuple[str, object]] = []

    def note(_connection: object, _cursor: object, words: str, values: object, *_rest: object) -> None:
        asked.append((words, values))

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    await act()
    event.remove(engine.sync_engine, "before_cursor_execute", note)
    return [await plan_of(sessions, *one) for one in asked if f" {about} " in one[0].replace('"', "")]


def goes_by(plan: str, column: str) -> bool:
    """Whether an index is entered at values of the column, which both databases say in their own way."""
    conditions = [line for line in plan.splitlines() if "SEARCH" in line or "Index Cond" in line]
    return any(f"({column}" in line for line in conditions)


@pytest.mark.parametrize("table", removal_queries.purged_tables(), ids=lambda table: table.name)
async def test_a_purge_finds_a_workspaces_rows_by_an_index(
    table: Table, engine: AsyncEngine, sessions: Sessions
) -> None:
    async def purge() -> None:
        async with transaction(sessions) as session:
            await removal_queries.purge_portion(session, workspace=HOTEL, table=table, limit=500)

    (plan,) = await plans(engine, sessions, purge, table.name)
    assert goes_by(plan, "workspace") or goes_by(plan, "(workspace)::text"), plan


@pytest.mark.parametrize(
    ("table", "column"),
    [
        *(("ask", "asked_at"), ("handled", "handled_at"), ("planned", "day"), ("question", "asked_at")),
        ("thread", "asked_at"),
    ],
)
async def test_forgetting_finds_what_is_old_by_an_index(
    table: str, column: str, engine: AsyncEngine, sessions: Sessions
) -> None:
    async def forget() -> None:
        for keeper in (Threads(sessions, CLOCK), Seen(sessions, CLOCK), Tidying(sessions, CLOCK)):
            await keeper.forget()
        async with transaction(sessions) as session:
            await forget_asks(session, before=CLOCK.now())
            await forget_texts(session, before=CLOCK.now())

    (plan,) = await plans(engine, sessions, forget, table)
    assert goes_by(plan, column), plan
