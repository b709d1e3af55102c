"""What the handlers may ask for: one object with every service, made in `app.py`."""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from bot.answers.answers import Answers
from bot.answers.asking import Asking
from bot.answers.digest import GapReport
from bot.answers.questions import QuestionLog
from bot.answers.threads import Threads
from bot.catalogue.live import LiveCatalogue
from bot.counted import Counted
from bot.fair import Fair
from bot.installs.removals import Removals
from bot.loading import later
from bot.metrics import Metrics
from bot.observations.drafts import Drafts
from bot.parts import Parts
from bot.people.members import People
from bot.ports import Clock
from bot.seen import Seen
from bot.tasks import Tasks
from bot.tips.checks import Checks
from bot.tips.deliveries import Deliveries
from bot.tips.tallies import Tallies
from bot.tips.tidying import Tidying

with later():  # what no job needs, with the first person who does
    from bot.answers import tongues as speaking
    from bot.insight import need_queries
    from bot.observations import service as observing
    from bot.tips import focusing as focuses
    from bot.tips import following as moving
    from bot.tips import own, resting
    from bot.tips import planning as plans
    from bot.tips import reporting as reports
    from bot.tips import subscriptions as subscribing


class Keeper(Protocol):
    """Keeps something for a time only."""

    async def forget(self) -> None:
        """Delete what is too old. Raises `StorageAway`."""
        ...


@dataclass(frozen=True)
class Services:
    """Takt's services, as handlers use them; the last ones are made when somebody asks for them."""

    parts: Parts
    answers: Answers
    threads: Threads
    questions: QuestionLog
    asking: Asking
    gap_report: GapReport
    removals: Removals
    deliveries: Deliveries
    checks: Checks
    tallies: Tallies
    tidying: Tidying
    fair: Fair
    drafts: Drafts
    counted: Counted
    seen: Seen
    metrics: Metrics

    @property
    def catalogue(self) -> LiveCatalogue:
        """The standards."""
        return self.parts.live

    @property
    def people(self) -> People:
        """Who is who, and may do what."""
        return self.parts.people

    @property
    def tasks(self) -> Tasks:
        """What goes on behind acknowledgements."""
        return self.parts.tasks

    @property
    def clock(self) -> Clock:
        """The time."""
        return self.parts.clock

    @property
    def default_language(self) -> str:
        """Of those whose own nobody knows."""
        return self.parts.settings.default_language

    @property
    def default_time_zone(self) -> str:
        """Of those whose own nobody knows."""
        return self.parts.settings.time_zone

    @property
    def keepers(self) -> tuple[Keeper, ...]:
        """Those that keep something for a time only."""
        asked = (self.questions, self.threads, self.asking, self.checks, self.seen)
        return (*asked, self.tidying, self.fair.retention, self.counted.weekly, self.removals)

    @cached_property
    def tongues(self) -> "speaking.Tongues":
        """Which language a question is in."""
        return speaking.Tongues(self.parts.live)

    @cached_property
    def subscriptions(self) -> "subscribing.Subscriptions":
        """Which channels get tips."""
        p = self.parts
        made = subscribing.Subscriptions(p.sessions, p.clock, p.people, p.live, self.deliveries.outcomes)
        made.orders.heard_by(self.deliveries.obey)
        return made

    @cached_property
    def rests(self) -> "resting.Rests":
        """When channels get none."""
        p = self.parts
        return resting.Rests(p.sessions, p.clock, p.people, p.live, self.deliveries.outcomes)

    @cached_property
    def own_tips(self) -> "own.OwnTips":
        """Tips for one person."""
        return own.OwnTips(self.parts.sessions, self.subscriptions, self.rests, self.parts.messenger)

    @cached_property
    def following(self) -> "moving.Following":
        """Tips of one's own, where the person is now."""
        p = self.parts
        return moving.Following(p.sessions, p.clock, p.people, p.live)

    @cached_property
    def focusing(self) -> "focuses.Focusing":
        """Standards that supervisors put first."""
        return focuses.Focusing(self.parts.sessions, self.parts.clock, self.parts.people)

    @cached_property
    def planning(self) -> "plans.Planning":
        """The tips of the days to come."""
        p = self.parts
        return plans.Planning(p.sessions, p.clock, p.people, p.live, need_queries.needs_of_teams)

    @cached_property
    def reporting(self) -> "reports.Reporting":
        """What tips have taught."""
        p = self.parts
        return reports.Reporting(p.sessions, p.clock, p.people, p.live, p.directory, p.settings.time_zone)

    @cached_property
    def observations(self) -> "observing.Observations":
        """What supervisors see."""
        p = self.parts
        return observing.Observations(
            p.sessions, p.clock, p.people, p.live, self.fair.notice, self.fair.tellers, p.kept
        )
