"""Reads and writes of deliveries, one statement each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, Update, and_, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Delivery, UtcDateTime
from bot.db.queries import insert_into
from bot.ports import ChannelId, TipMessage, WorkspaceId
from bot.tips.posing import QUESTION, TIP, keep_words, order_of
from bot.tips.records import Claim, DeliveryRecord, State, Verdict
from bot.tips.selection import Shown


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


async def add_deliveries(session: AsyncSession, *, deliveries: Sequence[NewDelivery], now: datetime) -> int:
    """Write deliveries, except those whose slot is there already; returns how many were new."""
    rows = [
        _row(one, now) | {"not_before": now, "settled_at": now if one.state is State.SKIPPED else None}
        for one in deliveries
    ]
    return _count(await session.execute(insert_into(session, Delivery).values(rows).on_conflict_do_nothing()))


async def add_claimed(
    session: AsyncSession, *, delivery: NewDelivery, now: datetime, lease_until: datetime
) -> Claim | None:
    """Write a delivery that is ours at once; None when its slot or its source key is there already."""
    row = _row(delivery, now) | {"state": State.SENDING, "attempts": 1, "not_before": lease_until}
    adding = insert_into(session, Delivery).values(row).on_conflict_do_nothing().returning(Delivery)
    added = (await session.scalars(adding)).one_or_none()
    return None if added is None else _claim(added)


async def claim_delivery(session: AsyncSession, *, now: datetime, lease_until: datetime) -> Claim | None:
    """The delivery due longest, now ours; None when none is due. One that somebody began to send is in doubt."""
    due = (
        select(Delivery.id)
        .where(Delivery.state.in_([State.PENDING, State.SENDING]), Delivery.not_before <= now)
        .order_by(Delivery.not_before)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    claiming = (
        update(Delivery)
        .where(Delivery.id == due.scalar_subquery())
        .values(
            doubt=or_(Delivery.doubt, and_(Delivery.state == State.SENDING, Delivery.first_try_at.is_not(None))),
            state=State.SENDING,
            attempts=Delivery.attempts + 1,
            not_before=lease_until,
        )
        .returning(Delivery)
        .execution_options(synchronize_session=False)
    )
    row = (await session.scalars(claiming)).one_or_none()
    return None if row is None else _claim(row)


async def settle_delivery(session: AsyncSession, *, claim: Claim, verdict: Verdict, now: datetime) -> bool:
    """Write what became of it; False when the claim is no longer ours."""
    is_open = verdict.state is State.PENDING
    return await _write_claimed(
        session,
        claim,
        state=verdict.state,
        reason=verdict.reason,
        slack_ts=verdict.slack_ts,
        doubt=verdict.doubt,
        not_before=verdict.again_at or now,
        settled_at=None if is_open else now,
    )


async def keep_choice(
    session: AsyncSession, *, claim: Claim, choice: Shown, message: TipMessage, now: datetime
) -> bool:
    """Write which tip is about to be sent, and its words; False when the claim is no longer ours."""
    first_try = func.coalesce(Delivery.first_try_at, literal(now, UtcDateTime()))
    return await _write_claimed(
        session, claim, standard=choice.standard, tip=choice.tip, first_try_at=first_try, **asked_values(message)
    )


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
    return _count(await session.execute(_quiet(skipping)))


async def shown_in_channel(
    session: AsyncSession, *, workspace: WorkspaceId, channel: ChannelId, but: str, limit: int
) -> list[Shown]:
    """The tips that the channel has had, may have had or is about to get, newest first; not those of delivery `but`."""
    question = (
        select(Delivery.standard, Delivery.tip)
        .where(
            Delivery.workspace == workspace,
            Delivery.channel == channel,
            Delivery.id != but,
            Delivery.standard.is_not(None),
            Delivery.state.not_in([State.FAILED, State.SKIPPED]),
        )
        .order_by(Delivery.slot.desc())
        .limit(limit)
    )
    return [Shown(standard, tip or 0) for standard, tip in await session.execute(question) if standard]


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


def _claim(row: Delivery) -> Claim:
    """The claim that a row in state `sending` stands for."""
    return Claim(
        id=row.id,
        number=row.attempts,
        subscription=row.subscription,
        workspace=WorkspaceId(row.workspace),
        channel=ChannelId(row.channel),
        slot=row.slot,
        language=row.language,
        standard=row.standard,
        tip=row.tip,
        doubt=row.doubt,
        by_hand=row.source_key is not None,
        lease_until=row.not_before,
    )


def _record(row: Delivery) -> DeliveryRecord:
    """What a row says to a person."""
    return DeliveryRecord(row.slot, State(row.state), row.standard, row.reason, row.source_key is not None, row.doubt)


def _row(delivery: NewDelivery, now: datetime) -> dict[str, Any]:
    return vars(delivery) | {"attempts": 0, "doubt": False, "created_at": now}


async def _write_claimed(session: AsyncSession, claim: Claim, **values: Any) -> bool:
    still_ours = update(Delivery).where(
        Delivery.id == claim.id, Delivery.attempts == claim.number, Delivery.state == State.SENDING
    )
    return _count(await session.execute(_quiet(still_ours).values(**values))) == 1


def _quiet(statement: Update) -> Update:
    return statement.execution_options(synchronize_session=False)


def _count(result: Any) -> int:
    assert isinstance(result, CursorResult)
    return result.rowcount
