"""Claims: which deliveries are ours to send, and what became of them. One statement each, for many at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    ColumnExpressionArgument,
    Integer,
    String,
    and_,
    delete,
    func,
    literal,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Delivery, Hold, UtcDateTime
from bot.db.queries import Columns, among, given_rows, insert_into
from bot.ports import ChannelId, WorkspaceId
from bot.tips.records import Claim, Settled, State

CLAIMED = (
    *(Delivery.id, Delivery.attempts, Delivery.subscription, Delivery.workspace, Delivery.channel, Delivery.slot),
    *(Delivery.language, Delivery.standard, Delivery.tip, Delivery.doubt, Delivery.source_key, Delivery.not_before),
    *(Delivery.first_try_at, Delivery.check_number, Delivery.why, Delivery.reason),
)
# The words of the partial index: SQLite uses it for these alone, not for parameters.
IS_OPEN = text("delivery.state IN ('pending', 'sending')")
LOOKED_THROUGH = 4  # times as many due rows are looked through as are wanted, so that many workspaces are among them
FEWEST_LOOKED_THROUGH = 256
SETTLED: Columns = {
    "id": String(),
    "claim": Integer(),
    "state": String(),
    "reason": String(),
    "slack_ts": String(),
    "doubt": Boolean(),
    "not_before": UtcDateTime(),
    "settled_at": UtcDateTime(),
}


@dataclass(frozen=True)
class Room:
    """What there is room for: so many in all, so many of one workspace, fewer of a `slow` one, none of a `busy` one."""

    many: int
    per_workspace: int
    per_slow_workspace: int = 1
    slow: Collection[WorkspaceId] = ()
    busy: Collection[WorkspaceId] = ()
    held: Collection[str] = ()  # ids that are in our hands already, whatever a clock says of their lease
    trust_leases: bool = True  # False: what somebody is sending stays theirs


async def claim_deliveries(session: AsyncSession, *, room: Room, now: datetime, lease_until: datetime) -> list[Claim]:
    """Due deliveries, now ours, of as many workspaces as can be; one that somebody began to send is in doubt.

    The rows that are looked through are locked until the commit, and other replicas look at the ones behind them.
    """
    due = (
        select(Delivery.id, Delivery.workspace, Delivery.not_before)
        .where(*_may_be_claimed(session, room, now))
        .order_by(Delivery.not_before)
        .limit(max(FEWEST_LOOKED_THROUGH, LOOKED_THROUGH * room.many))
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    turn = func.row_number().over(partition_by=due.c.workspace, order_by=due.c.not_before).label("turn")
    ranked = select(due, turn).subquery("ranked")
    chosen = (
        select(ranked.c.id)
        .where(or_(ranked.c.turn <= room.per_slow_workspace, _has_more_room(session, ranked.c, room)))
        .order_by(ranked.c.not_before)
        .limit(room.many)
        .cte("chosen")
    )
    claiming = (
        update(Delivery)
        .where(Delivery.id.in_(select(chosen.c.id)))
        .values(
            doubt=or_(Delivery.doubt, and_(Delivery.state == State.SENDING, Delivery.first_try_at.is_not(None))),
            state=State.SENDING,
            attempts=Delivery.attempts + 1,
            not_before=lease_until,
        )
        .returning(*CLAIMED)
    )
    return [claim_of(row) for row in await session.execute(_quiet(claiming))]


async def settle_deliveries(session: AsyncSession, *, settled: Sequence[Settled], now: datetime) -> set[str]:
    """Write what became of claimed deliveries; returns the ids of those whose claim was still ours."""
    rows = [
        {
            "id": one.claim.id,
            "claim": one.claim.number,
            "state": one.verdict.state,
            "reason": one.verdict.reason,
            "slack_ts": one.verdict.slack_ts,
            "doubt": one.verdict.doubt,
            "not_before": one.verdict.again_at or now,
            "settled_at": None if one.verdict.state is State.PENDING else now,
        }
        for one in settled
    ]
    given = given_rows(session, SETTLED, rows)
    values = {name: given.c[name] for name in SETTLED if name not in {"id", "claim"}}
    writing = update(Delivery).where(*still_claimed(given.c)).values(values).returning(Delivery.id)
    return set(await session.scalars(_quiet(writing)))


async def hold_workspaces(session: AsyncSession, *, holds: Mapping[WorkspaceId, datetime]) -> None:
    """Post nothing to these workspaces until a moment; a longer hold stays."""
    rows = [{"workspace": workspace, "until": until} for workspace, until in sorted(holds.items())]
    adding = insert_into(session, Hold).values(rows)
    later = func.max if session.get_bind().dialect.name == "sqlite" else func.greatest
    changes = {"until": later(Hold.until, adding.excluded.until)}
    await session.execute(adding.on_conflict_do_update(index_elements=["workspace"], set_=changes))


async def held_until(session: AsyncSession, *, workspace: WorkspaceId, now: datetime) -> datetime | None:
    """Until when nothing may be posted to the workspace; None when it may."""
    question = select(Hold.until).where(Hold.workspace == workspace, Hold.until > now)
    return (await session.scalars(question)).one_or_none()


def still_claimed(given: Any) -> tuple[ColumnExpressionArgument[bool], ...]:
    """The row of each given claim (`id`, `claim`), while nobody has claimed it again."""
    return Delivery.id == given.id, Delivery.attempts == given.claim, Delivery.state == State.SENDING


def claim_of(row: Any) -> Claim:
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
        first_try_at=row.first_try_at,
        check=row.check_number,
        why=row.why,
        before=row.reason,
    )


async def forget_holds(session: AsyncSession, *, now: datetime) -> None:
    """Delete the holds that are over."""
    await session.execute(_quiet(delete(Hold).where(Hold.until <= now)))


def _has_more_room(session: AsyncSession, ranked: Any, room: Room) -> ColumnElement[bool]:
    within = ranked.turn <= room.per_workspace
    return and_(within, ranked.workspace.not_in(among(session, String(), room.slow))) if room.slow else within


def _may_be_claimed(session: AsyncSession, room: Room, now: datetime) -> list[ColumnExpressionArgument[bool]]:
    holding = select(Hold.workspace).where(Hold.until > literal(now, UtcDateTime()))
    where: list[ColumnExpressionArgument[bool]] = [
        IS_OPEN,
        Delivery.not_before <= now,
        Delivery.workspace.not_in(holding),
    ]
    if not room.trust_leases:
        where.append(Delivery.state == State.PENDING)
    if room.busy:
        where.append(Delivery.workspace.not_in(among(session, String(), room.busy)))
    if room.held:
        where.append(Delivery.id.not_in(among(session, String(), room.held)))
    return where


def _quiet(statement: Any) -> Any:
    return statement.execution_options(synchronize_session=False)
