"""A contest in a shop where nobody is an admin yet, and the post by which one is asked to decide."""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.db.engine import Sessions
from bot.errors import SendNotOurs, SendRefused, SlackTrouble
from bot.observations.fairness import Fairness
from bot.observations.records import NewObservation, Observed
from bot.observations.seeking import Seeking
from bot.observations.step_telling import StepTelling
from bot.people.members import People, Powers
from bot.ports import ChannelId, MemberId, StepMessage, WorkspaceId
from tests.fakes import ANNA, SOFIE, WORKSPACE, FakeDirectory, person
from tests.observations.conftest import Shop

Seen = Callable[..., NewObservation]
KEPT, REASON = timedelta(days=180), "I was talking to a guest"
BY_SETTINGS = Powers(supervisors=frozenset({SOFIE}))


class UnlistedDirectory(FakeDirectory):
    """Has too many people for Slack to list."""

    async def admins(self, workspace: WorkspaceId, besides: Collection[MemberId] = ()) -> frozenset[MemberId]:
        raise SlackTrouble("ratelimited")


class EndlessDirectory(FakeDirectory):
    """Is never through with its list of people."""

    async def admins(self, workspace: WorkspaceId, besides: Collection[MemberId] = ()) -> frozenset[MemberId]:
        await asyncio.Event().wait()
        return frozenset()


class DiedError(BaseException):
    """Nothing catches it, as a kill."""


@dataclass
class Post:
    """Asks admins; `troubles` come first, one for each try, and `arrives` says whether a failed try is there."""

    asked: list[tuple[MemberId, StepMessage]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    troubles: list[BaseException] = field(default_factory=list)
    arrives: bool = False
    may_look: bool = True
    on_send: Callable[[], None] = lambda: None

    async def ask_to_decide(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        message: StepMessage,
        *,
        key: str,
        may_send: Callable[[], bool],
    ) -> tuple[ChannelId, str]:
        self.on_send()
        if not may_send():
            raise SendNotOurs
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is None or self.arrives:
            self.asked.append((member, message))
            self.keys.append(key)
        if trouble is not None:
            raise trouble
        return ChannelId("D" + member[1:]), "1.1"

    async def direct_messages(self, workspace: WorkspaceId, member: MemberId) -> ChannelId:
        if not self.may_look:
            raise SendRefused("missing_scope", "workspace")
        return ChannelId("D" + member[1:])

    async def find_tip(self, workspace: WorkspaceId, channel: ChannelId, *, delivery: str, since: object) -> str | None:
        return "1.1" if delivery in self.keys else None


@dataclass
class Case:
    """What Anna contests in a shop without admins, and everything around it."""

    shop: Shop
    sessions: Sessions
    observed: Observed
    post: Post = field(default_factory=Post)
    powers: Powers = BY_SETTINGS

    @property
    def steps(self) -> Fairness:
        """One replica's steps."""
        people = self.people(self.shop.directory)
        return Fairness(self.sessions, self.shop.clock, people, self.shop.live, self._telling(people), KEPT)

    async def seek(self, directory: FakeDirectory | None = None) -> None:
        """The job, on one replica that has not looked anybody up yet."""
        people = self.people(directory or self.shop.directory)
        await Seeking(self.sessions, self.shop.clock, people, self._telling(people), self.post).seek()

    def appoint(self, *members: MemberId) -> None:
        """From now on these are the admins."""
        for one in self.shop.directory.people.values():
            self.shop.directory.people[one.member] = replace(one, is_admin=one.member in members)

    async def deciders(self) -> list[tuple[str, str]]:
        """Who was asked, and in which message."""
        async with self.sessions() as session:
            return [tuple(row) for row in await session.execute(text("SELECT member, ts FROM decider ORDER BY member"))]

    async def waiting(self) -> int:
        """How many contests wait for an admin, and were looked at."""
        async with self.sessions() as session:
            return int(await session.scalar(text("SELECT count(*) FROM seek")) or 0)

    def people(self, directory: FakeDirectory) -> People:
        """Who is looked up by one replica that has not looked anybody up yet."""
        return People(directory, self.sessions, self.shop.clock, self.powers, person(ANNA))

    def _telling(self, people: People) -> StepTelling:
        return self.shop.tellers(self.sessions, people).steps


@pytest.fixture
async def case(shop: Shop, sessions: Sessions, seen: Seen) -> Case:
    """Anna contests what Sofie wrote, and nobody is an admin."""
    case = Case(shop, sessions, await shop.observations.record(seen()))
    await case.steps.contest(WORKSPACE, ANNA, case.observed.id, REASON, source_key="c")
    await shop.all_told()
    return case
