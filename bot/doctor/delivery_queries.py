"""What is due next and what became of the last deliveries, across all workspaces; one statement each."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Delivery, Subscription
from bot.tips.records import State


@dataclass(frozen=True)
class Coming:
    """A slot that is due next."""

    workspace: str
    channel: str
    due_at: datetime
    time_zone: str


@dataclass(frozen=True)
class Past:
    """A slot, and what became of it."""

    workspace: str
    channel: str
    slot: datetime
    state: State
    standard: str | None
    reason: str | None


async def next_slots(session: AsyncSession, *, limit: int) -> list[Coming]:
    """The slots that are due next, soonest first."""
    question = (
        select(Subscription.workspace, Subscription.channel, Subscription.next_due_at, Subscription.time_zone)
        .where(Subscription.active)
        .order_by(Subscription.next_due_at)
        .limit(limit)
    )
    return [Coming(*row) for row in await session.execute(question)]


async def last_deliveries(session: AsyncSession, *, limit: int) -> list[Past]:
    """The last slots that there was a delivery for, newest first."""
    columns = (Delivery.workspace, Delivery.channel, Delivery.slot, Delivery.state, Delivery.standard, Delivery.reason)
    question = select(*columns).order_by(Delivery.slot.desc()).limit(limit)
    return [
        Past(workspace, channel, slot, State(state), standard, reason)
        for workspace, channel, slot, state, standard, reason in await session.execute(question)
    ]


async def paused_by_reason(session: AsyncSession) -> list[tuple[str, int]]:
    """Why subscriptions are paused, and how many for each reason."""
    question = (
        select(Subscription.paused_reason, func.count())
        .where(~Subscription.active, Subscription.paused_reason.is_not(None))
        .group_by(Subscription.paused_reason)
        .order_by(Subscription.paused_reason)
    )
    return [(str(reason), int(count)) for reason, count in await session.execute(question)]
