"""Claims on contests that no admin was asked about: whose turn it is to ask one, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Decider, Observation, Removal, Seek
from bot.db.queries import insert_into
from bot.observations.records import Observed
from bot.ports import MemberId, WorkspaceId


@dataclass(frozen=True)
class Unheard:
    """An open contest that no admin was asked about."""

    observation: int
    workspace: WorkspaceId
    parties: frozenset[MemberId]  # whom it is between


@dataclass(frozen=True)
class Sought:
    """A contest for which an admin is ours to ask until a moment (UTC); `key` is in the message's metadata."""

    observation: int
    workspace: WorkspaceId
    parties: frozenset[MemberId]
    key: str
    number: int
    doubt: bool
    held_until: datetime


async def unheard_contests(session: AsyncSession, *, now: datetime, limit: int) -> Sequence[Unheard]:
    """Open contests whose admin is still to be asked, the oldest first; without what somebody sees to, or waits."""
    is_due = and_(Seek.not_before <= now, _free(now))
    rows = await session.execute(
        select(Observation.id, Observation.workspace, Observation.observer, Observation.subject)
        .outerjoin(Seek, Seek.observation == Observation.id)
        .where(Observation.contested_at.is_not(None))
        .where(or_(~_has_admin(), Seek.observation.is_not(None)))
        .where(or_(Seek.observation.is_(None), is_due))
        .where(~exists().where(Removal.workspace == Observation.workspace))  # it waits for the next installation
        .order_by(Observation.contested_at, Observation.id)
        .limit(limit)
    )
    return [Unheard(row[0], WorkspaceId(row[1]), frozenset(map(MemberId, row[2:]))) for row in rows]


async def claim_seek(
    session: AsyncSession, *, unheard: Unheard, fresh: str, now: datetime, until: datetime
) -> Sought | None:
    """The contest, ours to find an admin for; None where it is somebody else's or done. `fresh` is a key for it."""
    of_this = and_(Seek.workspace == unheard.workspace, Seek.observation == unheard.observation)
    added = await session.execute(
        insert_into(session, Seek)
        .values(observation=unheard.observation, workspace=unheard.workspace, key=fresh, not_before=now)
        .on_conflict_do_nothing()
        .returning(Seek.observation)
    )
    if added.scalar_one_or_none() is not None and await _was_heard(session, unheard):
        await session.execute(delete(Seek).where(of_this))
        return None
    claimed = await session.execute(
        update(Seek)
        .where(of_this, Seek.not_before <= now, _free(now))
        .values(
            claim=Seek.claim + 1,
            claimed_until=until,
            doubt=case((Seek.claimed_until.is_not(None), True), else_=Seek.doubt),  # somebody began to ask
        )
        .returning(Seek.key, Seek.claim, Seek.doubt)
        .execution_options(synchronize_session=False)
    )
    row = claimed.one_or_none()
    about = unheard.observation, unheard.workspace, unheard.parties
    return Sought(*about, row[0], row[1], bool(row[2]), until) if row else None


async def settle_seek(session: AsyncSession, *, sought: Sought) -> bool:
    """There is nothing left to ask; False when it was no longer ours."""
    settled = await session.execute(
        delete(Seek).where(_ours(sought)).returning(Seek.claim).execution_options(synchronize_session=False)
    )
    return settled.scalar_one_or_none() is not None


async def end_seek(session: AsyncSession, *, observed: Observed) -> tuple[str, datetime | None] | None:
    """End the search for who decides on a contest that is over, or begins anew.

    Returns the key of a question that may be there, and until when (UTC) one may still be sent; None where none was.
    """
    ended = await session.execute(
        delete(Seek)
        .where(Seek.workspace == observed.workspace, Seek.observation == observed.id)
        .returning(Seek.key, Seek.claimed_until, Seek.doubt)
        .execution_options(synchronize_session=False)
    )
    row = ended.one_or_none()
    return (row[0], row[1]) if row and (row[1] or row[2]) else None


async def release_seek(session: AsyncSession, *, sought: Sought, not_before: datetime, doubt: bool) -> None:
    """Have it tried again from a moment (UTC) on, if it is still ours."""
    await session.execute(
        update(Seek)
        .where(_ours(sought))
        .values(not_before=not_before, doubt=doubt, claimed_until=None)
        .execution_options(synchronize_session=False)
    )


async def forget_seeks(session: AsyncSession, *, observations: Sequence[int]) -> None:
    """Delete those of some observations."""
    await session.execute(delete(Seek).where(Seek.observation.in_(observations)))


async def is_sought(session: AsyncSession, *, observed: Observed) -> bool:
    """Whether an admin is being sought for its contest."""
    of_this = Seek.workspace == observed.workspace, Seek.observation == observed.id
    return await session.scalar(select(Seek.observation).where(*of_this)) is not None


async def _was_heard(session: AsyncSession, unheard: Unheard) -> bool:
    of_this = Observation.workspace == unheard.workspace, Observation.id == unheard.observation
    return await session.scalar(select(Observation.id).where(*of_this, _has_admin())) is not None


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(Seek.claimed_until.is_(None), Seek.claimed_until < now)


def _has_admin() -> ColumnElement[bool]:
    """Whether anybody was asked to decide beside the observer."""
    return exists().where(Decider.observation == Observation.id, Decider.member != Observation.observer)


def _ours(sought: Sought) -> ColumnElement[bool]:
    of_this = and_(Seek.workspace == sought.workspace, Seek.observation == sought.observation)
    return and_(of_this, Seek.claim == sought.number)
