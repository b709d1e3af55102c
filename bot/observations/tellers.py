"""Who tells people of observations, put together."""

from dataclasses import dataclass
from typing import Protocol

from bot.catalogue.live import LiveCatalogue
from bot.db.engine import Sessions
from bot.observations.chore_port import ChoreMessenger
from bot.observations.chores import Chores
from bot.observations.notes import Notes
from bot.observations.step_telling import StepTelling
from bot.observations.telling import Telling
from bot.people.members import People
from bot.ports import Clock, Messenger
from bot.tasks import Tasks


class TellersMessenger(Messenger, ChoreMessenger, Protocol):
    """Tells people of observations, and does what these have brought about."""


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
        steps=StepTelling(people, live, messenger, tasks, notes),
        chores=chores,
    )
