"""Reads and writes of subscriptions, one statement each."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnExpressionArgument,
    Select,
    String,
    Update,
    bindparam,
    case,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Subscription, UtcDateTime
from bot.db.queries import (
    Columns,
    database_of,
    insert_into,
    packed,
    packed_values,
    rows_changed,
    rows_to_come,
    table_of,
    values_to_come,
)
from bot.ports import ChannelId, MemberId, WorkspaceId
from bot.tips.news import KNOWN_ANYWAY
from bot.tips.posing import QUESTION, is_personal
from bot.tips.records import PASSING, SubscriptionRecord
from bot.tips.rest import Break, Holidays, Quiet, Rest
from bot.tips.rest_queries import breaks_of, rest_columns
from bot.tips.wish import Keeps, Wish

# The words of the partial index: SQLite uses it for these alone, and not for `active = 1`.
IS_ACTIVE = text("subscription.active")
SUBSCRIPTIONS = table_of(Subscription)
MOVED: Columns = {"id": BigInteger(), "old": UtcDateTime(), "new": UtcDateTime()}
NO_BREAKS: Mapping[int, tuple[Break, ...]] = MappingProxyType({})


async def subscription_of(
    session: AsyncSession, *, workspace: WorkspaceId, channel: ChannelId, lock: bool = False
) -> SubscriptionRecord | None:
    """The channel's subscription, active or not; `lock` keeps others from changing it until the commit."""
    question = select(Subscription).where(Subscription.workspace == workspace, Subscription.channel == channel)
    row = (await session.scalars(question.with_for_update() if lock else question)).one_or_none()
    return None if row is None else record_of(row, await breaks_of(session, subscriptions=[row.id]))


async def subscriptions_numbered(
    session: AsyncSession, *, subscriptions: Collection[int]
) -> dict[int, SubscriptionRecord]:
    """The subscriptions with these ids, by id; those that are gone are left out."""
    asked = {"subscriptions": packed_values(session, subscriptions)}
    return {row.id: record_of(row) for row in await session.execute(_numbered(database_of(session)), asked)}


async def set_style(
    session: AsyncSession, *, workspace: WorkspaceId, channel: ChannelId, style: str, now: datetime
) -> bool | None:
    """Choose a channel's style; whether its tips are on or paused, None where it has no subscription."""
    choosing = (
        update(Subscription)
        .where(Subscription.workspace == workspace, Subscription.channel == channel)
        .values(style=style, changed_at=now)
        .returning(Subscription.active, Subscription.paused_reason)
    )
    row = (await session.execute(choosing.execution_options(synchronize_session=False))).one_or_none()
    return None if row is None else row.active or row.paused_reason is not None


async def subscriptions_due(session: AsyncSession, *, now: datetime, limit: int) -> list[SubscriptionRecord]:
    """Active subscriptions whose next slot has come, longest due first, without those another replica works on."""
    question = (
        select(*SUBSCRIPTIONS.c)
        .where(IS_ACTIVE, SUBSCRIPTIONS.c.next_due_at <= now)
        .order_by(SUBSCRIPTIONS.c.next_due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return await _with_breaks(session, question)


async def subscriptions_of_old_zones(session: AsyncSession, *, version: str, limit: int) -> list[SubscriptionRecord]:
    """Active subscriptions whose next slot is by an older version of the time zone database, oldest first.

    Those that another replica works on are left out.
    """
    question = (
        select(*SUBSCRIPTIONS.c)
        .where(IS_ACTIVE, Subscription.tz_version < version)
        .order_by(Subscription.tz_version)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return await _with_breaks(session, question)


async def save_subscription(
    session: AsyncSession,
    *,
    workspace: WorkspaceId,
    channel: ChannelId,
    owner: MemberId,
    wish: Wish,
    next_due_at: datetime,
    now: datetime,
) -> int:
    """Write the channel's wish, without its breaks, in place of an older one; it is active. Returns its number."""
    wished = {
        "owner": owner,
        "local_time": wish.rule.local_time,
        "time_zone": wish.rule.time_zone,
        "weekdays": "".join(str(day) for day in sorted(wish.rule.weekdays)),
        "language": wish.language,
        "style": wish.style,
        "keeps_zone": wish.keeps.zone,
        "keeps_language": wish.keeps.language,
        "active": True,
        "paused_reason": None,
        "next_due_at": next_due_at,
        "tz_version": "",  # what was due before may be due still
        "changed_at": now,
        **rest_columns(wish.rule.rest),
    }
    member = owner if is_personal(channel) else None
    row = {"workspace": workspace, "channel": channel, "member": member, "created_at": now, **wished}
    still_news = case((Subscription.untold.in_(PASSING), Subscription.untold), else_=None)  # a pause is over by this
    saving = (
        insert_into(session, Subscription)
        .values(row)
        .on_conflict_do_update(index_elements=["workspace", "channel"], set_=wished | {"untold": still_news})
        .returning(Subscription.id)
    )
    return int((await session.execute(saving)).scalar_one())


async def advance_subscriptions(
    session: AsyncSession, *, moves: Sequence[tuple[int, datetime, datetime]], version: str
) -> None:
    """Move subscriptions on, as (subscription, its slot until now, the next); one that has moved is left alone.

    `version` is the time zone database's that the next slots are by.
    """
    rows = [{"id": one, "old": old, "new": new} for one, old, new in moves]
    await session.execute(_advancing(database_of(session)), {"rows": packed(session, rows), "version": version})


async def set_focus(
    session: AsyncSession, *, subscription: int, focus: str | None, until: date | None, now: datetime
) -> None:
    """Write the standard of the week, set now, with its last local date; None for both ends it."""
    setting = update(Subscription).where(Subscription.id == subscription)
    values = {"focus": focus, "focus_until": until, "focus_since": now if focus else None, "changed_at": now}
    await session.execute(setting.values(values).execution_options(synchronize_session=False))


async def pause(session: AsyncSession, *, subscription: int, reason: str, now: datetime) -> bool:
    """Stop a subscription until somebody mends what is wrong, and have its owner told; False when it was not active."""
    return await _stop(session, [Subscription.id == subscription, Subscription.active], _stopped(reason, now)) > 0


async def pause_workspace(session: AsyncSession, *, workspace: WorkspaceId, reason: str, now: datetime) -> int:
    """Pause all active subscriptions of a workspace; returns how many."""
    pausing = (
        update(Subscription)
        .where(Subscription.workspace == workspace, Subscription.active)
        .values(_stopped(reason, now))
        .returning(Subscription.id)
    )
    return len((await session.scalars(pausing.execution_options(synchronize_session=False))).all())


async def paused_in(
    session: AsyncSession, *, workspace: WorkspaceId, reasons: Collection[str]
) -> list[SubscriptionRecord]:
    """A workspace's subscriptions that are paused for one of the reasons, locked until the transaction ends."""
    is_paused = Subscription.paused_reason.in_(reasons) & ~Subscription.active
    question = select(*SUBSCRIPTIONS.c).where(Subscription.workspace == workspace, is_paused)
    return await _with_breaks(session, question.order_by(Subscription.id).with_for_update())


async def wake(
    session: AsyncSession, *, workspace: WorkspaceId, subscription: int, next_due_at: datetime, now: datetime
) -> None:
    """Let a paused subscription go on."""
    waking = (
        update(Subscription)
        .where(Subscription.workspace == workspace, Subscription.id == subscription)
        .values(active=True, paused_reason=None, next_due_at=next_due_at, tz_version="", changed_at=now, untold=None)
    )
    await session.execute(waking.execution_options(synchronize_session=False))


async def turn_off(session: AsyncSession, *, subscription: int, now: datetime) -> bool:
    """Stop a subscription for good; False when it was off. A paused one counts as on."""
    is_on = or_(Subscription.active, Subscription.paused_reason.is_not(None))
    return await _stop(session, [Subscription.id == subscription, is_on], _stopped(None, now) | {"style": QUESTION}) > 0


@cache
def _numbered(database: str) -> Select[Any]:
    which = values_to_come(database, BigInteger(), "subscriptions")
    return select(*SUBSCRIPTIONS.c).where(SUBSCRIPTIONS.c.id.in_(which))


@cache
def _advancing(database: str) -> Update:
    given = rows_to_come(database, MOVED, "rows").c
    return (
        update(SUBSCRIPTIONS)
        .where(SUBSCRIPTIONS.c.id == given.id, SUBSCRIPTIONS.c.next_due_at == given.old)
        .values(next_due_at=given.new, tz_version=bindparam("version", type_=String()))
    )


async def _with_breaks(session: AsyncSession, question: Select[Any]) -> list[SubscriptionRecord]:
    rows = (await session.execute(question)).all()
    breaks = await breaks_of(session, subscriptions=[row.id for row in rows])
    return [record_of(row, breaks) for row in rows]


async def _stop(
    session: AsyncSession, which: Sequence[ColumnExpressionArgument[bool]], values: Mapping[str, Any]
) -> int:
    stopping = update(Subscription).where(*which).values(values)
    result = await session.execute(stopping.execution_options(synchronize_session=False))
    return rows_changed(result)


def _stopped(reason: str | None, now: datetime) -> dict[str, Any]:
    """The values of a subscription that has stopped, and what its owner is to be told of it."""
    news = None if reason in KNOWN_ANYWAY else reason
    told = {"untold": news, "tell_at": now if news else None, "tell_key": None}
    return {"active": False, "paused_reason": reason, "changed_at": now, **told}


def record_of(row: Any, breaks: Mapping[int, tuple[Break, ...]] = NO_BREAKS) -> SubscriptionRecord:
    """What a row of the table, and the breaks of some subscriptions, say of one."""
    return SubscriptionRecord(
        id=row.id,
        workspace=WorkspaceId(row.workspace),
        channel=ChannelId(row.channel),
        owner=MemberId(row.owner),
        local_time=row.local_time,
        time_zone=row.time_zone,
        weekdays=_days(row.weekdays),
        language=row.language,
        active=row.active,
        paused_reason=row.paused_reason,
        next_due_at=row.next_due_at,
        style=row.style,
        member=MemberId(row.member) if row.member else None,
        rest=Rest(
            Holidays(row.holidays, row.country, row.region),
            breaks.get(row.id, ()),
            None if row.quiet_from is None or row.quiet_until is None else Quiet(row.quiet_from, row.quiet_until),
        ),
        focus=row.focus,
        focus_until=row.focus_until,
        focus_since=row.focus_since,
        keeps=Keeps(row.keeps_zone, row.keeps_language),
    )


@cache  # there are 127
def _days(weekdays: str) -> frozenset[int]:
    return frozenset(int(day) for day in weekdays)
