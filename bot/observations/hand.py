"""What everything that does something in Slack about observations is made of."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.catalogue.live import LiveCatalogue
from bot.db.engine import Sessions, reading
from bot.observations.records import Observed
from bot.observations.showing import shown
from bot.observations.step_queries import judged_of
from bot.people.members import People
from bot.ports import Clock, MemberId, ObservationMessage

Wire = TypeVar("Wire")


@dataclass(frozen=True)
class Hand(Generic[Wire]):
    """Whom to look up, what to show, when, and by which messenger."""

    sessions: Sessions
    clock: Clock
    people: People
    live: LiveCatalogue
    messenger: Wire

    async def shown_to(self, member: MemberId, observed: Observed) -> ObservationMessage:
        """The observation as a message shows it to somebody."""
        async with reading(self.sessions) as session:
            judged = await judged_of(session, observed)
        return shown(observed, judged, await self.people.speaker(observed.workspace, member), self.live.current)
