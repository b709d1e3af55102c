"""When the rules of a time zone have changed, slots that were computed by the old ones move: some at a time."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

import structlog

from bot.db.engine import Sessions, transaction
from bot.tips import queries
from bot.tips.moves import due_by_new_rules
from bot.tips.records import SubscriptionRecord
from bot.tips.rest_queries import last_slots
from bot.tips.zone_rules import zone_rules

AT_ONCE = 500  # subscriptions in one run

log = structlog.get_logger()


async def follow_zones(sessions: Sessions, *, now: datetime, at_once: int = AT_ONCE) -> int:
    """Move what must be moved of the next few that are by an older version of the time zone database.

    Returns how many were looked at. Any number of replicas may do it at once. Raises `StorageAway`.
    """
    version = zone_rules()
    async with transaction(sessions) as session:
        found = await queries.subscriptions_of_old_zones(session, version=version, limit=at_once)
        ahead = [one for one in found if one.next_due_at > now]  # what has come, the tick moves on
        if not ahead:
            return 0
        last = await last_slots(session, subscriptions=[one.id for one in ahead])
        moves = await asyncio.to_thread(_moves, ahead, now, last)
        await queries.advance_subscriptions(session, moves=moves, version=version)
    moved = sum(old != new for _, old, new in moves)
    if moved:
        log.info("slots_moved_with_zones", version=version, moved=moved)
    return len(moves)


def _moves(
    found: Sequence[SubscriptionRecord], now: datetime, last: dict[int, datetime]
) -> list[tuple[int, datetime, datetime]]:
    return [(one.id, one.next_due_at, _due(one, now, last.get(one.id))) for one in found]


def _due(known: SubscriptionRecord, now: datetime, last: datetime | None) -> datetime:
    """When it is due by the rules of now; a rule that is broken is left to the tick, which tells its owner."""
    try:
        return due_by_new_rules(known.rule, known.next_due_at, now, last)
    except (LookupError, ValueError):
        return known.next_due_at
