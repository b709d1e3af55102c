"""What counts observations for those who may see counts, put together."""

from functools import cached_property

from bot.loading import later
from bot.observations.weekly import WeeklyReports
from bot.parts import Parts

with later():  # with the first report
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
