"""Reads and writes of who was asked to decide on a contest."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Decider
from bot.db.queries import insert_into
from bot.observations.records import Observed
from bot.observations.steps import Asked
from bot.ports import ChannelId, MemberId


async def keep_deciders(session: AsyncSession, *, observed: Observed, members: Iterable[MemberId]) -> None:
    """Keep whom a contest goes to."""
    for member in members:
        await session.execute(
            insert_into(session, Decider)
            .values(observation=observed.id, member=member, workspace=observed.workspace, channel="", ts="")
            .on_conflict_do_nothing()
        )


async def keep_one_beside(session: AsyncSession, *, observed: Observed, members: Sequence[MemberId]) -> None:
    """Keep one of these beside the observer: who was chosen before, as long as they are among them, else the first."""
    beside = (Decider.observation == observed.id) & (Decider.member != observed.observer)
    await session.execute(delete(Decider).where(beside, Decider.member.not_in(members)))
    if await session.scalar(select(Decider.member).where(beside)) is None:
        await keep_deciders(session, observed=observed, members=members[:1])


async def keep_message(
    session: AsyncSession, *, observation: int, member: MemberId, channel: ChannelId, ts: str
) -> None:
    """Keep where their message with the buttons is."""
    await session.execute(
        update(Decider)
        .where(Decider.observation == observation, Decider.member == member)
        .values(channel=channel, ts=ts)
        .execution_options(synchronize_session=False)
    )


async def deciders_of(session: AsyncSession, *, observation: int) -> tuple[Asked, ...]:
    """Whom the contest of an observation went to."""
    rows = await session.scalars(select(Decider).where(Decider.observation == observation).order_by(Decider.member))
    return tuple(Asked(MemberId(row.member), ChannelId(row.channel), row.ts) for row in rows)


async def forget_deciders(session: AsyncSession, *, observations: Sequence[int]) -> None:
    """Delete those of some observations."""
    await session.execute(delete(Decider).where(Decider.observation.in_(observations)))
