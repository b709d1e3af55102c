"""Takes observations out of the database, and leaves counts."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Observation, ObservationCount, ObservationEvent
from bot.db.queries import insert_into
from bot.loading import later
from bot.ports import MemberId, WorkspaceId

with later():  # with the first observation whose time is up
    from bot.observations import chore_queries, decider_queries, follow_up_queries, seeking_queries, told_queries

Counted = tuple[str, str, str, str]  # workspace, standard, level, month


async def fold_old(session: AsyncSession, *, before: datetime, limit: int) -> int:
    """Count and delete up to `limit` observations of what was seen before a moment. Returns how many went."""
    old = select(Observation.id).where(Observation.seen_at < before).order_by(Observation.id).limit(limit)
    return await _fold(session, Observation.id.in_(old))


async def fold_about(session: AsyncSession, *, workspace: WorkspaceId, subject: MemberId) -> int:
    """Count and delete all observations about a person. Returns how many went."""
    return await _fold(session, (Observation.workspace == workspace) & (Observation.subject == subject))


async def _fold(session: AsyncSession, which: ColumnElement[bool]) -> int:
    """What is deleted by this statement is counted by it, and by nobody else; taken back or contested is not."""
    folding = (
        delete(Observation)
        .where(which)
        .returning(
            Observation.id,
            Observation.workspace,
            Observation.standard,
            Observation.level,
            Observation.seen_at,
            Observation.undone_at,  # judged here: SQLite finds `IS NULL` false in what a DELETE returns
            Observation.contested_at,
        )
        .execution_options(synchronize_session=False)
    )
    rows = (await session.execute(folding)).all()
    ids = [row[0] for row in rows]
    if ids:
        await session.execute(delete(ObservationEvent).where(ObservationEvent.observation.in_(ids)))
        await follow_up_queries.forget_follow_ups(session, observations=ids)
        await decider_queries.forget_deciders(session, observations=ids)
        await seeking_queries.forget_seeks(session, observations=ids)
        await told_queries.forget_told(session, observations=ids)
        await chore_queries.forget_chores(session, observations=ids)
    counting = [(row[1], row[2], row[3], f"{row[4]:%Y-%m}") for row in rows if not (row[5] or row[6])]
    await _count(session, counting)
    return len(ids)


async def _count(session: AsyncSession, found: Iterable[Counted]) -> None:
    for (workspace, standard, level, month), number in sorted(Counter(found).items()):
        adding = insert_into(session, ObservationCount).values(
            workspace=workspace, standard=standard, level=level, month=month, count=number
        )
        await session.execute(
            adding.on_conflict_do_update(
                index_elements=["workspace", "standard", "level", "month"],
                set_={"count": ObservationCount.count + number},
            )
        )
