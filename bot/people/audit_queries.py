"""Reads and writes of the audit log and of the aliases in it; nothing here changes or deletes a line."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Alias, Audit
from bot.db.queries import insert_into
from bot.ports import MemberId, WorkspaceId


async def alias_of(session: AsyncSession, *, workspace: WorkspaceId, member: MemberId, month: str, fresh: str) -> str:
    """The person's alias of a month: the `fresh` one where there is none yet."""
    await session.execute(
        insert_into(session, Alias)
        .values(workspace=workspace, member=member, month=month, alias=fresh)
        .on_conflict_do_nothing()
    )
    kept = await session.scalar(
        select(Alias.alias).where(Alias.workspace == workspace, Alias.member == member, Alias.month == month)
    )
    return kept or fresh


async def add_line(
    session: AsyncSession,
    *,
    workspace: WorkspaceId,
    action: str,
    actor: str,
    subject: str | None,
    detail: str,
    now: datetime,
) -> None:
    """Add one line."""
    session.add(Audit(workspace=workspace, at=now, action=action, actor=actor, subject=subject, detail=detail))


async def forget_aliases(session: AsyncSession, *, before_month: str) -> None:
    """Delete whose aliases they were before a month (such as 2026-11): the lines then name nobody.

    Those of the month itself stay: what was seen later in it may still be there, and who read it is told.
    """
    await session.execute(delete(Alias).where(Alias.month < before_month))


async def forget_aliases_of(session: AsyncSession, *, workspace: WorkspaceId, member: MemberId | None = None) -> None:
    """Delete whose aliases they were, of one person or of a whole workspace."""
    forgetting = delete(Alias).where(Alias.workspace == workspace)
    await session.execute(forgetting if member is None else forgetting.where(Alias.member == member))
