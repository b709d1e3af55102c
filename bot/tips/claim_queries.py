"""Claims: which deliveries are ours to send, and what became of them. One statement each, for many at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Integer,
    Select,
    String,
    TextClause,
    Update,
    and_,
    bindparam,
    func,
    not_,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.dml import ReturningUpdate

from bot.db.models import Delivery, Hold, LookHold, UtcDateTime
from bot.db.queries import (
    Columns,
    database_of,
    packed,
    packed_values,
    rows_to_come,
    table_of,
    values_to_come,
)
from bot.ports import ChannelId, WorkspaceId
from bot.tips.records import Claim, Settled, State

DELIVERIES = table_of(Delivery)
DELIVERY, HOLD, LOOK_HOLD = DELIVERIES.c, table_of(Hold).c, table_of(LookHold).c
CLAIMED = (
    *(DELIVERY.id, DELIVERY.attempts, DELIVERY.subscription, DELIVERY.workspace, DELIVERY.channel, DELIVERY.slot),
    *(DELIVERY.language, DELIVERY.standard, DELIVERY.tip, DELIVERY.doubt, DELIVERY.source_key, DELIVERY.not_before),
    *(DELIVERY.first_try_at, DELIVERY.check_number, DELIVERY.why, DELIVERY.reason, DELIVERY.state),
)
MOMENT = UtcDateTime()
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
    "not_before": MOMENT,
    "settled_at": MOMENT,
}
TAKEN: Columns = {"id": String(), "claim": Integer(), "doubt": Boolean(), "not_before": MOMENT}


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


async def pick_deliveries(session: AsyncSession, *, room: Room, now: datetime, lease_until: datetime) -> list[Claim]:
    """Due deliveries of as many workspaces as can be, which become ours by what is written of each before the commit.

    One that somebody began to send is in doubt. The rows that are looked through are locked until the commit, and other
    replicas look at the ones behind them.
    """
    asked = {
        "now": now,
        "many": room.many,
        "looked_through": max(FEWEST_LOOKED_THROUGH, LOOKED_THROUGH * room.many),
        "per_workspace": room.per_workspace,
        "per_slow_workspace": room.per_slow_workspace,
        "slow": packed_values(session, room.slow),
        "busy": packed_values(session, room.busy),
        "held": packed_values(session, room.held),
        "trust_leases": room.trust_leases,
    }
    return [_picked(row, lease_until) for row in await session.execute(_picking(database_of(session)), asked)]


async def take_deliveries(session: AsyncSession, *, claims: Sequence[Claim]) -> None:
    """Write down that picked deliveries are ours, where nothing is sent of them."""
    rows = [taken_values(one) for one in claims]
    await session.execute(_taking(database_of(session)), {"rows": packed(session, rows)})


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
    return set(await session.scalars(_settling(database_of(session)), {"rows": packed(session, rows)}))


def ours_by(given: Any) -> ColumnElement[bool]:
    """The row of each given claim (`id`, `claim`), which was just picked, or which nobody has claimed again."""
    just_picked = and_(DELIVERY.attempts == given.claim - 1, IS_OPEN)
    return and_(DELIVERY.id == given.id, or_(just_picked, _still_claimed(given)))


def taken_values(claim: Claim) -> dict[str, Any]:
    """What a row says of a claim."""
    return {"id": claim.id, "claim": claim.number, "doubt": claim.doubt, "not_before": claim.lease_until}


def taken(given: Any) -> dict[str, Any]:
    """The columns of a row that is ours, by a table of `taken_values`."""
    return {
        "state": State.SENDING,
        "attempts": given.claim,
        "doubt": given.doubt,
        "not_before": given.not_before,
    }


def claim_of(row: Any) -> Claim:
    """The claim that a row in state `sending` stands for."""
    return _claim(row, row.attempts, row.not_before, doubt=row.doubt)


def _claim(
    row: Any, number: int, lease_until: datetime, *, doubt: bool, posts_held_until: datetime | None = None
) -> Claim:
    return Claim(
        id=row.id,
        number=number,
        subscription=row.subscription,
        workspace=WorkspaceId(row.workspace),
        channel=ChannelId(row.channel),
        slot=row.slot,
        language=row.language,
        standard=row.standard,
        tip=row.tip,
        doubt=doubt,
        by_hand=row.source_key is not None,
        lease_until=lease_until,
        first_try_at=row.first_try_at,
        check=row.check_number,
        why=row.why,
        before=row.reason,
        posts_held_until=posts_held_until,
    )


def _picked(row: Any, lease_until: datetime) -> Claim:
    """The claim on a row that was open until now."""
    was_begun = row.state == State.SENDING and row.first_try_at is not None
    doubt = row.doubt or was_begun
    return _claim(row, row.attempts + 1, lease_until, doubt=doubt, posts_held_until=row.posts_held_until)


@cache
def _picking(database: str) -> Select[Any]:
    due = (
        select(*CLAIMED)
        .where(*_may_be_claimed(database))
        .order_by(DELIVERY.not_before)
        .limit(bindparam("looked_through", type_=Integer()))
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    turn = func.row_number().over(partition_by=due.c.workspace, order_by=due.c.not_before).label("turn")
    ranked = select(due, turn).subquery("ranked")
    held = select(HOLD.until).where(HOLD.workspace == ranked.c.workspace, HOLD.until > bindparam("now", type_=MOMENT))
    return (
        select(ranked, held.scalar_subquery().label("posts_held_until"))
        .where(_has_room(database, ranked.c))
        .order_by(ranked.c.not_before)
        .limit(bindparam("many", type_=Integer()))
    )


def _has_room(database: str, ranked: Any) -> ColumnElement[bool]:
    slow = ranked.workspace.in_(values_to_come(database, String(), "slow"))
    few, more = bindparam("per_slow_workspace", type_=Integer()), bindparam("per_workspace", type_=Integer())
    return or_(ranked.turn <= few, and_(ranked.turn <= more, ~slow))


def _may_be_claimed(database: str) -> list[ColumnElement[bool] | TextClause]:
    now = bindparam("now", type_=MOMENT)
    return [
        IS_OPEN,
        DELIVERY.not_before <= now,
        or_(_is_look(), DELIVERY.workspace.not_in(select(HOLD.workspace).where(HOLD.until > now))),
        or_(not_(_is_look()), DELIVERY.workspace.not_in(select(LOOK_HOLD.workspace).where(LOOK_HOLD.until > now))),
        DELIVERY.workspace.not_in(values_to_come(database, String(), "busy")),
        DELIVERY.id.not_in(values_to_come(database, String(), "held")),
        or_(DELIVERY.state == State.PENDING, bindparam("trust_leases", type_=Boolean())),
    ]


def _is_look() -> ColumnElement[bool]:
    """Whether a delivery is in doubt, so that its try begins with a look into the channel: a method of its own."""
    return or_(DELIVERY.doubt, and_(DELIVERY.state == State.SENDING, DELIVERY.first_try_at.is_not(None)))


@cache
def _taking(database: str) -> Update:
    given = rows_to_come(database, TAKEN, "rows").c
    return update(DELIVERIES).where(ours_by(given)).values(taken(given))


@cache
def _settling(database: str) -> ReturningUpdate[Any]:
    given = rows_to_come(database, SETTLED, "rows").c
    values = {name: given[name] for name in SETTLED if name not in {"id", "claim"}}
    settling = update(DELIVERIES).where(DELIVERY.id == given.id, _still_claimed(given))
    return settling.values(values).returning(DELIVERY.id)


def _still_claimed(given: Any) -> ColumnElement[bool]:
    return and_(DELIVERY.attempts == given.claim, DELIVERY.state == State.SENDING)
