"""Reads and writes of what a question's message says of its answers, one statement each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Delivery, Response
from bot.db.queries import rows_changed
from bot.people.groups import FEWEST
from bot.ports import ChannelId, WorkspaceId

UNKNOWN = -1  # as `count_shown`: nobody knows what the message says


@dataclass(frozen=True)
class TallyClaim:
    """A message whose count is ours to show until `lease`."""

    delivery: str
    workspace: WorkspaceId
    channel: ChannelId
    slack_ts: str
    words: str | None
    answers: int
    day_count: int  # of them, those that came before the day was over; none before that
    day_right: int
    lease: datetime


async def close_days(session: AsyncSession, *, now: datetime) -> int:
    """Close the questions whose day is over, with its answers; enough of them are to be shown with their share."""
    has_share = Delivery.answer_count >= FEWEST
    of_day = select(func.count()).where(Response.delivery == Delivery.id, Response.answered_at <= Delivery.closes_at)
    counts = {
        "day_count": of_day.scalar_subquery(),
        "day_right": of_day.where(Response.is_right).scalar_subquery(),
        "count_shown": case((has_share, UNKNOWN), else_=Delivery.count_shown),
    }
    closing = (
        update(Delivery).where(Delivery.closed_at.is_(None), Delivery.closes_at <= now).values(closed_at=now, **counts)
    )
    return rows_changed(await session.execute(closing.execution_options(synchronize_session=False)))


async def claim_tallies(
    session: AsyncSession,
    *,
    now: datetime,
    lease_until: datetime,
    each: int,
    limit: int,
    but: Collection[WorkspaceId] = (),
) -> list[TallyClaim]:
    """Up to `limit` messages that show another count than there is, longest waited first, `each` of a workspace."""
    waited = func.row_number().over(
        partition_by=Delivery.workspace, order_by=(Delivery.count_due_at.nulls_first(), Delivery.slot.desc())
    )
    turns = select(Delivery.id, waited.label("turn")).where(_due(now), Delivery.workspace.not_in(but)).subquery()
    chosen = select(turns.c.id).where(turns.c.turn <= each).limit(limit)
    claiming = (
        update(Delivery)
        .where(Delivery.id.in_(chosen), _due(now))  # once more: another replica may have been quicker
        .values(count_due_at=lease_until)
        .returning(Delivery)
        .execution_options(synchronize_session=False)
    )
    return [_claim(row, lease_until) for row in await session.scalars(claiming)]


async def settle_tally(session: AsyncSession, *, claim: TallyClaim, shown: bool, again_at: datetime) -> bool:
    """Write whether the message shows the count, and until when it is left alone; False when it is no longer ours."""
    still_ours = update(Delivery).where(Delivery.id == claim.delivery, Delivery.count_due_at == claim.lease)
    settling = still_ours.values(count_due_at=again_at, **({"count_shown": claim.answers} if shown else {}))
    return rows_changed(await session.execute(settling.execution_options(synchronize_session=False))) == 1


async def distrust_tally(session: AsyncSession, *, delivery: str) -> None:
    """Nobody knows what the message says: two have written at once. It is shown once more."""
    doubting = update(Delivery).where(Delivery.id == delivery).values(count_shown=UNKNOWN)
    await session.execute(doubting.execution_options(synchronize_session=False))


async def stop_tallies(session: AsyncSession, *, workspace: WorkspaceId, now: datetime) -> None:
    """Leave the messages of a workspace as they are."""
    is_open = and_(Delivery.workspace == workspace, Delivery.answer_count > 0)
    stopping = (
        update(Delivery)
        .where(is_open)
        .values(count_shown=Delivery.answer_count, closed_at=func.coalesce(Delivery.closed_at, now))
    )
    await session.execute(stopping.execution_options(synchronize_session=False))


def _due(now: datetime) -> ColumnElement[bool]:
    return and_(
        Delivery.answer_count != Delivery.count_shown,
        Delivery.slack_ts.is_not(None),
        or_(Delivery.count_due_at.is_(None), Delivery.count_due_at <= now),
    )


def _claim(row: Delivery, lease: datetime) -> TallyClaim:
    return TallyClaim(
        delivery=row.id,
        workspace=WorkspaceId(row.workspace),
        channel=ChannelId(row.channel),
        slack_ts=str(row.slack_ts),
        words=row.shown,
        answers=row.answer_count,
        day_count=row.day_count or 0,
        day_right=row.day_right or 0,
        lease=lease,
    )
