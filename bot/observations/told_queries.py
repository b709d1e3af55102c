"""Reads and writes of which messages show an observation to the colleague it is about."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Observation, Told
from bot.db.queries import insert_into
from bot.observations.records import Observed
from bot.ports import ChannelId

Place = tuple[ChannelId, str]  # a message's channel and timestamp


async def keep_told(session: AsyncSession, *, observed: Observed, place: Place) -> None:
    """Keep where a message is."""
    channel, ts = place
    values = {"observation": observed.id, "ts": ts, "workspace": observed.workspace, "channel": channel}
    await session.execute(insert_into(session, Told).values(**values).on_conflict_do_nothing())


async def told_of(session: AsyncSession, *, observed: Observed) -> tuple[Place, ...]:
    """Where the messages of an observation are, the oldest first."""
    of_this = Told.workspace == observed.workspace, Told.observation == observed.id
    rows = await session.execute(select(Told.channel, Told.ts).where(*of_this).order_by(Told.ts))
    return tuple((ChannelId(row[0]), row[1]) for row in rows)


async def counts_still(session: AsyncSession, *, observed: Observed) -> bool:
    """Whether an observation is there and has not been taken back."""
    of_this = Observation.workspace == observed.workspace, Observation.id == observed.id
    return await session.scalar(select(Observation.id).where(*of_this, Observation.undone_at.is_(None))) is not None


async def forget_told(session: AsyncSession, *, observations: Sequence[int]) -> None:
    """Delete those of some observations."""
    await session.execute(delete(Told).where(Told.observation.in_(observations)))
