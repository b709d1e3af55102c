"""Reads and writes of when subscriptions rest."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Select, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Break as BreakRow
from bot.db.models import Delivery, Subscription
from bot.db.queries import database_of, packed_values, values_to_come
from bot.ports import WorkspaceId
from bot.tips.records import State
from bot.tips.rest import Break, Rest


async def breaks_of(session: AsyncSession, *, subscriptions: Sequence[int]) -> dict[int, tuple[Break, ...]]:
    """The breaks of several subscriptions at once, in order."""
    if not subscriptions:
        return {}
    asked = {"subscriptions": packed_values(session, subscriptions)}
    found: dict[int, list[Break]] = defaultdict(list)
    for row in await session.execute(_breaks(database_of(session)), asked):
        found[row.subscription].append(Break(row.first, row.last))
    return {subscription: tuple(breaks) for subscription, breaks in found.items()}


async def keep_breaks(
    session: AsyncSession, *, workspace: WorkspaceId, subscription: int, breaks: Sequence[Break]
) -> None:
    """Write a subscription's breaks in place of those that are there."""
    await session.execute(delete(BreakRow).where(BreakRow.subscription == subscription))
    row = {"workspace": workspace, "subscription": subscription}
    if breaks:
        await session.execute(insert(BreakRow), [row | {"first": one.first, "last": one.last} for one in breaks])


async def save_rest(
    session: AsyncSession, *, subscription: int, rest: Rest, next_due_at: datetime, now: datetime
) -> None:
    """Write when a subscription rests, without its breaks, and when it is due next."""
    saving = (
        update(Subscription)
        .where(Subscription.id == subscription)
        .values(**rest_columns(rest), next_due_at=next_due_at, tz_version="", changed_at=now)
    )
    await session.execute(saving.execution_options(synchronize_session=False))


async def last_slots(session: AsyncSession, *, subscriptions: Sequence[int]) -> dict[int, datetime]:
    """The last slot of each subscription that has brought a tip, or may still; tips asked for by hand are none."""
    question = (
        select(Delivery.subscription, func.max(Delivery.slot))
        .where(Delivery.subscription.in_(subscriptions), Delivery.source_key.is_(None))
        .where(Delivery.state.not_in([State.SKIPPED, State.FAILED]))
        .group_by(Delivery.subscription)
    )
    return {number: slot for number, slot in await session.execute(question) if number is not None}


@cache
def _breaks(database: str) -> Select[int, date, date]:
    which = values_to_come(database, BigInteger(), "subscriptions")
    columns = (BreakRow.subscription, BreakRow.first, BreakRow.last)
    return select(*columns).where(BreakRow.subscription.in_(which)).order_by(BreakRow.first)


def rest_columns(rest: Rest) -> dict[str, Any]:
    """A rest as the columns of its subscription."""
    return {
        "holidays": rest.holidays.on,
        "country": rest.holidays.country,
        "region": rest.holidays.region,
        "quiet_from": rest.quiet.start if rest.quiet else None,
        "quiet_until": rest.quiet.end if rest.quiet else None,
    }
