"""Reads and writes of ratings of scenarios."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.catalogue.model import Level
from bot.db.models import Rating
from bot.db.queries import insert_into
from bot.ports import MemberId, WorkspaceId


async def keep_ratings(
    session: AsyncSession,
    *,
    workspace: WorkspaceId,
    member: MemberId,
    standard: str,
    levels: Mapping[str, Level],
    now: datetime,
) -> None:
    """Keep a person's levels by scenario, in place of what they chose before; what is sent stays as it is."""
    rows = [
        {
            "workspace": workspace,
            "member": member,
            "scenario": scenario,
            "standard": standard,
            "level": level.value,
            "rated_at": now,
            "sent_at": None,
        }
        for scenario, level in levels.items()
    ]
    if rows:
        adding = insert_into(session, Rating).values(rows)
        chosen = {"level": adding.excluded.level, "rated_at": now}
        keys = ["workspace", "scenario", "member"]
        await session.execute(
            adding.on_conflict_do_update(index_elements=keys, set_=chosen, where=Rating.sent_at.is_(None))
        )


async def send_ratings(
    session: AsyncSession, *, workspace: WorkspaceId, member: MemberId, scenarios: Collection[str], now: datetime
) -> None:
    """Have a person's ratings count from now on."""
    await session.execute(
        update(Rating)
        .where(
            Rating.workspace == workspace,
            Rating.member == member,
            Rating.scenario.in_(scenarios),
            Rating.sent_at.is_(None),
        )
        .values(sent_at=now)
        .execution_options(synchronize_session=False)
    )


async def ratings_by(
    session: AsyncSession, *, workspace: WorkspaceId, member: MemberId
) -> dict[str, tuple[Level, bool]]:
    """A person's own levels by scenario, and whether they are sent."""
    rows = await session.execute(
        select(Rating.scenario, Rating.level, Rating.sent_at).where(
            Rating.workspace == workspace, Rating.member == member
        )
    )
    return {row[0]: (Level(row[1]), row[2] is not None) for row in rows}


async def count_ratings(
    session: AsyncSession, *, workspace: WorkspaceId, scenarios: Collection[str], besides: MemberId | None = None
) -> dict[str, dict[Level, int]]:
    """How many gave each level to each scenario, of what is sent; without one person where `besides` says so."""
    others = () if besides is None else (Rating.member != besides,)
    rows = await session.execute(
        select(Rating.scenario, Rating.level, func.count())
        .where(Rating.workspace == workspace, Rating.scenario.in_(scenarios), Rating.sent_at.is_not(None), *others)
        .group_by(Rating.scenario, Rating.level)
    )
    found: dict[str, dict[Level, int]] = {}
    for row in rows:
        found.setdefault(row[0], {})[Level(row[1])] = row[2]
    return found


async def forget_ratings(session: AsyncSession, *, before: datetime) -> None:
    """Delete what was rated before a moment (UTC)."""
    await session.execute(delete(Rating).where(Rating.rated_at < before))
