"""What counts observations for those who may see counts, put together."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property

from sqlalchemy.ext.asyncio import AsyncSession

from bot.loading import later
from bot.observations.weekly import WeeklyReports
from bot.parts import Parts
from bot.ports import Need, Team

with later():  # with the first report, or the first tip that is due
    from bot.insight import need_queries
    from bot.observations import reporting
    from bot.people import headcount
    from bot.pictures import drawing as pictures
    from bot.pictures import shelf as shelves


class Counted:
    """Reports, on demand and every Monday, and how their pictures are drawn."""

    def __init__(self, parts: Parts) -> None:
        self._parts = p = parts
        self.weekly = WeeklyReports(p.sessions, p.clock, p.people, p.live, lambda: self.reports, p.messenger)

    @cached_property
    def reports(self) -> "reporting.Reports":
        """Counts over a period."""
        p = self._parts
        room = headcount.Headcount(p.directory, p.clock)
        return reporting.Reports(p.sessions, p.clock, p.people, p.live, room, p.kept)

    @cached_property
    def shelf(self) -> "shelves.Shelf":
        """Which pictures are in Slack."""
        return shelves.Shelf()

    @cached_property
    def drawing(self) -> "pictures.Drawing":
        """Draws a report."""
        return pictures.Drawing()


async def needs_of_teams(
    session: AsyncSession, *, teams: Sequence[Team], now: datetime
) -> Mapping[Team, Mapping[str, Need]]:
    """How much each team needs each standard."""
    return await need_queries.needs_of_teams(session, teams=teams, now=now)
