"""The words that somebody put in the place of an observer's, deciding on a contest: read for them, and erased."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import RowMapping, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.db.models import Observation, ObservationEvent
from bot.ports import MemberId, WorkspaceId

TYPED = ("note", "place")


async def amended_by(session: AsyncSession, *, workspace: WorkspaceId, member: MemberId) -> list[dict[str, Any]]:
    """What the person wrote into observations where they decided, oldest first; not what they left as it was.

    Nothing is corrected after the last decision: what they wrote there still stands in the observation.
    """
    rows = await _amended(session, workspace, member)
    return [{"observation": row["id"], "at": row["at"], **theirs} for row in rows if (theirs := _theirs(row))]


async def blank_amended(session: AsyncSession, *, workspace: WorkspaceId, member: MemberId) -> int:
    """Blank what the person wrote into others' observations; what they left as it was stays. Returns how many."""
    changed = await amended_by(session, workspace=workspace, member=member)
    for one in changed:
        values = {name: "" for name in TYPED if name in one}
        await session.execute(update(Observation).where(Observation.id == one["observation"]).values(**values))
    return len(changed)


async def _amended(session: AsyncSession, workspace: WorkspaceId, member: MemberId) -> Sequence[RowMapping]:
    later = aliased(ObservationEvent)
    is_last = ~exists().where(
        later.observation == ObservationEvent.observation, later.step == "amended", later.id > ObservationEvent.id
    )
    found = await session.execute(
        select(Observation.id, Observation.note, Observation.place, ObservationEvent.before, ObservationEvent.at)
        .join(ObservationEvent, ObservationEvent.observation == Observation.id)
        .where(
            ObservationEvent.workspace == workspace,
            ObservationEvent.member == member,
            ObservationEvent.step == "amended",
            is_last,
        )
        .order_by(ObservationEvent.id)
    )
    return found.mappings().all()


def _theirs(row: RowMapping) -> dict[str, str]:
    """The columns whose words are not the ones that stood there before."""
    before = json.loads(row["before"] or "{}")
    return {name: row[name] for name in TYPED if row[name] and row[name] != before.get(name)}
