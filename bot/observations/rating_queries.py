"""Reads and writes of ratings of scenarios."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_, delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.catalogue.model import Level
from bot.db.models import Rating
from bot.db.queries import insert_into
from bot.ports import MemberId, WorkspaceId

_WAITS = and_(Rating.sent_at.is_not(None), Rating.portion.is_(None))


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


async def scenarios_to_group(
    session: AsyncSession, *, workspace: WorkspaceId, scenarios: Collection[str], size: int
) -> Sequence[str]:
    """Those scenarios of which enough sent ratings stand in no group yet."""
    waiting = select(Rating.scenario).where(Rating.workspace == workspace, Rating.scenario.in_(scenarios), _WAITS)
    return (
        await session.scalars(waiting.group_by(Rating.scenario).having(func.count() >= size).order_by(Rating.scenario))
    ).all()


async def group_ratings(session: AsyncSession, *, workspace: WorkspaceId, scenario: str, size: int) -> None:
    """Put those who sent first into groups of so many, for good; who fills none waits on."""
    of_it = (Rating.workspace == workspace, Rating.scenario == scenario)
    waiting = select(Rating.member).where(*of_it, _WAITS).order_by(Rating.sent_at, Rating.member)
    members = (await session.scalars(waiting.with_for_update())).all()  # of two at once the second finds them grouped
    last = await session.scalar(select(func.max(Rating.portion)).where(*of_it)) or 0
    for number in range(len(members) // size):
        together = members[number * size : (number + 1) * size]
        await session.execute(
            update(Rating)
            .where(*of_it, Rating.member.in_(together))
            .values(portion=last + number + 1)
            .execution_options(synchronize_session=False)
        )


async def count_groups(
    session: AsyncSession, *, workspace: WorkspaceId, scenarios: Collection[str], member: MemberId, own: bool
) -> dict[str, dict[int, dict[Level, int]]]:
    """How many gave each level, by scenario and group: of the groups that the person is in, or of all the others."""
    mine = aliased(Rating)
    is_in = exists().where(
        mine.workspace == Rating.workspace,
        mine.scenario == Rating.scenario,
        mine.portion == Rating.portion,
        mine.member == member,
    )
    rows = await session.execute(
        select(Rating.scenario, Rating.portion, Rating.level, func.count())
        .where(
            Rating.workspace == workspace,
            Rating.scenario.in_(scenarios),
            Rating.portion.is_not(None),
            is_in if own else ~is_in,
        )
        .group_by(Rating.scenario, Rating.portion, Rating.level)
    )
    found: dict[str, dict[int, dict[Level, int]]] = {}
    for row in rows:
        found.setdefault(row[0], {}).setdefault(row[1] or 0, {})[Level(row[2])] = row[3]
    return found


async def forget_ratings(session: AsyncSession, *, before: datetime) -> None:
    """Delete what was rated before a moment (UTC)."""
    await session.execute(delete(Rating).where(Rating.rated_at < before))
