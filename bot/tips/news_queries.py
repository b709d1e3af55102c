"""What owners are still to be told stands with their subscriptions, until a message has brought it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex

from sqlalchemy import BigInteger, func, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Subscription, UtcDateTime
from bot.db.queries import Columns, given_rows
from bot.ports import ChannelId, MemberId, WorkspaceId
from bot.tips.news import News
from bot.tips.records import IN_QUIET_HOURS, TOO_LATE

LATE: Columns = {"id": BigInteger(), "slot": UtcDateTime()}
SAME_TROUBLE = timedelta(days=7)  # for so long after they were told, what ends in the quiet hours again is no news


@dataclass(frozen=True)
class NewsClaim:
    """News that are ours to bring until a moment (UTC); in `doubt` where a try may have arrived, `key` tells."""

    news: News
    subscriptions: tuple[int, ...]
    key: str
    doubt: bool
    held_until: datetime


async def note_late(
    session: AsyncSession, *, late: Sequence[tuple[int, datetime]], now: datetime, reason: str = TOO_LATE
) -> None:
    """Have owners told of subscriptions with a slot that was skipped for lateness: once for each outage.

    A slot from before the owner was last told belongs to the same outage. `IN_QUIET_HOURS` are told a week after that
    at the earliest: a time just before them may end so every day.
    """
    given = given_rows(session, LATE, [{"id": one, "slot": slot} for one, slot in late])
    since = now - SAME_TROUBLE if reason == IN_QUIET_HOURS else given.c.slot
    not_told = or_(Subscription.told_late_at.is_(None), Subscription.told_late_at < since)
    noting = (
        update(Subscription)
        .where(Subscription.id == given.c.id, not_told)
        .values(
            told_late_at=now,
            untold=func.coalesce(Subscription.untold, reason),
            tell_at=func.coalesce(Subscription.tell_at, now),
        )
    )
    await session.execute(noting.execution_options(synchronize_session=False))


async def claim_news(session: AsyncSession, *, now: datetime, until: datetime, limit: int) -> list[NewsClaim]:
    """What is to be told now to up to `limit` owners, ours until a moment: all that one owner hears for one reason."""
    due = (Subscription.untold.is_not(None), Subscription.tell_at <= now, Subscription.owner != "")
    owner = (Subscription.workspace, Subscription.owner)
    first = select(*owner).where(*due).group_by(*owner).order_by(func.min(Subscription.tell_at)).limit(limit)
    theirs = select(Subscription).where(*due, tuple_(*owner).in_(first)).order_by(Subscription.channel)
    together: dict[tuple[str, ...], list[Subscription]] = defaultdict(list)
    for row in await session.scalars(theirs.with_for_update(skip_locked=True)):
        together[row.workspace, row.owner, str(row.untold), row.member or "", row.tell_key or ""].append(row)
    claims = [_claim(rows, until) for rows in together.values()]
    for claim in claims:
        await _write(session, claim.subscriptions, {"tell_key": claim.key, "tell_at": until})
    return claims


async def settle_news(session: AsyncSession, *, claim: NewsClaim, again_at: datetime | None, doubt: bool) -> None:
    """They are told, or (with `again_at`) it is tried again; what is news since then waits for its own turn."""
    values: dict[str, object] = {"untold": None, "tell_at": None, "tell_key": None}
    if again_at is not None:
        values = {"tell_at": again_at, "tell_key": claim.key if doubt else None}
    await _write(session, claim.subscriptions, values, key=claim.key)


async def _write(
    session: AsyncSession, subscriptions: Sequence[int], values: dict[str, object], *, key: str | None = None
) -> None:
    writing = update(Subscription).where(Subscription.id.in_(subscriptions))
    if key is not None:
        writing = writing.where(Subscription.tell_key == key)
    await session.execute(writing.values(values).execution_options(synchronize_session=False))


def _claim(rows: Sequence[Subscription], until: datetime) -> NewsClaim:
    first = rows[0]
    channels = tuple(ChannelId(row.channel) for row in rows)
    news = News(
        WorkspaceId(first.workspace), MemberId(first.owner), str(first.untold), channels, first.member is not None
    )
    key = first.tell_key or token_hex(16)
    return NewsClaim(news, tuple(row.id for row in rows), key, first.tell_key is not None, until)
