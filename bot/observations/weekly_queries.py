"""Claims on weekly reports: whose turn it is to send one, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, delete, or_, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Weekly
from bot.db.queries import insert_into
from bot.ports import MemberId, WorkspaceId


@dataclass(frozen=True)
class WeeklyClaim:
    """One supervisor's report of one week, ours until a moment (UTC); `key` is in the message's metadata."""

    workspace: WorkspaceId
    member: MemberId
    week: str
    key: str
    number: int
    doubt: bool
    held_until: datetime


async def claim_weekly(
    session: AsyncSession,
    *,
    workspace: WorkspaceId,
    member: MemberId,
    week: str,
    fresh: str,
    now: datetime,
    until: datetime,
) -> WeeklyClaim | None:
    """The report, ours to send; None where it is done with, waits, or is somebody else's. `fresh` is a key for it."""
    await session.execute(
        insert_into(session, Weekly)
        .values(workspace=workspace, member=member, week=week, key=fresh, claim=0, not_before=now, doubt=False)
        .on_conflict_do_nothing()
    )
    free = or_(Weekly.claimed_until.is_(None), Weekly.claimed_until < now)
    claimed = await session.execute(
        update(Weekly)
        .where(Weekly.workspace == workspace, Weekly.member == member, Weekly.week == week)
        .where(Weekly.done_at.is_(None), Weekly.not_before <= now, free)
        .values(
            claim=Weekly.claim + 1,
            claimed_until=until,
            doubt=case((Weekly.claimed_until.is_not(None), True), else_=Weekly.doubt),  # somebody began to send it
        )
        .returning(Weekly.key, Weekly.claim, Weekly.doubt)
        .execution_options(synchronize_session=False)
    )
    row = claimed.one_or_none()
    return WeeklyClaim(workspace, member, week, row[0], row[1], bool(row[2]), until) if row else None


async def settle_weekly(
    session: AsyncSession, *, claim: WeeklyClaim, done_at: datetime | None, not_before: datetime, doubt: bool
) -> bool:
    """It is done with, or (without `done_at`) waits until a moment (UTC); False when it was no longer ours."""
    settled = await session.execute(
        update(Weekly)
        .where(Weekly.workspace == claim.workspace, Weekly.member == claim.member, Weekly.week == claim.week)
        .where(Weekly.claim == claim.number)
        .values(done_at=done_at, not_before=not_before, doubt=doubt, claimed_until=None)
        .returning(Weekly.claim)
        .execution_options(synchronize_session=False)
    )
    return settled.scalar_one_or_none() is not None


async def forget_weekly(session: AsyncSession, *, before: datetime) -> None:
    """Delete those of weeks that are over: what was last to be sent before a moment (UTC)."""
    await session.execute(delete(Weekly).where(Weekly.not_before < before))
