"""Reads and writes of the draft table."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Draft as Row
from bot.db.queries import insert_into
from bot.loading import later
from bot.ports import MemberId, WorkspaceId

if TYPE_CHECKING:
    from bot.observations.draft import Draft, KeptDraft

with later():  # with the first form that is left
    from bot.observations import draft as drafts


async def keep_draft(
    session: AsyncSession, *, workspace: WorkspaceId, member: MemberId, form: str, draft: "Draft", now: datetime
) -> None:
    """Keep what a form holds, in place of what it held before."""
    kept = {"content": draft.as_text(), "kept_at": now}
    await session.execute(
        insert_into(session, Row)
        .values(workspace=workspace, member=member, form=form, **kept)
        .on_conflict_do_update(index_elements=["workspace", "member", "form"], set_=kept)
    )


async def newest_draft(
    session: AsyncSession, *, workspace: WorkspaceId, member: MemberId, since: datetime, besides: str
) -> "KeptDraft | None":
    """The person's own draft that was touched last, if that was after a moment (UTC); not one form's."""
    row = await session.scalar(
        select(Row)
        .where(Row.workspace == workspace, Row.member == member, Row.kept_at > since, Row.form != besides)
        .order_by(Row.kept_at.desc(), Row.form)
        .limit(1)
    )
    return drafts.KeptDraft(row.form, drafts.Draft.read(row.content), row.kept_at) if row else None


async def drop_drafts(session: AsyncSession, *, workspace: WorkspaceId, member: MemberId, forms: Sequence[str]) -> None:
    """Delete what these forms held."""
    mine = (Row.workspace == workspace) & (Row.member == member)
    await session.execute(delete(Row).where(mine, Row.form.in_(forms)))


async def forget_drafts(session: AsyncSession, *, before: datetime) -> None:
    """Delete everybody's drafts that were last touched before a moment (UTC)."""
    await session.execute(delete(Row).where(Row.kept_at <= before))
