"""What makes observations fair and lawful, put together."""

from dataclasses import dataclass
from datetime import timedelta

from bot.catalogue.live import LiveCatalogue
from bot.db.engine import Sessions
from bot.observations.fairness import Fairness
from bot.observations.step_telling import StepTelling
from bot.people.members import People
from bot.ports import Clock, Messenger
from bot.tasks import Tasks


@dataclass(frozen=True)
class Fair:
    """The services that stand around observations."""

    steps: Fairness


def fair(
    sessions: Sessions,
    clock: Clock,
    people: People,
    live: LiveCatalogue,
    messenger: Messenger,
    tasks: Tasks,
    *,
    retention: timedelta,
) -> Fair:
    """The services; nothing is connected yet."""
    telling = StepTelling(people, live, messenger, tasks)
    return Fair(steps=Fairness(sessions, clock, people, live, telling, retention))
