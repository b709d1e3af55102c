"""Whether anything about observations waits for its hour, so that an idle process need not load what sees to it."""

from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Chore, FollowUp, Observation
from bot.observations.open_queries import awaits_reminder


async def anything_waits(session: AsyncSession, *, now: datetime) -> bool:
    """False where no reminder and no chore is due, in any workspace, and no contest is open."""
    reminder = exists().where(Observation.id == FollowUp.observation, awaits_reminder(now))
    contest = exists().where(Observation.contested_at.is_not(None))
    chore = exists().where(Chore.not_before <= now, Chore.done_at.is_(None))
    return bool(await session.scalar(select(or_(reminder, contest, chore))))
