"""Everything that a delivery needs, with a clock that stands still and a Slack that does as it is told."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import select

from bot.catalogue.live import LiveCatalogue
from bot.db.engine import Sessions, transaction
from bot.db.models import Delivery, Subscription
from bot.errors import SendError, SendNotOurs
from bot.insight.need_queries import needs_of_teams
from bot.people.members import People, Powers
from bot.ports import ChannelId, MemberId, TipMessage, WorkspaceId
from bot.tips.deliveries import Deliveries
from bot.tips.news import News
from bot.tips.planning import Planning
from bot.tips.records import Status
from bot.tips.resting import Rests
from bot.tips.subscriptions import Subscriptions
from bot.tips.tempo import Tempo
from bot.tips.wish import Wanted
from tests.fakes import BEN, SOFIE, WORKSPACE, FakeDirectory, FixedClock, person
from tests.tips.words import EVERY_MORNING, catalogue

BUTIK, RECEPTION = ChannelId("C0BUTIK"), ChannelId("C0RECEP")


@dataclass(frozen=True)
class Post:
    """A tip that a channel has got."""

    workspace: WorkspaceId
    channel: ChannelId
    tip: TipMessage
    delivery: str
    at: datetime  # by Slack's clock


class CrashError(Exception):
    """The process dies here."""


@dataclass
class FakeSlack:
    """Takes tips; `answers` are raised in turn, one for each post, before it takes more."""

    clock: FixedClock
    behind: timedelta = field(default_factory=timedelta)  # how far its clock is behind ours
    posts: list[Post] = field(default_factory=list)
    paused: list[tuple[WorkspaceId, MemberId, Sequence[ChannelId], str, str]] = field(default_factory=list)
    late: list[tuple[WorkspaceId, MemberId, Sequence[ChannelId], str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)  # the keys of the messages that owners have got
    tell_answers: list[Exception | None] = field(default_factory=list)  # as `answers`, when owners are told
    history: Exception | None = None  # what a look into a channel's history raises
    looks: int = 0
    answers: list[Exception | None] = field(default_factory=list)
    refuses: dict[ChannelId, Exception] = field(default_factory=dict)
    meanwhile: Callable[[], Awaitable[object]] | None = None

    async def post_tip(
        self,
        workspace: WorkspaceId,
        channel: ChannelId,
        tip: TipMessage,
        *,
        delivery: str,
        may_send: Callable[[], bool],
    ) -> str:
        """Take the tip, unless told otherwise; `meanwhile` happens while it waits for a connection."""
        if self.meanwhile is not None:
            await self.meanwhile()
        if not may_send():
            raise SendNotOurs
        answer = self.answers.pop(0) if self.answers else self.refuses.get(channel)
        if isinstance(answer, SendError):
            raise answer
        self.posts.append(Post(workspace, channel, tip, delivery, self.clock.now() - self.behind))
        if answer is not None:
            raise answer
        return f"1700000000.{len(self.posts):06}"

    async def find_tip(
        self, workspace: WorkspaceId, channel: ChannelId, *, delivery: str, since: datetime
    ) -> str | None:
        """Look among what the channel has got."""
        self.looks += 1
        if self.history is not None:
            raise self.history
        if delivery in self.told:
            return "1700000000.000000"
        found = [at for at, post in enumerate(self.posts, 1) if post.delivery == delivery and post.at >= since]
        return f"1700000000.{found[0]:06}" if found else None

    async def direct_messages(self, workspace: WorkspaceId, member: MemberId) -> ChannelId:
        """Where owners are told."""
        return ChannelId(f"D{member}")

    async def tell_owner(self, news: News, *, language: str, key: str, may_send: Callable[[], bool]) -> None:
        """Note who was told what, unless told otherwise."""
        if not may_send():
            raise SendNotOurs
        trouble = self.tell_answers.pop(0) if self.tell_answers else None
        if isinstance(trouble, SendError):
            raise trouble
        self.told.append(key)
        if news.is_late and not news.is_quiet:
            self.late.append((news.workspace, news.owner, list(news.channels), language))
        else:
            self.paused.append((news.workspace, news.owner, list(news.channels), news.reason, language))
        if trouble is not None:
            raise trouble


class Interrupted:
    """A factory of transactions on a database that can go away."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self.away = False

    def begin(self) -> object:
        """The next transaction, unless the database is away."""
        if self.away:
            raise OSError("the database is away")
        return self._sessions.begin()

    def __call__(self) -> object:
        """A session to look with, unless the database is away."""
        if self.away:
            raise OSError("the database is away")
        return self._sessions()


class Stage:
    """Sofie's workspace: she is its supervisor, and it is Monday, 08:00 UTC."""

    def __init__(self, sessions: Sessions) -> None:
        self.database = Interrupted(sessions)
        self.sessions = cast(Sessions, self.database)
        self.clock = FixedClock()
        self.slack = FakeSlack(self.clock)
        self.tempo = Tempo(linger=0)
        self.live = LiveCatalogue(catalogue())
        self.sofie = person(SOFIE, "da")
        powers = Powers(supervisors=frozenset({SOFIE}))
        directory = FakeDirectory(self.sofie, person(BEN))
        self.people = People(directory, sessions, self.clock, powers, person(BEN))
        self.planning = Planning(self.sessions, self.clock, self.people, self.live, needs_of_teams)
        self.deliveries = self.another_process()
        counted = self.deliveries.outcomes
        self.subscriptions = Subscriptions(sessions, self.clock, self.people, self.live, counted)
        self.rests = Rests(sessions, self.clock, self.people, self.live, counted)
        self.subscriptions.orders.heard_by(self.deliveries.obey)

    def another_process(self) -> Deliveries:
        """One more replica on the same database."""
        return Deliveries(self.sessions, self.clock, self.people, self.slack, self.live, self.tempo, needs_of_teams)

    async def turn_on(self, channel: ChannelId = BUTIK, wanted: Wanted = EVERY_MORNING) -> Status:
        """Sofie turns tips on: every day at 09:00 UTC, unless told otherwise."""
        return await self.subscriptions.turn_on(self.sofie, channel, wanted)

    async def turn_off(self, channel: ChannelId = BUTIK) -> bool:
        """Sofie turns them off."""
        return await self.subscriptions.turn_off(WORKSPACE, channel, SOFIE)

    async def status(self, channel: ChannelId = BUTIK) -> Status:
        """What Sofie sees."""
        return await self.subscriptions.status(WORKSPACE, channel, SOFIE)

    async def tick_at(self, moment: datetime) -> None:
        """The scheduler's job, at a moment."""
        self.clock.set(moment)
        await self.deliveries.tick()

    async def rows(self) -> list[Delivery]:
        """All deliveries, by slot."""
        async with transaction(self.sessions) as session:
            return list(await session.scalars(select(Delivery).order_by(Delivery.slot, Delivery.channel)))

    async def states(self) -> list[str]:
        """What became of each delivery, by slot."""
        return [row.state for row in await self.rows()]

    async def break_zone(self, channel: ChannelId) -> None:
        """Somebody's edit leaves the channel with a time zone that does not exist."""
        async with transaction(self.sessions) as session:
            row = (await session.scalars(select(Subscription).filter_by(channel=channel))).one()
            row.time_zone = "Europe/Atlantis"
