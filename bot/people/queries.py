"""Reads and writes of the member table."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Member, Tombstone
from bot.db.queries import insert_into
from bot.ports import MemberId, Profile, WorkspaceId


async def known_member(session: AsyncSession, *, workspace: WorkspaceId, member: MemberId) -> Profile | None:
    """The profile as it was last seen."""
    row = await session.get(Member, (workspace, member))
    if row is None:
        return None
    return Profile(
        workspace, member, row.name, row.language, row.time_zone, row.is_admin, row.is_bot, row.is_guest, row.is_gone
    )


async def known_admins(session: AsyncSession, *, workspace: WorkspaceId, limit: int) -> Sequence[MemberId]:
    """Who was an admin when they were last seen, the latest first."""
    found = await session.scalars(
        select(Member.member)
        .where(Member.workspace == workspace, Member.is_admin, ~Member.is_gone)
        .order_by(Member.refreshed_at.desc(), Member.member)
        .limit(limit)
    )
    return [MemberId(one) for one in found]


async def remember_member(session: AsyncSession, *, profile: Profile, now: datetime) -> None:
    """Keep the profile, in place of an older one; another replica may do the same just now."""
    seen = {
        "name": profile.name,
        "language": profile.language,
        "time_zone": profile.time_zone,
        "is_admin": profile.is_admin,
        "is_bot": profile.is_bot,
        "is_guest": profile.is_guest,
        "is_gone": profile.is_gone,
        "refreshed_at": now,
    }
    await session.execute(
        insert_into(session, Member)
        .values(workspace=profile.workspace, member=profile.member, **seen)
        .on_conflict_do_update(index_elements=["workspace", "member"], set_=seen)
    )


async def erased_since(session: AsyncSession, *, since: datetime) -> Mapping[tuple[WorkspaceId, str], datetime]:
    """When people were erased from a moment (UTC) on, by workspace and tombstone."""
    rows = await session.scalars(select(Tombstone).where(Tombstone.erased_at >= since))
    return {(WorkspaceId(row.workspace), row.hash): row.erased_at for row in rows}


async def forget_unseen(session: AsyncSession, *, before: datetime) -> None:
    """Delete profiles that nobody has needed since a moment (UTC)."""
    await session.execute(delete(Member).where(Member.refreshed_at < before))


async def forget_members(session: AsyncSession, *, workspace: WorkspaceId, member: MemberId | None = None) -> None:
    """Delete the profile of a person, or all of a workspace."""
    forgetting = delete(Member).where(Member.workspace == workspace)
    await session.execute(forgetting if member is None else forgetting.where(Member.member == member))
