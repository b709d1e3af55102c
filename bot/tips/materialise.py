"""Turns slots that have come into deliveries; any number of replicas may do it at once."""

from datetime import datetime, timedelta
from secrets import token_hex

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.engine import Sessions, transaction
from bot.tips import queries
from bot.tips.delivery_queries import NewDelivery, add_deliveries
from bot.tips.records import BAD_RULE, TOO_LATE, State, SubscriptionRecord
from bot.tips.schedule import next_slot

AT_ONCE = 500  # subscriptions in one transaction

log = structlog.get_logger()


async def materialise(sessions: Sessions, *, now: datetime, grace: timedelta) -> int:
    """Write a delivery for every slot until `now`, skipped where older than the grace; returns how many are new."""
    total = 0
    while True:
        async with transaction(sessions) as session:
            due = await queries.subscriptions_due(session, now=now, limit=AT_ONCE)
            total += await _next_of_each(session, due, now, grace)
        if not due:
            return total


async def _next_of_each(session: AsyncSession, due: list[SubscriptionRecord], now: datetime, grace: timedelta) -> int:
    """One slot of each subscription, however many have passed: a transaction stays small after a long outage."""
    moves: list[tuple[int, datetime, datetime]] = []
    deliveries: list[NewDelivery] = []
    for subscription in due:
        try:
            following = next_slot(subscription.rule, subscription.next_due_at)
        except (LookupError, ValueError):  # a zone that has left the zone database, or a row edited by hand
            await queries.pause(session, subscription=subscription.id, reason=BAD_RULE, now=now)
            log.error("subscription_rule_broken", subscription=subscription.id, time_zone=subscription.time_zone)
            continue
        moves.append((subscription.id, subscription.next_due_at, following))
        deliveries.append(_delivery(subscription, is_late=now - subscription.next_due_at > grace))
    if not deliveries:
        return 0
    await queries.advance_subscriptions(session, moves=moves)
    return await add_deliveries(session, deliveries=deliveries, now=now)


def _delivery(subscription: SubscriptionRecord, *, is_late: bool) -> NewDelivery:
    if is_late:
        log.warning("tip_too_late", subscription=subscription.id, slot=subscription.next_due_at.isoformat())
    return NewDelivery(
        id=token_hex(16),
        subscription=subscription.id,
        workspace=subscription.workspace,
        channel=subscription.channel,
        slot=subscription.next_due_at,
        language=subscription.language,
        state=State.SKIPPED if is_late else State.PENDING,
        reason=TOO_LATE if is_late else None,
    )
