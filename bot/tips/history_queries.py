"""What channels were shown, and how it was answered: the history that selection reads, many channels at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import String, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Delivery
from bot.db.queries import among, among_teams
from bot.ports import Team
from bot.tips.records import State
from bot.tips.situation import Shown


@dataclass(frozen=True)
class Past:
    """One tip that a channel has had, may have had or is about to get; `slot` is in UTC."""

    standard: str
    tip: int
    check: int | None
    slot: datetime
    answers: int
    right: int
    people: int | None

    def shown(self, zone: ZoneInfo) -> Shown:
        """The same by the local date of a zone."""
        day = self.slot.astimezone(zone).date()
        return Shown(self.standard, self.tip, day, self.check, self.answers, self.right, self.people)


async def histories(
    session: AsyncSession, *, teams: Collection[Team], but: Collection[str], limit: int
) -> Mapping[Team, Sequence[Past]]:
    """For each channel its last tips, `limit` at most, newest first; not those of the deliveries `but`."""
    if not teams:
        return {}
    of_channel = (Delivery.workspace, Delivery.channel)
    age = func.row_number().over(partition_by=of_channel, order_by=Delivery.slot.desc()).label("age")
    columns = (Delivery.standard, Delivery.tip, Delivery.check_number, Delivery.slot)
    counts = (Delivery.answer_count, Delivery.right_count, Delivery.members)
    told = (
        select(*of_channel, *columns, *counts, age)
        .where(
            tuple_(*of_channel).in_(among_teams(session, teams)),
            Delivery.id.not_in(among(session, String(), but)),
            Delivery.standard.is_not(None),
            Delivery.state.not_in([State.FAILED, State.SKIPPED]),
        )
        .subquery("told")
    )
    found: dict[Team, list[Past]] = defaultdict(list)
    for row in await session.execute(select(told).where(told.c.age <= limit).order_by(told.c.age)):
        past = Past(
            row.standard, row.tip or 0, row.check_number, row.slot, row.answer_count, row.right_count, row.members
        )
        found[Team(row.workspace, row.channel)].append(past)
    return found
