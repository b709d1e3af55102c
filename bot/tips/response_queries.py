"""Reads and writes of responses and of the questions that they answer, one statement each."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, delete, exists, func, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.db.models import Delivery, Response, Subscription
from bot.db.queries import insert_into, rows_changed
from bot.ports import ChannelId, MemberId, WorkspaceId
from bot.tips.records import State


@dataclass(frozen=True)
class Posed:
    """A question as it was posed; `is_open` until the channel's next tip has come."""

    delivery: str
    channel: ChannelId
    came_at: datetime  # when that was written down; until then its slot
    time_zone: str | None  # the subscription's; none for a tip asked for by hand without one
    words: str | None
    is_open: bool


@dataclass(frozen=True)
class RightShare:
    """What became of one question: counts of a team, never one person's."""

    delivery: str
    standard: str
    slot: datetime
    answers: int
    right: int
    members: int | None  # how many people were in the channel, where that is known


async def question_posed(
    session: AsyncSession, *, workspace: WorkspaceId, delivery: str, slack_ts: str
) -> Posed | None:
    """The question of a delivery, whether or not it still counts answers; `slack_ts` is its message.

    What came later, Slack's timestamps say: a tip in doubt can be posted after one of a later slot.
    """
    later = aliased(Delivery)
    came_at = func.coalesce(Delivery.slack_ts, slack_ts or None)
    is_over = exists().where(
        later.workspace == Delivery.workspace,
        later.channel == Delivery.channel,
        later.id != Delivery.id,
        later.state == State.SENT,
        func.coalesce(later.slack_ts > came_at, later.slot > Delivery.slot),
    )
    told = (Delivery.id, Delivery.channel, Delivery.slot, Delivery.settled_at, Delivery.shown)
    question = (
        select(*told, Subscription.time_zone, ~is_over)
        .outerjoin(Subscription, Subscription.id == Delivery.subscription)
        .where(Delivery.id == delivery, Delivery.workspace == workspace)
    )
    row = (await session.execute(question)).one_or_none()
    if row is None:
        return None
    number, channel, slot, settled_at, words, time_zone, is_open = row
    return Posed(number, ChannelId(channel), max(slot, settled_at or slot), time_zone, words, bool(is_open))


async def add_response(
    session: AsyncSession,
    *,
    delivery: str,
    workspace: WorkspaceId,
    member: MemberId,
    option: int,
    is_right: bool,
    now: datetime,
) -> bool:
    """Write a person's answer; False when they have answered before, whatever they said."""
    row = {
        "delivery": delivery,
        "workspace": workspace,
        "member": member,
        "option": option,
        "is_right": is_right,
        "answered_at": now,
    }
    adding = insert_into(session, Response).values(row).on_conflict_do_nothing().returning(Response.member)
    return (await session.scalars(adding)).one_or_none() is not None


async def count_response(
    session: AsyncSession, *, delivery: str, is_right: bool, closes_at: datetime | None, slack_ts: str
) -> None:
    """Count an answer; whoever answers proves that the message is there, and where.

    Without `closes_at` the question is personal: its message says nothing of answers.
    """
    shown_too = {"count_shown": Delivery.count_shown + 1} if closes_at is None else {}
    counting = (
        update(Delivery)
        .where(Delivery.id == delivery)
        .values(
            answer_count=Delivery.answer_count + 1,
            right_count=Delivery.right_count + int(is_right),
            closes_at=func.coalesce(Delivery.closes_at, closes_at),
            **shown_too,
            slack_ts=func.coalesce(Delivery.slack_ts, slack_ts or None),
            state=case((Delivery.state == State.UNCERTAIN, State.SENT), else_=Delivery.state),
        )
    )
    await session.execute(counting.execution_options(synchronize_session=False))


async def option_answered(session: AsyncSession, *, delivery: str, member: MemberId) -> int | None:
    """The option that a person has answered with; None when they have not."""
    found = await session.get(Response, (delivery, member))
    return None if found is None else found.option


async def right_shares(
    session: AsyncSession, *, workspace: WorkspaceId, channel: ChannelId, since: datetime
) -> list[RightShare]:
    """What became of a channel's questions since a moment, oldest first; those that nobody answered are there too."""
    question = (
        select(
            Delivery.id,
            Delivery.standard,
            Delivery.slot,
            Delivery.answer_count,
            Delivery.right_count,
            Delivery.members,
        )
        .where(
            Delivery.workspace == workspace,
            Delivery.channel == channel,
            Delivery.slot >= since,
            Delivery.check_number.is_not(None),
            Delivery.standard.is_not(None),
            Delivery.state == State.SENT,
        )
        .order_by(Delivery.slot)
    )
    return [
        RightShare(delivery, standard, slot, answers, right, members)
        for delivery, standard, slot, answers, right, members in await session.execute(question)
        if standard
    ]


async def forget_responses(session: AsyncSession, *, before: datetime, limit: int) -> int:
    """Delete up to `limit` answers from before a moment; the counts stay. Returns how many went."""
    old = select(Response.delivery, Response.member).where(Response.answered_at < before).limit(limit)
    forgetting = delete(Response).where(tuple_(Response.delivery, Response.member).in_(old))
    return rows_changed(await session.execute(forgetting.execution_options(synchronize_session=False)))


async def forget_words(session: AsyncSession, *, before: datetime, limit: int) -> int:
    """Drop the words of up to `limit` messages from before a moment. Returns how many went."""
    old = select(Delivery.id).where(Delivery.slot < before, Delivery.shown.is_not(None)).limit(limit)
    forgetting = update(Delivery).where(Delivery.id.in_(old)).values(shown=None)
    return rows_changed(await session.execute(forgetting.execution_options(synchronize_session=False)))
