"""Takt's own services on a database that is full of observations: the report, and recording."""

from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine

from benchmarks._observations_fill import NOW, OBSERVER, WORKSPACE
from bot.catalogue.live import LiveCatalogue
from bot.catalogue.loader import load
from bot.catalogue.model import Level
from bot.db.engine import create_engine, create_sessions
from bot.observations.chore_port import ClosedMessage
from bot.observations.notice import Notice
from bot.observations.records import NewObservation
from bot.observations.reporting import Reports
from bot.observations.service import Observations
from bot.observations.tellers import tellers
from bot.people.headcount import Headcount
from bot.people.members import People, Powers
from bot.ports import ChannelId, MemberId, ObservationMessage, Profile, StepMessage, WorkspaceId
from bot.settings import DEFAULT_CONTENT
from bot.tasks import Tasks

ZONE = "Europe/Copenhagen"
KEPT = timedelta(days=600)


class StandingClock:
    """A clock that stands still."""

    def now(self) -> datetime:
        """When the last observation was recorded."""
        return NOW


class Everybody:
    """A directory in which everybody is found at once."""

    async def profile(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        """Somebody."""
        return Profile(workspace, member, "Somebody", "en", ZONE)

    async def group_members(self, workspace: WorkspaceId, group: str) -> frozenset[MemberId]:
        """Nobody: the settings name the supervisors."""
        return frozenset()

    async def admins(self, workspace: WorkspaceId, besides: Collection[MemberId] = ()) -> frozenset[MemberId]:
        """Nobody."""
        return frozenset()

    async def headcount(self, workspace: WorkspaceId) -> int:
        """As many as observations are made of."""
        return 3000


class Silence:
    """A messenger that tells nobody: what is measured is recording."""

    async def tell_subject(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        message: ObservationMessage,
        *,
        key: str,
        may_send: Callable[[], bool],
    ) -> tuple[ChannelId, str]:
        """Nothing."""
        return ChannelId(""), ""

    async def tell_withdrawn(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        message: ObservationMessage,
        *,
        key: str,
        may_send: Callable[[], bool],
    ) -> None:
        """Nothing."""

    async def tell_unreached(
        self, workspace: WorkspaceId, member: MemberId, subject: MemberId, *, language: str
    ) -> None:
        """Nothing."""

    async def tell_step(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        message: StepMessage,
        *,
        key: str,
        mark: str | None,
        may_send: Callable[[], bool],
    ) -> tuple[ChannelId, str]:
        """Nothing."""
        return ChannelId(""), ""

    async def close_contest(self, workspace: WorkspaceId, channel: ChannelId, ts: str, message: StepMessage) -> None:
        """Nothing."""

    async def take_back_note(
        self, workspace: WorkspaceId, channel: ChannelId, ts: str, message: ObservationMessage, *, contested: bool
    ) -> None:
        """Nothing."""

    async def ask_to_decide(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        message: StepMessage,
        *,
        key: str,
        may_send: Callable[[], bool],
    ) -> tuple[ChannelId, str]:
        """Nothing."""
        return ChannelId(""), ""

    async def tell_closed(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        message: ClosedMessage,
        *,
        key: str,
        may_send: Callable[[], bool],
    ) -> None:
        """Nothing."""

    async def direct_messages(self, workspace: WorkspaceId, member: MemberId) -> ChannelId:
        """Nowhere."""
        return ChannelId("")

    async def find_tip(
        self, workspace: WorkspaceId, channel: ChannelId, *, delivery: str, since: datetime
    ) -> str | None:
        """Nothing."""
        return None

    async def find_all(
        self, workspace: WorkspaceId, channel: ChannelId, *, delivery: str, since: datetime
    ) -> tuple[str, ...]:
        """Nothing."""
        return ()


@dataclass(frozen=True)
class Services:
    """What is measured."""

    engine: AsyncEngine
    reports: Reports
    observations: Observations
    reader: Profile
    tasks: Tasks  # who tells people what was recorded


@asynccontextmanager
async def services(url: str) -> AsyncIterator[Services]:
    """The services on a database."""
    engine = create_engine(url)
    sessions, clock, directory = create_sessions(engine), StandingClock(), Everybody()
    reader = await directory.profile(WORKSPACE, OBSERVER)
    people = People(directory, sessions, clock, Powers(supervisors=frozenset({OBSERVER})), reader)
    live, tasks = LiveCatalogue(load(DEFAULT_CONTENT)), Tasks()
    notice = Notice(sessions, clock, people, 0, ZONE)
    told_by = tellers(sessions, clock, people, live, Silence(), tasks)
    yield Services(
        engine,
        Reports(sessions, clock, people, live, Headcount(directory, clock), KEPT),
        Observations(sessions, clock, people, live, notice, told_by, KEPT),
        reader,
        tasks,
    )
    await tasks.drain(5)
    await engine.dispose()


def seen(number: int) -> NewObservation:
    """Something to record."""
    subject = MemberId(f"U{number}")
    return NewObservation(WORKSPACE, OBSERVER, subject, "greeting", Level.MET, f"bench-{number}", "Said hello first.")


@contextmanager
def statements(engine: AsyncEngine) -> Iterator[Counter[str]]:
    """Counts statements that read and that write, and the transactions that have written."""
    found: Counter[str] = Counter()
    wrote = False

    def before(_connection: Connection, _cursor: object, statement: str, *_rest: Any) -> None:
        nonlocal wrote
        writes = statement.split(maxsplit=1)[0] in {"INSERT", "UPDATE", "DELETE"}
        wrote = wrote or writes
        found["writes" if writes else "reads"] += statement.split(maxsplit=1)[0] != "BEGIN"

    def committed(_connection: Connection) -> None:
        nonlocal wrote
        found["transactions that write"] += wrote
        wrote = False

    event.listen(engine.sync_engine, "before_cursor_execute", before)
    event.listen(engine.sync_engine, "commit", committed)
    yield found
    event.remove(engine.sync_engine, "before_cursor_execute", before)
    event.remove(engine.sync_engine, "commit", committed)
