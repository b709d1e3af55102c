"""Reads and writes of roll calls: whose turn it is to ask who is still there, and how far that has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select, union, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import RollCall
from bot.db.queries import insert_into
from bot.people.erasure_queries import NOBODY, PERSONAL
from bot.ports import MemberId, WorkspaceId


@dataclass(frozen=True)
class Called:
    """A roll call that is ours for now; of the people, by id, so many have `passed`, and `asked` were this night."""

    workspace: WorkspaceId
    passed: int
    asked: int
    number: int


async def plan_roll_call(session: AsyncSession, *, workspace: WorkspaceId, due_at: datetime) -> None:
    """Plan the first one of a workspace; one that is planned stays."""
    planning = insert_into(session, RollCall).values(workspace=workspace, due_at=due_at)
    await session.execute(planning.on_conflict_do_nothing())


async def claim_roll_call(
    session: AsyncSession, *, workspace: WorkspaceId, now: datetime, until: datetime
) -> Called | None:
    """The roll call that is due, now ours until a moment (UTC); None where it is not, or another's."""
    free = or_(RollCall.claimed_until.is_(None), RollCall.claimed_until < now)
    claimed = await session.execute(
        update(RollCall)
        .where(RollCall.workspace == workspace, RollCall.due_at <= now, free)
        .values(claim=RollCall.claim + 1, claimed_until=until)
        .returning(RollCall.passed, RollCall.asked, RollCall.claim)
        .execution_options(synchronize_session=False)
    )
    row = claimed.one_or_none()
    return Called(workspace, row[0], row[1], row[2]) if row else None


async def settle_roll_call(session: AsyncSession, *, called: Called, passed: int, asked: int, due_at: datetime) -> None:
    """Keep how far it has come and when it goes on, if it is still ours."""
    await session.execute(
        update(RollCall)
        .where(RollCall.workspace == called.workspace, RollCall.claim == called.number)
        .values(passed=passed, asked=asked, due_at=due_at, claimed_until=None)
        .execution_options(synchronize_session=False)
    )


async def people_known(session: AsyncSession, *, workspace: WorkspaceId, start: int, most: int) -> Sequence[MemberId]:
    """Some of the people who stand anywhere, each once, by id."""
    known = union(
        *(
            select(table.__table__.c[column].label("member"))
            .where(table.__table__.c.workspace == workspace, table.__table__.c[column] != NOBODY)
            .distinct()
            for table, columns in PERSONAL.items()
            for column in columns
        )
    ).subquery()
    found = await session.scalars(select(known.c.member).order_by(known.c.member).offset(start).limit(most))
    return [MemberId(one) for one in found]
