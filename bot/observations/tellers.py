"""Who tells people of observations, put together."""

from dataclasses import dataclass

from bot.catalogue.live import LiveCatalogue
from bot.db.engine import Sessions
from bot.observations.chores import Chores
from bot.observations.notes import Notes
from bot.observations.step_telling import StepTelling
from bot.observations.teller_port import TellersMessenger
from bot.observations.telling import Telling
from bot.people.members import People
from bot.ports import Clock
from bot.tasks import Tasks


@dataclass(frozen=True)
class Tellers:
    """Of what is recorded, of the steps after it, and of what else it has brought about."""

    recorded: Telling
    steps: StepTelling
    chores: Chores


def tellers(
    sessions: Sessions,
    clock: Clock,
    people: People,
    live: LiveCatalogue,
    messenger: TellersMessenger,
    tasks: Tasks,
) -> Tellers:
    """All of them; nothing is sent yet."""
    chores = Chores(sessions, clock, people, live, messenger, tasks)
    notes = Notes(sessions, clock, chores)
    return Tellers(
        recorded=Telling(people, live, messenger, tasks, notes),
        steps=StepTelling(people, live, chores),
        chores=chores,
    )
