"""Which workspaces have removed Takt, and the deletion of everything about one."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, case, delete, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Audit, Base, Removal
from bot.db.queries import insert_into, rows_changed
from bot.installs.installed import Going
from bot.ports import WorkspaceId

KEPT = frozenset({Audit.__tablename__, Removal.__tablename__})  # the audit log names nobody without its aliases
LAST = ("observation", "delivery", "subscription")  # to which rows of other tables belong


async def note_removal(
    session: AsyncSession,
    *,
    workspace: WorkspaceId,
    now: datetime,
    purge_at: datetime,
    unless_since: datetime,
    had_tokens: bool,
) -> None:
    """Remember that a workspace has removed Takt (UTC); the first time counts, or the first of refusals without a gap.

    What was refused last before `unless_since` counts no longer, nor what was noted while tokens were there without
    saying when they were refused last, as an earlier release does.
    """
    noting = insert_into(session, Removal).values(workspace=workspace, removed_at=now, purge_at=purge_at)
    stale = Removal.refused_at < unless_since
    if had_tokens:
        stale |= Removal.refused_at.is_(None)
    told = _anew(stale, now, purge_at) | {"refused_at": None}
    await session.execute(noting.on_conflict_do_update(index_elements=["workspace"], set_=told))


async def note_refusal(
    session: AsyncSession, *, workspace: WorkspaceId, now: datetime, purge_at: datetime, unless_since: datetime
) -> datetime:
    """Remember that Slack refuses a workspace's token; since when (UTC) it does, as far as anybody has looked.

    What was refused last before `unless_since`, or nobody knows when, begins anew.
    """
    noting = insert_into(session, Removal).values(
        workspace=workspace, removed_at=now, purge_at=purge_at, refused_at=now
    )
    stale = (Removal.refused_at < unless_since) | Removal.refused_at.is_(None)
    again = _anew(stale, now, purge_at) | {"refused_at": now}
    noted = noting.on_conflict_do_update(index_elements=["workspace"], set_=again)
    since: datetime = (await session.execute(noted.returning(Removal.removed_at))).scalar_one()
    return since


def _anew(stale: ColumnElement[bool], now: datetime, purge_at: datetime) -> dict[str, Any]:
    """What a row says of since when and until when: these where it is stale, else what it said."""
    return {
        "removed_at": case((stale, now), else_=Removal.removed_at),
        "purge_at": case((stale, purge_at), else_=Removal.purge_at),
    }


async def forget_removal(session: AsyncSession, *, workspace: WorkspaceId) -> bool:
    """Forget the removal; False where there is none."""
    result = await session.execute(delete(Removal).where(Removal.workspace == workspace))
    return rows_changed(result) > 0


async def removals_due(session: AsyncSession, *, before: datetime) -> list[WorkspaceId]:
    """Workspaces whose data was to be deleted before a moment (UTC)."""
    due = select(Removal.workspace).where(Removal.purge_at <= before).order_by(Removal.workspace)
    return [WorkspaceId(one) for one in await session.scalars(due)]


async def removals_coming(session: AsyncSession, *, limit: int) -> list[Going]:
    """The workspaces whose data goes first, soonest first."""
    columns = (Removal.workspace, Removal.purge_at, Removal.refused_at.is_not(None))
    found = await session.execute(select(*columns).order_by(Removal.purge_at, Removal.workspace).limit(limit))
    return [Going(WorkspaceId(workspace), purge_at, was_refused) for workspace, purge_at, was_refused in found]


async def hold_removal(session: AsyncSession, *, workspace: WorkspaceId, due: datetime | None = None) -> bool:
    """Whether the removal stands, with a day no later than `due`; it then stands until the transaction ends.

    False also where another transaction holds it.
    """
    held = select(Removal.workspace).where(Removal.workspace == workspace).with_for_update(skip_locked=True)
    if due is not None:
        held = held.where(Removal.purge_at <= due)
    return await session.scalar(held) is not None


def purged_tables() -> list[Table]:
    """The tables of which a purge leaves no row, in its order: what belongs to others' rows goes first."""
    tables = [one for one in reversed(Base.metadata.sorted_tables) if "workspace" in one.c and one.name not in KEPT]
    return sorted(tables, key=lambda one: LAST.index(one.name) if one.name in LAST else -1)


async def purge_portion(session: AsyncSession, *, workspace: WorkspaceId, table: Table, limit: int) -> int:
    """Delete up to `limit` rows of a workspace from a table. Returns how many went."""
    key = table.primary_key.columns.values()
    # the workspace is named here alone: named outside as well, SQLite visits all its rows for each portion
    portion = select(*key).where(table.c.workspace == workspace).limit(limit)
    return rows_changed(await session.execute(delete(table).where(tuple_(*key).in_(portion))))
