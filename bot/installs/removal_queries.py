"""Which workspaces have removed Takt, and the deletion of everything about one."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Audit, Base, Removal
from bot.db.queries import insert_into, rows_changed
from bot.ports import WorkspaceId

KEPT = frozenset({Audit.__tablename__, Removal.__tablename__})  # the audit log names nobody without its aliases


async def note_removal(session: AsyncSession, *, workspace: WorkspaceId, now: datetime, purge_at: datetime) -> None:
    """Remember that a workspace has removed Takt; the first time counts."""
    noting = insert_into(session, Removal).values(workspace=workspace, removed_at=now, purge_at=purge_at)
    await session.execute(noting.on_conflict_do_nothing())


async def forget_removal(session: AsyncSession, *, workspace: WorkspaceId) -> bool:
    """Forget the removal; False where there is none."""
    result = await session.execute(delete(Removal).where(Removal.workspace == workspace))
    return rows_changed(result) > 0


async def removals_due(session: AsyncSession, *, before: datetime) -> list[WorkspaceId]:
    """Workspaces whose data was to be deleted before a moment (UTC)."""
    due = select(Removal.workspace).where(Removal.purge_at <= before).order_by(Removal.workspace)
    return [WorkspaceId(one) for one in await session.scalars(due)]


async def purge(session: AsyncSession, *, workspace: WorkspaceId) -> None:
    """Delete every row of a workspace, in every table."""
    for table in reversed(Base.metadata.sorted_tables):
        if "workspace" in table.c and table.name not in KEPT:
            await session.execute(delete(table).where(table.c.workspace == workspace))
