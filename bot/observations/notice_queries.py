"""Reads and writes of the notice table."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Notice
from bot.db.queries import insert_into
from bot.observations.notice_words import Entered
from bot.ports import MemberId, WorkspaceId


async def notice_of(session: AsyncSession, *, workspace: WorkspaceId) -> Entered | None:
    """What a workspace's admins entered last."""
    row = await session.get(Notice, workspace)
    return None if row is None else Entered(row.notified_on, row.override_reason, MemberId(row.member), row.entered_at)


async def keep_notice(session: AsyncSession, *, workspace: WorkspaceId, entered: Entered) -> None:
    """Write it in the place of what was entered before."""
    values = {
        "notified_on": entered.notified_on,
        "override_reason": entered.reason,
        "member": entered.member,
        "entered_at": entered.at,
    }
    await session.execute(
        insert_into(session, Notice)
        .values(workspace=workspace, **values)
        .on_conflict_do_update(index_elements=["workspace"], set_=values)
    )
    session.expire_all()
