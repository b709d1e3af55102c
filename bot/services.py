"""What the handlers may ask for: one object with every service, made in `app.py`."""

from dataclasses import dataclass
from typing import Protocol

from bot.answers.answers import Answers
from bot.answers.asking import Asking
from bot.answers.digest import GapReport
from bot.answers.questions import QuestionLog
from bot.answers.threads import Threads
from bot.answers.tongues import Tongues
from bot.catalogue.live import LiveCatalogue
from bot.counted import Counted
from bot.fair import Fair
from bot.installs.removals import Removals
from bot.metrics import Metrics
from bot.observations.drafts import Drafts
from bot.observations.service import Observations
from bot.people.members import People
from bot.ports import Clock
from bot.seen import Seen
from bot.tasks import Tasks
from bot.tips.checks import Checks
from bot.tips.deliveries import Deliveries
from bot.tips.focusing import Focusing
from bot.tips.own import OwnTips
from bot.tips.planning import Planning
from bot.tips.reporting import Reporting
from bot.tips.resting import Rests
from bot.tips.subscriptions import Subscriptions
from bot.tips.tallies import Tallies
from bot.tips.tidying import Tidying


class Keeper(Protocol):
    """Keeps something for a time only."""

    async def forget(self) -> None:
        """Delete what is too old. Raises `StorageAway`."""
        ...


@dataclass(frozen=True)
class Services:
    """Takt's services, as handlers use them."""

    catalogue: LiveCatalogue
    answers: Answers
    tongues: Tongues
    threads: Threads
    questions: QuestionLog
    asking: Asking
    gap_report: GapReport
    people: People
    subscriptions: Subscriptions
    removals: Removals
    rests: Rests
    focusing: Focusing
    planning: Planning
    reporting: Reporting
    deliveries: Deliveries
    checks: Checks
    tallies: Tallies
    tidying: Tidying
    own_tips: OwnTips
    observations: Observations
    fair: Fair
    drafts: Drafts
    counted: Counted
    tasks: Tasks
    seen: Seen
    metrics: Metrics
    clock: Clock
    default_language: str
    default_time_zone: str

    @property
    def keepers(self) -> tuple[Keeper, ...]:
        """Those that keep something for a time only."""
        asked = (self.questions, self.threads, self.asking, self.checks, self.seen)
        return (*asked, self.tidying, self.fair.retention, self.counted.weekly, self.removals)
