"""What channels were shown, and how it was answered: the history that selection reads, many channels at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Integer, Select, String, bindparam, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Delivery
from bot.db.queries import database_of, packed_teams, packed_values, teams_to_come, values_to_come
from bot.ports import Team
from bot.tips.records import State
from bot.tips.situation import Shown


@dataclass(frozen=True)
class Past:
    """One tip that a channel has had, may have had or is about to get; moments are in UTC."""

    standard: str
    tip: int
    check: int | None
    slot: datetime
    answers: int
    right: int
    people: int | None
    chosen_at: datetime

    def shown(self, zone: ZoneInfo, focus_since: datetime | None = None) -> Shown:
        """The same by the local date of a zone, in a channel whose standard of the week was set at a moment."""
        day = self.slot.astimezone(zone).date()
        before = focus_since is not None and self.chosen_at <= focus_since
        return Shown(self.standard, self.tip, day, self.check, self.answers, self.right, self.people, before)


async def histories(
    session: AsyncSession, *, teams: Collection[Team], but: Collection[str], limit: int
) -> Mapping[Team, Sequence[Past]]:
    """For each channel its last tips, `limit` at most, newest first; not those of the deliveries `but`."""
    if not teams:
        return {}
    asked = {
        "teams": packed_teams(session, teams),
        "but": packed_values(session, but),
        "most": limit,
    }
    found: dict[Team, list[Past]] = defaultdict(list)
    for row in await session.execute(_told(database_of(session)), asked):
        counts = (row.answer_count, row.right_count, row.members)
        chosen_at = row.first_try_at or row.slot
        past = Past(row.standard, row.tip or 0, row.check_number, row.slot, *counts, chosen_at)
        found[Team(row.workspace, row.channel)].append(past)
    return found


@cache
def _told(database: str) -> Select[Any]:
    of_channel = (Delivery.workspace, Delivery.channel)
    age = func.row_number().over(partition_by=of_channel, order_by=Delivery.slot.desc()).label("age")
    columns = (Delivery.standard, Delivery.tip, Delivery.check_number, Delivery.slot, Delivery.first_try_at)
    counts = (Delivery.answer_count, Delivery.right_count, Delivery.members)
    told = (
        select(*of_channel, *columns, *counts, age)
        .where(
            tuple_(*of_channel).in_(teams_to_come(database, "teams")),
            Delivery.id.not_in(values_to_come(database, String(), "but")),
            Delivery.standard.is_not(None),
            Delivery.state.not_in([State.FAILED, State.SKIPPED]),
        )
        .subquery("told")
    )
    return select(told).where(told.c.age <= bindparam("most", type_=Integer())).order_by(told.c.age)
