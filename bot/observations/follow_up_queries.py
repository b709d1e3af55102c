"""Reads and writes of follow-ups; whether one is open is asked of the observations, and written nowhere."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.catalogue.model import Level
from bot.db.models import FollowUp, Observation
from bot.db.queries import insert_into
from bot.observations.follow_rules import REST_OF_DAY, Ended, OpenFollowUp, Planned
from bot.observations.open_queries import GOOD, is_open
from bot.observations.queries import observed_of
from bot.observations.records import Observed
from bot.ports import MemberId, WorkspaceId


async def plan_follow_up(
    session: AsyncSession, *, observed: Observed, planned: Planned, key: str, now: datetime
) -> None:
    """Plan it, or plan it anew for another day; a reminder that is under way is no longer its own."""
    anew = {
        "planned_on": planned.day,
        "due_at": planned.due_at,
        "key": key,
        "claimed_until": None,
        "doubt": False,
        "reminded_at": None,
        "dropped_at": None,
        "planned_at": now,
    }
    await session.execute(
        insert_into(session, FollowUp)
        .values(observation=observed.id, workspace=observed.workspace, claim=0, **anew)
        .on_conflict_do_update(index_elements=["observation"], set_=anew | {"claim": FollowUp.claim + 1})
    )


async def drop_follow_up(session: AsyncSession, *, observation: int, now: datetime) -> bool:
    """Give it up; False where there is none to give up."""
    dropped = await session.execute(
        update(FollowUp)
        .where(FollowUp.observation == observation, FollowUp.dropped_at.is_(None))
        .values(dropped_at=now, claim=FollowUp.claim + 1)
        .returning(FollowUp.observation)
        .execution_options(synchronize_session=False)
    )
    return dropped.scalar_one_or_none() is not None


async def has_follow_up(session: AsyncSession, *, observation: int) -> bool:
    """Whether one was planned before, dropped or not."""
    found = await session.scalar(select(FollowUp.observation).where(FollowUp.observation == observation))
    return found is not None


async def with_follow_ups(session: AsyncSession, found: Sequence[Observed]) -> tuple[Observed, ...]:
    """The observations with the days of their open follow-ups, and when these end where the observers are.

    A reminder that Slack has put off makes the day end as much later.
    """
    rows = await session.execute(
        select(FollowUp.observation, FollowUp.planned_on, FollowUp.due_at)
        .join(Observation, Observation.id == FollowUp.observation)
        .where(FollowUp.observation.in_([one.id for one in found]), is_open())
    )
    days = {number: (day, due_at + REST_OF_DAY) for number, day, due_at in rows}
    planned = ((one, *days.get(one.id, (None, None))) for one in found)
    return tuple(replace(one, follow_up=day, follow_up_ends=ends) for one, day, ends in planned)


async def hold_follow_ups(session: AsyncSession, *, workspace: WorkspaceId, subjects: Collection[MemberId]) -> None:
    """Have those about some colleagues to oneself until the transaction ends, before asking which of them it ends.

    Of two who end one in the same moment the second then sees that the first has. All at once and in one order, so
    that nobody waits for each other; on SQLite, writers take turns anyway.
    """
    await session.execute(
        select(FollowUp.observation)
        .join(Observation, Observation.id == FollowUp.observation)
        .where(Observation.workspace == workspace, Observation.subject.in_(subjects), FollowUp.dropped_at.is_(None))
        .order_by(FollowUp.observation)
        .with_for_update(of=FollowUp)
    )


async def ended_by(session: AsyncSession, *, observed: Observed) -> tuple[Ended, ...]:
    """The follow-ups, whoever's, that are open but for this observation; the nearest day first."""
    if observed.level.value not in GOOD:
        return ()
    rows = await session.execute(
        select(FollowUp.observation, Observation.observer, FollowUp.planned_on)
        .join(Observation, Observation.id == FollowUp.observation)
        .where(Observation.workspace == observed.workspace, Observation.subject == observed.subject)
        .where(Observation.standard == observed.standard)
        .where(Observation.seen_at <= observed.seen_at, Observation.id != observed.id, is_open(but_for=observed.id))
        .order_by(FollowUp.planned_on, FollowUp.observation)
    )
    return tuple(Ended(row[0], MemberId(row[1]), row[2]) for row in rows)


async def closed_follow_up(session: AsyncSession, *, workspace: WorkspaceId, observation: int) -> Observed | None:
    """The observation, with the day of its follow-up; None while that is open, and where it ended in another way.

    It was dropped, or its own observation was taken back or corrected to *met*.
    """
    rows = await session.execute(
        select(Observation, FollowUp.planned_on)
        .join(FollowUp, FollowUp.observation == Observation.id)
        .where(Observation.workspace == workspace, Observation.id == observation)
        .where(FollowUp.dropped_at.is_(None), ~is_open())
        .where(Observation.undone_at.is_(None), Observation.level == Level.NOT_YET.value)
    )
    row = rows.one_or_none()
    return replace(observed_of(row[0]), follow_up=row[1]) if row else None


async def open_follow_ups_by(
    session: AsyncSession, *, workspace: WorkspaceId, observer: MemberId, most: int
) -> tuple[OpenFollowUp, ...]:
    """An observer's own that wait, the nearest day first."""
    rows = await session.execute(
        select(Observation, FollowUp.planned_on)
        .join(FollowUp, FollowUp.observation == Observation.id)
        .where(Observation.workspace == workspace, Observation.observer == observer, is_open())
        .order_by(FollowUp.planned_on, FollowUp.observation)
        .limit(most)
    )
    return tuple(OpenFollowUp(observed_of(row[0]), row[1]) for row in rows)


async def count_open_follow_ups(
    session: AsyncSession, *, workspace: WorkspaceId, observer: MemberId | None = None
) -> int:
    """How many wait in a workspace, or of one observer."""
    whose = () if observer is None else (Observation.observer == observer,)
    counting = (
        select(func.count())
        .select_from(FollowUp)
        .join(Observation, Observation.id == FollowUp.observation)
        .where(FollowUp.workspace == workspace, is_open(), *whose)
    )
    return await session.scalar(counting) or 0


async def forget_follow_ups(session: AsyncSession, *, observations: Sequence[int]) -> None:
    """Delete those of some observations."""
    await session.execute(delete(FollowUp).where(FollowUp.observation.in_(observations)))
