"""Reads and writes of the observation table."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.catalogue.model import Level
from bot.db.models import Observation
from bot.db.queries import database_of, insert_into
from bot.observations.records import NewObservation, Observed, Outcome
from bot.ports import MemberId, WorkspaceId


async def add_observation(
    session: AsyncSession, *, new: NewObservation, standard_version: str, seen_at: datetime, now: datetime
) -> Observed | None:
    """Insert it; None when its source key is there already."""
    added = await session.scalar(
        insert_into(session, Observation)
        .values(
            workspace=new.workspace,
            observer=new.observer,
            subject=new.subject,
            standard=new.standard,
            standard_version=standard_version,
            level=new.level.value,
            note=new.note,
            place=new.place,
            seen_at=seen_at,
            recorded_at=now,
            undone_at=None,
            source_key=new.source_key,
        )
        .on_conflict_do_nothing(index_elements=["workspace", "source_key"])
        .returning(Observation)
    )
    return observed_of(added) if added else None


async def observation_of_request(session: AsyncSession, *, workspace: WorkspaceId, source_key: str) -> Observed:
    """What a request recorded before."""
    found = await session.scalars(
        select(Observation).where(Observation.workspace == workspace, Observation.source_key == source_key)
    )
    return observed_of(found.one())


async def observation_now(session: AsyncSession, *, workspace: WorkspaceId, observation: int) -> Observed | None:
    """The observation as it is now, whoever recorded it."""
    row = await session.scalar(
        select(Observation).where(Observation.id == observation, Observation.workspace == workspace)
    )
    return observed_of(row) if row else None


async def wait_for_like(session: AsyncSession, *, new: NewObservation) -> None:
    """Let the same words be saved one after another, so that the second sees the first; other words do not wait.

    On SQLite, writers take turns anyway.
    """
    if database_of(session) == "postgresql":
        words = (new.workspace, new.observer, new.subject, new.standard, new.level.value, new.note)
        turn = func.hashtextextended(f"takt/line/{words!r}", 0)
        await session.execute(select(func.pg_advisory_xact_lock(turn)))


async def observation_like(session: AsyncSession, *, new: NewObservation, since: datetime) -> Observed | None:
    """What this observer recorded since a moment in the same words, by another request; None where nothing counts."""
    row = await session.scalar(
        select(Observation)
        .where(
            Observation.workspace == new.workspace,
            Observation.observer == new.observer,
            Observation.subject == new.subject,
            Observation.standard == new.standard,
            Observation.level == new.level.value,
            Observation.note == new.note,
            Observation.recorded_at >= since,
            Observation.undone_at.is_(None),
            Observation.source_key != new.source_key,
        )
        .order_by(Observation.id)
        .limit(1)
    )
    return observed_of(row) if row else None


async def observation_by(
    session: AsyncSession, *, workspace: WorkspaceId, observer: MemberId, observation: int
) -> Observed | None:
    """The observation, if this observer recorded it."""
    row = await session.scalar(
        select(Observation).where(
            Observation.id == observation, Observation.workspace == workspace, Observation.observer == observer
        )
    )
    return observed_of(row) if row else None


async def observations_about(
    session: AsyncSession, *, workspace: WorkspaceId, subject: MemberId, start: int, most: int
) -> tuple[Observed, ...]:
    """What was recorded about a person, newest first, withdrawn ones too."""
    rows = await session.scalars(
        select(Observation)
        .where(Observation.workspace == workspace, Observation.subject == subject)
        .order_by(Observation.seen_at.desc(), Observation.id.desc())
        .offset(start)
        .limit(most)
    )
    return tuple(observed_of(row) for row in rows)


async def count_about(session: AsyncSession, *, workspace: WorkspaceId, subject: MemberId) -> int:
    """How many observations were recorded about a person."""
    return (
        await session.scalar(
            select(func.count()).where(Observation.workspace == workspace, Observation.subject == subject)
        )
        or 0
    )


async def latest_by(
    session: AsyncSession, *, workspace: WorkspaceId, observer: MemberId, since: datetime | None, start: int, most: int
) -> tuple[Observed, ...]:
    """What an observer recorded last, since a moment or ever, newest first."""
    rows = await session.scalars(
        select(Observation)
        .where(Observation.workspace == workspace, Observation.observer == observer)
        .where(*([Observation.recorded_at >= since] if since else []))
        .order_by(Observation.recorded_at.desc(), Observation.id.desc())
        .offset(start)
        .limit(most)
    )
    return tuple(observed_of(row) for row in rows)


async def count_by(session: AsyncSession, *, workspace: WorkspaceId, observer: MemberId, since: datetime | None) -> int:
    """How many observations somebody recorded, since a moment or ever."""
    recorded = select(func.count()).where(Observation.workspace == workspace, Observation.observer == observer)
    return await session.scalar(recorded.where(*([Observation.recorded_at >= since] if since else []))) or 0


async def withdraw_observation(session: AsyncSession, *, observation: int, now: datetime) -> bool:
    """Mark it as undone; False when it was already, or a contest of it was decided."""
    undone = await session.execute(
        update(Observation)
        .where(Observation.id == observation, Observation.undone_at.is_(None), Observation.outcome.is_(None))
        .values(undone_at=now, contested_at=None)
        .returning(Observation.id)
    )
    return undone.scalar_one_or_none() is not None


def observed_of(row: Observation) -> Observed:
    """The row as services pass it on."""
    return Observed(
        id=row.id,
        workspace=WorkspaceId(row.workspace),
        observer=MemberId(row.observer),
        subject=MemberId(row.subject),
        standard=row.standard,
        standard_version=row.standard_version,
        level=Level(row.level),
        note=row.note,
        place=row.place,
        seen_at=row.seen_at,
        recorded_at=row.recorded_at,
        undone_at=row.undone_at,
        purpose=row.purpose,
        corrected_at=row.corrected_at,
        contested_at=row.contested_at,
        outcome=Outcome(row.outcome) if row.outcome else None,
    )
