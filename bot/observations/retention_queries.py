"""Takes observations out of the database, and leaves counts."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import MonthOfMany, Observation, ObservationCount, ObservationEvent
from bot.db.queries import insert_into
from bot.loading import later
from bot.observations.open_queries import counts_in_reports
from bot.people.groups import FEWEST
from bot.ports import MemberId, WorkspaceId

with later():  # with the first observation whose time is up
    from bot.observations import chore_queries, decider_queries, follow_up_queries, seeking_queries, told_queries

MONTH_AND_MORE = timedelta(days=31)  # from a first day on always into the next month
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
            Observation.subject,
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
    counts = [row for row in rows if not (row[5] or row[6])]
    await _count(session, [(row[1], row[2], row[3], f"{row[4]:%Y-%m}") for row in counts])
    await _keep_months_of_many(session, [(row[1], row[4], row[7]) for row in counts])
    return len(ids)


async def _keep_months_of_many(session: AsyncSession, gone: Iterable[tuple[str, datetime, str]]) -> None:
    """Keep in which months five people or more were seen, by those who went and those who are still there."""
    seen: dict[tuple[str, datetime], set[str]] = defaultdict(set)
    for workspace, at, subject in gone:
        seen[workspace, at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)].add(subject)
    for (workspace, begin), gone_of in sorted(seen.items()):
        left = set() if len(gone_of) >= FEWEST else await _people_left(session, workspace, begin, but_for=gone_of)
        if len(gone_of) + len(left) >= FEWEST:
            kept = insert_into(session, MonthOfMany).values(workspace=workspace, month=f"{begin:%Y-%m}")
            await session.execute(kept.on_conflict_do_nothing())


async def _people_left(session: AsyncSession, workspace: str, begin: datetime, *, but_for: Iterable[str]) -> set[str]:
    """Some of the others that were seen in the month that began then (UTC), as many as are asked about."""
    left = (
        select(Observation.subject)
        .where(Observation.workspace == workspace, Observation.subject.not_in(but_for))
        .where(Observation.seen_at >= begin, Observation.seen_at < (begin + MONTH_AND_MORE).replace(day=1))
        .where(counts_in_reports())
    )
    return set(await session.scalars(left.distinct().limit(FEWEST)))


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
