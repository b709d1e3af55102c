"""Reads and writes of deliveries, one statement each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Boolean, Integer, String, Update, bindparam, func, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.dml import ReturningUpdate

from bot.db.models import Delivery
from bot.db.queries import Columns, database_of, insert_in, insert_into, packed, rows_changed, rows_to_come
from bot.ports import ChannelId, TipMessage, WorkspaceId
from bot.tips.claim_queries import DELIVERIES, DELIVERY, MOMENT, TAKEN, claim_of, ours_by, taken, taken_values
from bot.tips.kept_reasons import keep_reasons
from bot.tips.posing import QUESTION, TIP, keep_words, order_of
from bot.tips.records import Chosen, Claim, DeliveryRecord, State

ADDED: Columns = {
    **{"id": String(), "subscription": BigInteger(), "workspace": String(), "channel": String(), "slot": MOMENT},
    **{"language": String(), "state": String(), "reason": String(), "source_key": String(), "not_before": MOMENT},
    **{"attempts": Integer(), "doubt": Boolean(), "created_at": MOMENT, "settled_at": MOMENT},
}
CHOSEN: Columns = {
    **{"standard": String(), "tip": Integer(), "why": String()},
    **{"style": String(), "check_number": Integer(), "options": String(), "shown": String()},
}


@dataclass(frozen=True)
class NewDelivery:
    """A delivery to be written."""

    id: str
    subscription: int | None
    workspace: WorkspaceId
    channel: ChannelId
    slot: datetime
    language: str
    state: State
    reason: str | None = None
    source_key: str | None = None
    not_before: datetime | None = None  # none: at once


async def add_deliveries(session: AsyncSession, *, deliveries: Sequence[NewDelivery], now: datetime) -> set[str]:
    """Write deliveries, except those whose slot is there already; returns the ids of those that were new."""
    rows = [
        _row(one, now)
        | {"not_before": one.not_before or now, "settled_at": now if one.state is State.SKIPPED else None}
        for one in deliveries
    ]
    return set(await session.scalars(_adding(database_of(session)), {"rows": packed(session, rows)}))


async def add_claimed(
    session: AsyncSession, *, delivery: NewDelivery, now: datetime, lease_until: datetime
) -> Claim | None:
    """Write a delivery that is ours at once; None when its slot or its source key is there already."""
    row = _row(delivery, now) | {"state": State.SENDING, "attempts": 1, "not_before": lease_until}
    adding = insert_into(session, Delivery).values(row).on_conflict_do_nothing().returning(Delivery)
    added = (await session.scalars(adding)).one_or_none()
    return None if added is None else claim_of(added)


async def keep_choices(session: AsyncSession, *, chosen: Sequence[Chosen], now: datetime) -> set[str]:
    """Write which tips are about to be sent, their words, and that they are ours to send.

    Returns the ids of those that were picked just now, or whose claim is still ours.
    """
    rows = [
        {"standard": one.choice.standard, "tip": one.choice.tip, "why": keep_reasons(one.choice.reasons)}
        | taken_values(one.claim)
        | asked_values(one.message)
        for one in chosen
    ]
    keeping = _keeping(database_of(session))
    return set(await session.scalars(keeping, {"rows": packed(session, rows), "now": now}))


def asked_values(message: TipMessage) -> dict[str, Any]:
    """What the row keeps of the question that a message asks; words are kept where there are buttons to work on."""
    question = message.question
    if question is None:
        return {"style": TIP, "check_number": None, "options": None, "shown": None}
    return {
        "style": QUESTION,
        "check_number": question.check,
        "options": order_of(question),
        "shown": keep_words(message),
    }


async def skip_pending(
    session: AsyncSession, *, workspace: WorkspaceId, channel: ChannelId | None, reason: str, now: datetime
) -> int:
    """Skip what is not yet sent, in one channel or (None) in all; what may have been sent is left to be looked at."""
    where = [Delivery.workspace == workspace, Delivery.state == State.PENDING, ~Delivery.doubt]
    if channel is not None:
        where.append(Delivery.channel == channel)
    skipping = update(Delivery).where(*where).values(state=State.SKIPPED, reason=reason, settled_at=now)
    return rows_changed(await session.execute(_quiet(skipping)))


async def recent_deliveries(
    session: AsyncSession, *, workspace: WorkspaceId, channel: ChannelId, limit: int
) -> list[DeliveryRecord]:
    """The channel's last deliveries, newest first."""
    question = (
        select(Delivery)
        .where(Delivery.workspace == workspace, Delivery.channel == channel)
        .order_by(Delivery.slot.desc())
        .limit(limit)
    )
    return [_record(row) for row in await session.scalars(question)]


async def delivery_asked_for(
    session: AsyncSession, *, workspace: WorkspaceId, source_key: str
) -> DeliveryRecord | None:
    """What became of the delivery that a request has led to."""
    row = (await session.scalars(select(Delivery).filter_by(workspace=workspace, source_key=source_key))).one_or_none()
    return None if row is None else _record(row)


@cache
def _adding(database: str) -> Any:
    given = rows_to_come(database, ADDED, "rows")
    picked = select(*(given.c[name] for name in ADDED)).where(true())  # without WHERE, SQLite takes ON for a join's
    return (
        insert_in(database, DELIVERIES).from_select(list(ADDED), picked).on_conflict_do_nothing().returning(DELIVERY.id)
    )


@cache
def _keeping(database: str) -> ReturningUpdate[Any]:
    given = rows_to_come(database, {**TAKEN, **CHOSEN}, "rows").c
    values = {name: given[name] for name in CHOSEN} | taken(given)
    values["first_try_at"] = func.coalesce(DELIVERY.first_try_at, bindparam("now", type_=MOMENT))
    return update(DELIVERIES).where(ours_by(given)).values(values).returning(DELIVERY.id)


def _record(row: Delivery) -> DeliveryRecord:
    """What a row says to a person."""
    return DeliveryRecord(row.slot, State(row.state), row.standard, row.reason, row.source_key is not None, row.doubt)


def _row(delivery: NewDelivery, now: datetime) -> dict[str, Any]:
    return vars(delivery) | {"attempts": 0, "doubt": False, "created_at": now}


def _quiet(statement: Update) -> Update:
    return statement.execution_options(synchronize_session=False)
