"""What counts observations for those who may see counts, put together."""

from dataclasses import dataclass
from datetime import timedelta

from bot.catalogue.live import LiveCatalogue
from bot.db.engine import Sessions
from bot.observations.reporting import Reports
from bot.observations.weekly import ReportMessenger, WeeklyReports
from bot.people.headcount import Headcount
from bot.people.members import People
from bot.pictures.drawing import Drawing
from bot.ports import Clock, Directory
from bot.settings import Settings


@dataclass(frozen=True)
class Counted:
    """Reports, on demand and every Monday, and how their pictures are drawn."""

    reports: Reports
    weekly: WeeklyReports
    drawing: Drawing


def counted(
    sessions: Sessions,
    clock: Clock,
    people: People,
    live: LiveCatalogue,
    directory: Directory,
    messenger: ReportMessenger,
    settings: Settings,
) -> Counted:
    """The services; nothing is connected yet."""
    kept = timedelta(days=settings.retention_days)
    reports = Reports(sessions, clock, people, live, Headcount(directory, clock), kept)
    weekly = WeeklyReports(sessions, clock, people, live, reports, messenger)
    return Counted(reports, weekly, Drawing())
