"""Turns slots that have come into deliveries; any number of replicas may do it at once."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from secrets import token_hex

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.engine import Sessions, transaction
from bot.ports import ChannelId, WorkspaceId
from bot.tips import queries
from bot.tips.decisions import is_left_out
from bot.tips.delivery_queries import NewDelivery, add_deliveries
from bot.tips.moves import local_date
from bot.tips.news_queries import note_late
from bot.tips.outcomes import Outcomes
from bot.tips.plan_queries import decisions_from
from bot.tips.records import BAD_RULE, LEFT_OUT, TOO_LATE, State, SubscriptionRecord
from bot.tips.schedule import next_slot
from bot.tips.tempo import Tempo
from bot.tips.zone_rules import zone_rules

AT_ONCE = 200  # subscriptions in one transaction
HEAD_START, TURN = timedelta(seconds=1), timedelta(microseconds=1)  # due at once, and yet in an order

log = structlog.get_logger()


@dataclass
class Queue:
    """Whose turn it is: one channel's tips keep the gap that Slack wants, one workspace's let others in between."""

    now: datetime
    tempo: Tempo
    _of_channel: Counter[tuple[WorkspaceId, ChannelId]] = field(default_factory=Counter)
    _of_workspace: Counter[WorkspaceId] = field(default_factory=Counter)

    def is_late(self, slot: datetime) -> bool:
        """Whether a slot is older than the grace."""
        return self.now - slot > self.tempo.grace

    def turn(self, workspace: WorkspaceId, channel: ChannelId) -> datetime:
        """When the next tip of this channel may go out: every workspace's first comes before any one's second."""
        before, ahead = self._of_workspace[workspace], self._of_channel[workspace, channel]
        self._of_workspace[workspace] += 1
        self._of_channel[workspace, channel] += 1
        if ahead:
            return self.now + ahead * self.tempo.channel_gap
        return min(self.now, self.now - HEAD_START + before * TURN)


async def materialise(sessions: Sessions, tempo: Tempo, outcomes: Outcomes, *, now: datetime) -> AsyncIterator[int]:
    """Write a delivery for every slot until `now`; one older than the grace is skipped, counted, and its owner told.

    Tells of each portion, once it is written, how many slots it was.
    """
    queue = Queue(now, tempo)
    while True:
        async with transaction(sessions) as session:
            due = await queries.subscriptions_due(session, now=now, limit=AT_ONCE)
            skipped = await _next_of_each(session, due, queue) if due else []
        if not due:
            return
        for reason in skipped:
            outcomes.skipped(reason)
        yield len(due)


async def _next_of_each(session: AsyncSession, due: Sequence[SubscriptionRecord], queue: Queue) -> list[str]:
    """One slot of each subscription, however many have passed: a transaction stays small after a long outage.

    Returns the reason of each slot that was skipped.
    """
    moves: list[tuple[int, datetime, datetime]] = []
    coming: list[SubscriptionRecord] = []
    for subscription, following in zip(due, await asyncio.to_thread(_following, due), strict=True):
        if following is None:
            await queries.pause(session, subscription=subscription.id, reason=BAD_RULE, now=queue.now)
            log.error("subscription_rule_broken", subscription=subscription.id, time_zone=subscription.time_zone)
            continue
        moves.append((subscription.id, subscription.next_due_at, following))
        coming.append(subscription)
    if not coming:
        return []
    planned_out = await _planned_out(session, coming, queue)
    deliveries = [_delivery(one, queue, by_plan=one.id in planned_out) for one in coming]
    await queries.advance_subscriptions(session, moves=moves, version=zone_rules())
    added = await add_deliveries(session, deliveries=deliveries, now=queue.now)
    late = [(one.subscription, one.slot) for one in deliveries if one.subscription and one.reason == TOO_LATE]
    if late:
        await note_late(session, late=late, now=queue.now)
    return [one.reason for one in deliveries if one.reason and one.id in added]


def _following(due: Sequence[SubscriptionRecord]) -> list[datetime | None]:
    """The slot of each after the one that is due; in a thread, as a first look at a country's holidays takes a while.

    None for a zone that has left the zone database, or a row edited by hand.
    """
    return [_slot_after(subscription) for subscription in due]


def _slot_after(subscription: SubscriptionRecord) -> datetime | None:
    try:
        return next_slot(subscription.rule, subscription.next_due_at)
    except (LookupError, ValueError):
        return None


async def _planned_out(session: AsyncSession, coming: Sequence[SubscriptionRecord], queue: Queue) -> set[int]:
    """Those whose slot is too late and would not have brought a tip anyway, as a supervisor had skipped its day."""
    days = {one.id: local_date(one.rule, one.next_due_at) for one in coming if queue.is_late(one.next_due_at)}
    if not days:
        return set()
    decided = await decisions_from(session, subscriptions=days.keys(), first=min(days.values()))
    return {one for one, day in days.items() if is_left_out(decided.get(one, {}).get(day))}


def _delivery(subscription: SubscriptionRecord, queue: Queue, *, by_plan: bool) -> NewDelivery:
    is_late = queue.is_late(subscription.next_due_at)
    if is_late and not by_plan:
        log.warning("tip_too_late", subscription=subscription.id, slot=subscription.next_due_at.isoformat())
    return NewDelivery(
        id=token_hex(16),
        subscription=subscription.id,
        workspace=subscription.workspace,
        channel=subscription.channel,
        slot=subscription.next_due_at,
        language=subscription.language,
        state=State.SKIPPED if is_late else State.PENDING,
        reason=(LEFT_OUT if by_plan else TOO_LATE) if is_late else None,
        not_before=queue.now if is_late else queue.turn(subscription.workspace, subscription.channel),
    )
