"""Reads and writes of who was asked to decide on a contest."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Decider, Observation, Removal
from bot.db.queries import insert_into, rows_changed
from bot.observations.records import Observed
from bot.observations.seeking_queries import Sought
from bot.observations.steps import Asked
from bot.ports import ChannelId, MemberId, WorkspaceId


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


async def chosen_beside(session: AsyncSession, *, sought: Sought) -> MemberId | None:
    """Who beside the two was chosen to decide, on an earlier try."""
    of_this = Decider.workspace == sought.workspace, Decider.observation == sought.observation
    found = await session.scalar(select(Decider.member).where(*of_this, Decider.member.not_in(sought.parties)))
    return MemberId(found) if found else None


async def asked_admins(session: AsyncSession) -> Sequence[tuple[WorkspaceId, MemberId]]:
    """Everybody who is to decide on an open contest beside its observer, each once."""
    return await _asked(session, Decider.member != Observation.observer)


async def asked_observers(session: AsyncSession) -> Sequence[tuple[WorkspaceId, MemberId]]:
    """Everybody who is to decide on an open contest of what they recorded, each once."""
    return await _asked(session, Decider.member == Observation.observer)


async def _asked(session: AsyncSession, which: ColumnElement[bool]) -> Sequence[tuple[WorkspaceId, MemberId]]:
    rows = await session.execute(
        select(Decider.workspace, Decider.member)
        .join(Observation, Observation.id == Decider.observation)
        .where(Observation.contested_at.is_not(None), which)
        .where(~exists().where(Removal.workspace == Decider.workspace))  # it waits for the next installation
        .distinct()
        .order_by(Decider.workspace, Decider.member)
    )
    return [(WorkspaceId(row[0]), MemberId(row[1])) for row in rows]


async def release_contests(
    session: AsyncSession, *, workspace: WorkspaceId, member: MemberId, own: bool = False
) -> int:
    """Have somebody decide on nothing but what they recorded, or (`own`) on nothing of that.

    Returns how many open contests are without them now.
    """
    theirs = (
        select(Observation.id)
        .where(Observation.workspace == workspace, Observation.contested_at.is_not(None))
        .where(Observation.observer == member if own else Observation.observer != member)
    )
    released = delete(Decider).where(
        Decider.workspace == workspace, Decider.member == member, Decider.observation.in_(theirs)
    )
    return rows_changed(await session.execute(released.execution_options(synchronize_session=False)))


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


async def is_decider(session: AsyncSession, *, workspace: WorkspaceId, observation: int, member: MemberId) -> bool:
    """Whether the contest of an observation went to somebody, and was not taken from them."""
    of_this = Decider.workspace == workspace, Decider.observation == observation, Decider.member == member
    return await session.scalar(select(Decider.member).where(*of_this)) is not None


async def clear_deciders(session: AsyncSession, *, observed: Observed) -> None:
    """Let go of whom an earlier contest of an observation went to."""
    of_this = Decider.workspace == observed.workspace, Decider.observation == observed.id
    await session.execute(delete(Decider).where(*of_this))


async def forget_deciders(session: AsyncSession, *, observations: Sequence[int]) -> None:
    """Delete those of some observations."""
    await session.execute(delete(Decider).where(Decider.observation.in_(observations)))
