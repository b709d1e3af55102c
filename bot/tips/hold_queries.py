"""Holds of workspaces, by method: after a 429 Slack wants no posts for a while, or no looks into its channels."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Hold, LookHold
from bot.db.queries import insert_into
from bot.ports import WorkspaceId

AnyHold = type[Hold] | type[LookHold]


async def hold_workspaces(session: AsyncSession, kind: AnyHold, *, holds: Mapping[WorkspaceId, datetime]) -> None:
    """Let these workspaces' method rest until a moment; a longer hold stays."""
    rows = [{"workspace": workspace, "until": until} for workspace, until in sorted(holds.items())]
    adding = insert_into(session, kind).values(rows)
    later = func.max if session.get_bind().dialect.name == "sqlite" else func.greatest
    changes = {"until": later(kind.until, adding.excluded.until)}
    await session.execute(adding.on_conflict_do_update(index_elements=["workspace"], set_=changes))


async def held_until(session: AsyncSession, *, workspace: WorkspaceId, now: datetime) -> datetime | None:
    """Until when nothing may be posted to the workspace; None when it may."""
    question = select(Hold.until).where(Hold.workspace == workspace, Hold.until > now)
    return (await session.scalars(question)).one_or_none()


async def forget_holds(session: AsyncSession, kind: AnyHold, *, now: datetime) -> None:
    """Delete the holds of one kind that are over."""
    await session.execute(delete(kind).where(kind.until <= now).execution_options(synchronize_session=False))
