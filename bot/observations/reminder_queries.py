"""Claims on reminders of follow-ups: whose turn it is to send one, and what became of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import FollowUp, Observation
from bot.observations.follow_rules import Reminder
from bot.observations.open_queries import awaits_reminder, is_open
from bot.observations.queries import observed_of


async def claim_reminders(session: AsyncSession, *, now: datetime, until: datetime, limit: int) -> Sequence[Reminder]:
    """Due reminders, now ours until a moment (UTC); one that somebody else began to send is in doubt."""
    free = or_(FollowUp.claimed_until.is_(None), FollowUp.claimed_until < now)
    due = (
        select(FollowUp.observation)
        .join(Observation, Observation.id == FollowUp.observation)
        .where(awaits_reminder(now), free)
        .order_by(FollowUp.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True, of=FollowUp)
    )
    claimed = await session.execute(
        update(FollowUp)
        .where(FollowUp.observation.in_(due.scalar_subquery()), free, FollowUp.reminded_at.is_(None))
        .values(
            claim=FollowUp.claim + 1,
            claimed_until=until,
            doubt=case((FollowUp.claimed_until.is_not(None), True), else_=FollowUp.doubt),
        )
        .returning(FollowUp.observation)
        .execution_options(synchronize_session=False)
    )
    return await _reminders(session, list(claimed.scalars()))


async def is_still_wanted(session: AsyncSession, *, reminder: Reminder) -> bool:
    """Whether it is still ours to send, and still open: it may have been met, dropped or moved meanwhile."""
    wanted = (
        select(FollowUp.observation)
        .join(Observation, Observation.id == FollowUp.observation)
        .where(_ours(reminder), is_open())
    )
    return await session.scalar(wanted) is not None


async def settle_reminder(session: AsyncSession, *, reminder: Reminder, now: datetime) -> bool:
    """It is done with; False when it was no longer ours."""
    return await _write(session, reminder, {"reminded_at": now, "claimed_until": None})


async def release_reminder(session: AsyncSession, *, reminder: Reminder, due_at: datetime, doubt: bool) -> bool:
    """Have it tried again from a moment (UTC) on; False when it was no longer ours."""
    return await _write(session, reminder, {"due_at": due_at, "claimed_until": None, "doubt": doubt})


async def _reminders(session: AsyncSession, observations: Sequence[int]) -> list[Reminder]:
    rows = await session.execute(
        select(FollowUp, Observation)
        .join(Observation, Observation.id == FollowUp.observation)
        .where(FollowUp.observation.in_(observations))
        .order_by(FollowUp.due_at)
        .execution_options(populate_existing=True)
    )
    return [
        Reminder(
            observed=replace(observed_of(observation), follow_up=row.planned_on),
            day=row.planned_on,
            key=row.key,
            claim=row.claim,
            held_until=row.claimed_until or row.due_at,
            doubt=row.doubt,
            due_at=row.due_at,
        )
        for row, observation in rows
    ]


def _ours(reminder: Reminder) -> ColumnElement[bool]:
    return and_(FollowUp.observation == reminder.observed.id, FollowUp.claim == reminder.claim)


async def _write(session: AsyncSession, reminder: Reminder, values: dict[str, object]) -> bool:
    written = await session.execute(
        update(FollowUp)
        .where(_ours(reminder))
        .values(**values)
        .returning(FollowUp.observation)
        .execution_options(synchronize_session=False)
    )
    return written.scalar_one_or_none() is not None
