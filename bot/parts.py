"""What services are made of, so that one that few ask for can be made when somebody does."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from bot.catalogue.live import LiveCatalogue
from bot.db.engine import Sessions
from bot.people.members import People
from bot.ports import Clock, Directory
from bot.settings import Settings
from bot.tasks import Tasks
from bot.tips.rooms import Rooms

if TYPE_CHECKING:  # these ask for much that an idle process has no need of
    from bot.observations.reminder_port import ReminderMessenger
    from bot.observations.teller_port import TellersMessenger
    from bot.observations.weekly import ReportMessenger
    from bot.ports import DirectMessenger

    class Messages(TellersMessenger, DirectMessenger, ReminderMessenger, ReportMessenger, Protocol):
        """Tells people of observations and tips, reminds them, and brings reports."""


class Places(Directory, Rooms, Protocol):
    """Looks people and channels up."""


@dataclass(frozen=True)
class Parts:
    """What nearly every service works with."""

    settings: Settings
    sessions: Sessions
    clock: Clock
    people: People
    live: LiveCatalogue
    directory: Places
    messenger: "Messages"
    tasks: Tasks

    @property
    def kept(self) -> timedelta:
        """How long what is about people is kept."""
        return timedelta(days=self.settings.retention_days)
