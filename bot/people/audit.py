"""The audit log: who recorded, read, exported, contested, erased. Rows are only ever added.

People stand in it under an alias of the month. Whose alias it is, another table says, until that row is deleted: so
the log stays as it is when a person is erased or time is up, and yet holds nothing about them any more.
"""

import secrets
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.people import audit_queries
from bot.ports import MemberId, WorkspaceId


class Act(StrEnum):
    """What is written down."""

    RECORDED = "recorded"
    READ = "read"
    EXPORTED = "exported"
    CORRECTED = "corrected"
    UNDONE = "undone"
    CONTESTED = "contested"
    DECIDED = "decided"
    NOTICE_ENTERED = "notice_entered"
    NOTICE_OVERRIDDEN = "notice_overridden"
    ERASED = "erased"


async def write_down(
    session: AsyncSession,
    act: Act,
    *,
    workspace: WorkspaceId,
    actor: MemberId | None,
    subject: MemberId | None,
    now: datetime,
    detail: str = "",
) -> None:
    """Add a line in the caller's transaction; without `actor` Takt itself acted, or an operator at a terminal."""
    names = await _aliases(session, workspace, {actor, subject}, now)
    await audit_queries.add_line(
        session,
        workspace=workspace,
        action=act.value,
        actor=names[actor] if actor else "takt",
        subject=names[subject] if subject else None,
        detail=detail,
        now=now,
    )


async def write_down_each(
    session: AsyncSession,
    act: Act,
    *,
    workspace: WorkspaceId,
    actor: MemberId,
    subjects: Iterable[MemberId],
    now: datetime,
) -> None:
    """Add a line for each person in a list, with how often they stand in it, in the caller's transaction."""
    counts = Counter(subjects)
    names = await _aliases(session, workspace, {actor, *counts}, now)
    for subject, count in counts.items():
        await audit_queries.add_line(
            session,
            workspace=workspace,
            action=act.value,
            actor=names[actor],
            subject=names[subject] if subject else None,
            detail=str(count),
            now=now,
        )


async def _aliases(
    session: AsyncSession, workspace: WorkspaceId, members: Collection[MemberId | None], now: datetime
) -> dict[MemberId, str]:
    """Everybody's alias of the month; always in one order, so that two transactions do not wait for each other."""
    return {
        member: await audit_queries.alias_of(
            session, workspace=workspace, member=member, month=f"{now:%Y-%m}", fresh=secrets.token_hex(8)
        )
        for member in sorted(one for one in members if one)
    }
