"""What an erasure does to the words that somebody put in the place of an observer's, deciding on a contest."""

import json
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Observation, ObservationEvent
from bot.ports import MemberId, WorkspaceId

TYPED = ("note", "place")


async def blank_amended(session: AsyncSession, *, workspace: WorkspaceId, member: MemberId) -> int:
    """Blank what the person wrote into others' observations; what they left as it was stays. Returns how many."""
    amended = await session.execute(
        select(Observation.id, Observation.note, Observation.place, ObservationEvent.before)
        .join(ObservationEvent, ObservationEvent.observation == Observation.id)
        .where(
            ObservationEvent.workspace == workspace,
            ObservationEvent.member == member,
            ObservationEvent.step == "amended",
        )
    )
    changed = {row["id"]: theirs for row in amended.mappings() if (theirs := _theirs(row))}
    for observation, values in changed.items():
        await session.execute(update(Observation).where(Observation.id == observation).values(**values))
    return len(changed)


def _theirs(row: Any) -> dict[str, str]:
    """The columns whose words are not the ones that stood there before, each blank."""
    before = json.loads(row["before"] or "{}")
    return {name: "" for name in TYPED if row[name] and row[name] != before.get(name)}
