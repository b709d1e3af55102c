"""What makes observations fair and lawful, put together."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.catalogue.live import LiveCatalogue
from bot.db.engine import Sessions
from bot.observations.calibration import Calibration
from bot.observations.fairness import Fairness
from bot.observations.follow_ups import FollowUps
from bot.observations.handing_on import HandingOn
from bot.observations.notice import Notice
from bot.observations.reminder_port import ReminderMessenger
from bot.observations.reminding import Reminding
from bot.observations.retention import Retention
from bot.observations.retention_queries import fold_about
from bot.observations.seeking import Seeking, SeekMessenger
from bot.observations.tellers import Tellers, TellersMessenger, tellers
from bot.people.erasure import Erasure
from bot.people.members import People
from bot.people.own_data import OwnData
from bot.ports import Clock
from bot.runner import carry_out_each
from bot.settings import Settings
from bot.tasks import Tasks


class Messages(TellersMessenger, ReminderMessenger, SeekMessenger, Protocol):
    """Tells people of observations and reminds them."""


@dataclass(frozen=True)
class Fair:
    """The services that stand around observations."""

    steps: Fairness
    follow_ups: FollowUps
    reminding: Reminding
    handing_on: HandingOn
    seeking: Seeking
    tellers: Tellers
    calibration: Calibration
    notice: Notice
    retention: Retention
    own_data: OwnData
    erasure: Erasure

    async def remind(self) -> None:
        """Everything that waits for its hour: reminders of follow-ups, contests that wait for an admin, chores."""
        jobs = [self.reminding.remind, self.handing_on.hand_on, self.seeking.seek, self.tellers.chores.do_due]
        await carry_out_each("reminders", jobs)


def fair(
    sessions: Sessions,
    clock: Clock,
    people: People,
    live: LiveCatalogue,
    messenger: Messages,
    tasks: Tasks,
    settings: Settings,
) -> Fair:
    """The services; nothing is connected yet."""
    told_by = tellers(sessions, clock, people, live, messenger, tasks)
    telling = told_by.steps
    kept = timedelta(days=settings.retention_days)
    steps = Fairness(sessions, clock, people, live, telling, kept)
    return Fair(
        steps=steps,
        follow_ups=FollowUps(sessions, clock, people, steps),
        reminding=Reminding(sessions, clock, people, live, messenger),
        handing_on=HandingOn(sessions, people),
        seeking=Seeking(sessions, clock, people, telling, messenger),
        tellers=told_by,
        calibration=Calibration(sessions, clock, people, live),
        notice=Notice(sessions, clock, people, settings.notice_days, settings.time_zone),
        retention=Retention(sessions, clock, kept),
        own_data=OwnData(sessions, clock, kept),
        erasure=Erasure(sessions, clock, fold_about),
    )
