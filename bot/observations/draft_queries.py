"""Reads and writes of the draft table."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Draft as Row
from bot.db.models import Observation
from bot.db.queries import insert_into
from bot.loading import later
from bot.ports import MemberId, WorkspaceId

if TYPE_CHECKING:
    from bot.observations.draft import Draft, KeptDraft

with later():  # with the first form that is left
    from bot.observations import draft as drafts


async def keep_draft(
    session: AsyncSession,
    *,
    workspace: WorkspaceId,
    member: MemberId,
    form: str,
    draft: "Draft",
    typed_at: datetime | None,
    now: datetime,
) -> None:
    """Keep what a form holds, in place of what it held before; not of what was typed later (UTC, by Slack's clock)."""
    kept = {"content": draft.as_text(), "kept_at": now, "typed_at": typed_at}
    is_newer = or_(Row.typed_at.is_(None), Row.typed_at <= typed_at) if typed_at else None
    await session.execute(
        insert_into(session, Row)
        .values(workspace=workspace, member=member, form=form, **kept)
        .on_conflict_do_update(index_elements=["workspace", "member", "form"], set_=kept, where=is_newer)
    )


async def was_saved(
    session: AsyncSession, *, workspace: WorkspaceId, member: MemberId, forms: Sequence[str], since: datetime
) -> bool:
    """Whether the author has sent one of these forms since a moment (UTC)."""
    theirs = Observation.workspace == workspace, Observation.observer == member, Observation.recorded_at >= since
    sent = (Observation.source_key.startswith(f"{form}/", autoescape=True) for form in forms)
    return await session.scalar(select(Observation.id).where(*theirs, or_(*sent)).limit(1)) is not None


async def newest_draft(
    session: AsyncSession, *, workspace: WorkspaceId, member: MemberId, since: datetime, besides: str
) -> "KeptDraft | None":
    """The person's own draft that was touched last, if that was after a moment (UTC); not one form's.

    Nor that of a form that was saved, of which the process that saved it did not live to forget it.
    """
    key = Row.form.concat("/")
    saved = exists().where(
        Observation.workspace == workspace,
        Observation.observer == member,
        Observation.recorded_at > since,
        func.substr(Observation.source_key, 1, func.length(key)) == key,
    )
    row = await session.scalar(
        select(Row)
        .where(Row.workspace == workspace, Row.member == member, Row.kept_at > since, Row.form != besides, ~saved)
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
