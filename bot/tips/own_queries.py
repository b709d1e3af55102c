"""Reads and writes of the subscriptions that are one person's own, one statement each."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import String, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Subscription
from bot.db.queries import Columns, given_rows
from bot.ports import MemberId, Profile, WorkspaceId
from bot.tips.queries import record_of
from bot.tips.records import SubscriptionRecord
from bot.tips.rest_queries import breaks_of

PEOPLE: Columns = {"workspace": String(), "member": String(), "zone": String(), "language": String()}


async def subscription_of_member(
    session: AsyncSession, *, workspace: WorkspaceId, member: MemberId
) -> SubscriptionRecord | None:
    """The member's own subscription, active or not."""
    question = select(Subscription).where(Subscription.workspace == workspace, Subscription.member == member)
    row = (await session.scalars(question)).first()
    return None if row is None else record_of(row, await breaks_of(session, subscriptions=[row.id]))


async def subscriptions_elsewhere(session: AsyncSession, *, people: Sequence[Profile]) -> list[SubscriptionRecord]:
    """Those that are on, and in another zone or language than the person is now, which they did not choose themselves.

    They are locked until the commit. An empty zone is none.
    """
    rows = [
        {"workspace": one.workspace, "member": one.member, "zone": one.time_zone, "language": one.language}
        for one in people
    ]
    given = given_rows(session, PEOPLE, rows).c
    has_moved = and_(~Subscription.keeps_zone, given.zone != "", Subscription.time_zone != given.zone)
    speaks_otherwise = and_(~Subscription.keeps_language, Subscription.language != given.language)
    question = (
        select(Subscription)
        .where(
            Subscription.workspace == given.workspace,
            Subscription.member == given.member,
            or_(Subscription.active, Subscription.paused_reason.is_not(None)),
            or_(has_moved, speaks_otherwise),
        )
        .order_by(Subscription.id)
        .with_for_update(of=Subscription)
    )
    found = list(await session.scalars(question))
    breaks = await breaks_of(session, subscriptions=[row.id for row in found]) if found else {}
    return [record_of(row, breaks) for row in found]


async def move_subscription(session: AsyncSession, *, moved: SubscriptionRecord, now: datetime) -> None:
    """Write where a subscription is now, in which language, and when it is due."""
    moving = (
        update(Subscription)
        .where(Subscription.workspace == moved.workspace, Subscription.id == moved.id)
        .values(
            time_zone=moved.time_zone,
            language=moved.language,
            next_due_at=moved.next_due_at,
            tz_version="",  # what was due before may be due still
            changed_at=now,
        )
    )
    await session.execute(moving.execution_options(synchronize_session=False))
