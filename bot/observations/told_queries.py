"""Reads and writes of which messages show an observation to the colleague it is about."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import models as tables
from bot.db.models import Observation
from bot.db.queries import insert_into
from bot.direct_messages import Place
from bot.observations.records import Observed
from bot.ports import ChannelId, MemberId, WorkspaceId


@dataclass(frozen=True)
class Told:
    """A message that shows an observation, and whether it has been emptied."""

    place: Place
    emptied: bool


async def keep_told(session: AsyncSession, *, observed: Observed, place: Place) -> None:
    """Keep where a message is."""
    await session.execute(insert_into(session, tables.Told).values(**_row(observed, place)).on_conflict_do_nothing())


async def keep_emptied(session: AsyncSession, *, observed: Observed, place: Place) -> None:
    """Keep that a message was emptied, also one of which it was not known that it is there."""
    emptied = {"emptied": True}
    await session.execute(
        insert_into(session, tables.Told)
        .values(**_row(observed, place), **emptied)
        .on_conflict_do_update(index_elements=["observation", "ts"], set_=emptied)
    )


async def told_of(session: AsyncSession, *, workspace: WorkspaceId, observation: int) -> tuple[Told, ...]:
    """The messages of an observation, the oldest first."""
    rows = await session.scalars(
        select(tables.Told)
        .where(tables.Told.workspace == workspace, tables.Told.observation == observation)
        .order_by(tables.Told.ts)
    )
    return tuple(Told((ChannelId(row.channel), row.ts), row.emptied) for row in rows)


async def channel_with(session: AsyncSession, *, workspace: WorkspaceId, member: MemberId) -> ChannelId | None:
    """The direct messages with a person, where any message about them is known to have arrived."""
    found = await session.scalar(
        select(tables.Told.channel)
        .join(Observation, Observation.id == tables.Told.observation)
        .where(Observation.workspace == workspace, Observation.subject == member)
        .limit(1)
    )
    return ChannelId(found) if found else None


async def counts_still(session: AsyncSession, *, observed: Observed) -> bool:
    """Whether an observation is there and has not been taken back."""
    of_this = Observation.workspace == observed.workspace, Observation.id == observed.id
    return await session.scalar(select(Observation.id).where(*of_this, Observation.undone_at.is_(None))) is not None


async def forget_told(session: AsyncSession, *, observations: Sequence[int]) -> None:
    """Delete those of some observations."""
    await session.execute(delete(tables.Told).where(tables.Told.observation.in_(observations)))


def _row(observed: Observed, place: Place) -> dict[str, object]:
    channel, ts = place
    return {"observation": observed.id, "ts": ts, "workspace": observed.workspace, "channel": channel}
