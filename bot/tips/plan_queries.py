"""Reads and writes of what supervisors have decided for single days, one statement each."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import cache

from sqlalchemy import BigInteger, Date, Select, bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Planned
from bot.db.queries import database_of, insert_into, packed_values, values_to_come
from bot.ports import MemberId, WorkspaceId
from bot.tips.decisions import Decision, Kind


async def decisions_from(
    session: AsyncSession, *, subscriptions: Collection[int], first: date
) -> dict[int, dict[date, Decision]]:
    """What is decided for several subscriptions from a local date on, by subscription and day."""
    asked = {"subscriptions": packed_values(session, subscriptions), "first": first}
    found: dict[int, dict[date, Decision]] = defaultdict(dict)
    for row in await session.execute(_decided(database_of(session)), asked):
        found[row.subscription][row.day] = Decision(Kind(row.kind), MemberId(row.member), row.standard)
    return found


@cache
def _decided(database: str) -> Select[int, date, str, str, str | None]:
    which = values_to_come(database, BigInteger(), "subscriptions")
    is_coming = Planned.day >= bindparam("first", type_=Date())
    columns = (Planned.subscription, Planned.day, Planned.kind, Planned.member, Planned.standard)
    return select(*columns).where(Planned.subscription.in_(which), is_coming)


async def days_skipped(session: AsyncSession, *, subscription: int, first: date) -> frozenset[date]:
    """The local dates, from the first on, that somebody has taken out of a plan."""
    decided = await decisions_from(session, subscriptions=[subscription], first=first)
    return frozenset(day for day, one in decided.get(subscription, {}).items() if one.kind is Kind.SKIPPED)


async def decide(
    session: AsyncSession,
    *,
    workspace: WorkspaceId,
    subscription: int,
    decisions: Mapping[date, Decision],
    now: datetime,
) -> None:
    """Write what is decided for some days, in place of what was decided before."""
    if not decisions:
        return
    rows = [
        {"subscription": subscription, "day": day, "workspace": workspace, "changed_at": now}
        | {"kind": one.kind, "standard": one.standard, "member": one.member}
        for day, one in decisions.items()
    ]
    adding = insert_into(session, Planned).values(rows)
    changed = {name: adding.excluded[name] for name in ("kind", "standard", "member", "changed_at")}
    await session.execute(adding.on_conflict_do_update(index_elements=["subscription", "day"], set_=changed))


async def undecide(session: AsyncSession, *, subscription: int, days: Collection[date]) -> None:
    """Leave some days to selection again."""
    undoing = delete(Planned).where(Planned.subscription == subscription, Planned.day.in_(days))
    await session.execute(undoing.execution_options(synchronize_session=False))


async def forget_plan(session: AsyncSession, *, subscription: int) -> None:
    """Leave all days of a subscription to selection."""
    forgetting = delete(Planned).where(Planned.subscription == subscription)
    await session.execute(forgetting.execution_options(synchronize_session=False))


async def forget_past_days(session: AsyncSession, *, before: date) -> None:
    """Delete what was decided for earlier local dates."""
    forgetting = delete(Planned).where(Planned.day < before)
    await session.execute(forgetting.execution_options(synchronize_session=False))
