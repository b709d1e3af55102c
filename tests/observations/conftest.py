"""Observations on a real database, among Anna, Ben and their supervisor Sofie."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.catalogue.live import LiveCatalogue
from bot.catalogue.loader import load
from bot.catalogue.model import Level
from bot.db.engine import Sessions
from bot.errors import SendInDoubt, SendNotOurs, SendRefused
from bot.observations.chore_port import ClosedMessage
from bot.observations.notice import Notice
from bot.observations.records import NewObservation
from bot.observations.service import Observations
from bot.observations.tellers import Tellers, tellers
from bot.people.members import People, Powers
from bot.ports import ChannelId, MemberId, ObservationMessage, StepMessage, WorkspaceId
from bot.tasks import Tasks
from tests.catalogue.packs import greeting, queue, standard, text, write_pack
from tests.fakes import ANNA, BEN, SOFIE, WORKSPACE, FakeDirectory, FixedClock, person

MIKKEL, STRANGER, ROBOT = MemberId("U0MIKKEL"), MemberId("U0GAEST"), MemberId("U0ROBOT")
KEPT = timedelta(days=180)
Told = tuple[str, MemberId, object]


class DroppedError(SendInDoubt):
    """The message arrived, and nobody hears of it."""


@dataclass
class FakeMessenger:
    """Keeps what people are told; `troubles` are raised first, one for each message."""

    told: list[Told] = field(default_factory=list)
    troubles: list[Exception] = field(default_factory=list)
    emptied: list[tuple[ChannelId, bool]] = field(default_factory=list)  # and whether after a contest
    killed: bool = False  # whether the process dies before it empties or asks anything
    silenced: bool = False  # the same before it tells anybody anything
    lost: bool = False  # whether messages that were told are gone
    posted: list[tuple[ChannelId, str, str]] = field(default_factory=list)  # where, and with which key
    closing_troubles: list[Exception] = field(default_factory=list)  # the same for news of closed follow-ups
    asking_troubles: list[Exception] = field(default_factory=list)  # and for questions to decide
    meanwhile: Callable[[], Awaitable[object]] | None = None  # what happens, once, while a question is under way
    unreadable: SendRefused | None = None  # why nothing is found
    looked_since: list[datetime] = field(default_factory=list)

    async def tell_subject(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        message: ObservationMessage,
        *,
        key: str,
        may_send: Callable[[], bool],
    ) -> tuple[ChannelId, str]:
        self._check(may_send)
        return self._post("recorded", member, message, key)

    async def take_back_note(
        self, workspace: WorkspaceId, channel: ChannelId, ts: str, message: ObservationMessage, *, contested: bool
    ) -> None:
        if self.killed:
            raise asyncio.CancelledError
        if self.lost:
            raise SendRefused("message_not_found", "ours")
        self.emptied.append((channel, contested))

    async def tell_withdrawn(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        message: ObservationMessage,
        *,
        key: str,
        may_send: Callable[[], bool],
    ) -> None:
        self._check(may_send)
        self._post("withdrawn", member, message, key)

    async def tell_unreached(
        self, workspace: WorkspaceId, member: MemberId, subject: MemberId, *, language: str
    ) -> None:
        self._keep("unreached", member, (subject, language))

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
        self._check(may_send)
        return self._post(message.step, member, message, key, mark)

    async def ask_to_decide(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        message: StepMessage,
        *,
        key: str,
        may_send: Callable[[], bool],
    ) -> tuple[ChannelId, str]:
        assert may_send()
        if self.killed:
            raise asyncio.CancelledError
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile:
            await meanwhile()
        self.troubles, self.asking_troubles = self.asking_troubles[:1], self.asking_troubles[1:]
        return self._post(message.step, member, message, key)

    async def tell_closed(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        message: ClosedMessage,
        *,
        key: str,
        may_send: Callable[[], bool],
    ) -> None:
        assert may_send()
        self.troubles = self.closing_troubles[:1]
        del self.closing_troubles[:1]
        self._post("closed", member, message, key)

    async def direct_messages(self, workspace: WorkspaceId, member: MemberId) -> ChannelId:
        if self.unreadable:
            raise self.unreadable
        return ChannelId(f"D{member}")

    async def find_all(
        self, workspace: WorkspaceId, channel: ChannelId, *, delivery: str, since: datetime
    ) -> tuple[str, ...]:
        if self.unreadable:
            raise self.unreadable
        self.looked_since.append(since)
        return tuple(ts for where, ts, key in self.posted if (where, key) == (channel, delivery))

    async def find_tip(
        self, workspace: WorkspaceId, channel: ChannelId, *, delivery: str, since: datetime
    ) -> str | None:
        return next(iter(await self.find_all(workspace, channel, delivery=delivery, since=since)), None)

    async def close_contest(self, workspace: WorkspaceId, channel: ChannelId, ts: str, message: StepMessage) -> None:
        if self.killed:
            raise asyncio.CancelledError
        self._keep("closed", MemberId(channel), message)

    def _check(self, may_send: Callable[[], bool]) -> None:
        if self.silenced:
            raise asyncio.CancelledError
        if not may_send():
            raise SendNotOurs

    def _post(self, what: str, member: MemberId, message: object, *keys: str | None) -> tuple[ChannelId, str]:
        """Keep a message, and where it is."""
        dropped = self.troubles.pop(0) if self.troubles and isinstance(self.troubles[0], DroppedError) else None
        self._keep(what, member, message)
        place = ChannelId(f"D{member}"), f"{len(self.posted) + 1}.0"
        self.posted += [(*place, key) for key in keys if key]
        if dropped:
            raise dropped
        return place

    def _keep(self, what: str, member: MemberId, message: object) -> None:
        if self.troubles:
            raise self.troubles.pop(0)
        self.told.append((what, member, message))


@dataclass
class Shop:
    """The service under test and everything around it."""

    observations: Observations
    clock: FixedClock
    messenger: FakeMessenger
    directory: FakeDirectory
    live: LiveCatalogue
    tasks: Tasks

    def tellers(self, sessions: Sessions, people: People) -> Tellers:
        """Those of one replica."""
        return tellers(sessions, self.clock, people, self.live, self.messenger, self.tasks)

    async def all_told(self) -> list[Told]:
        """What people were told, once everything that goes on in the background is done."""
        await self.tasks.drain(5)
        return self.messenger.told


@pytest.fixture
async def shop(sessions: Sessions, tmp_path: Path) -> AsyncIterator[Shop]:
    """Sofie is a supervisor; Mikkel has left; there is a stranger, and a bot."""
    clock, tasks, messenger = FixedClock(), Tasks(at_once=1), FakeMessenger()
    directory = FakeDirectory(
        person(ANNA, "da"),
        person(BEN, "en", time_zone="Europe/London"),
        person(SOFIE, "da"),
        person(MIKKEL, "da", is_gone=True),
        person(STRANGER, "da", is_guest=True),
        person(ROBOT, "da", is_bot=True),
    )
    people = People(directory, sessions, clock, Powers(supervisors=frozenset({SOFIE})), person(BEN))
    retired = standard("old-rule", text("Old rule"), text("Gammel regel"), retired=True)
    live = LiveCatalogue(load(write_pack(tmp_path / "pack", greeting(), queue(), retired)))
    notice = Notice(sessions, clock, people, 0, "Europe/Copenhagen")
    told_by = tellers(sessions, clock, people, live, messenger, tasks)
    observations = Observations(sessions, clock, people, live, notice, told_by, KEPT)
    yield Shop(observations, clock, messenger, directory, live, tasks)
    await tasks.drain(5)


@pytest.fixture
def seen() -> Callable[..., NewObservation]:
    """Makes what Sofie saw Anna do; each with a key of its own."""
    made = iter(range(1000))

    def make(**changes: Any) -> NewObservation:
        values: dict[str, Any] = {
            "workspace": WORKSPACE,
            "observer": SOFIE,
            "subject": ANNA,
            "standard": "greeting",
            "level": Level.MET,
            "source_key": f"key-{next(made)}",
            "note": "Warm welcome at the door",
        }
        return NewObservation(**values | changes)

    return make


async def in_parallel(*work: Any) -> list[Any]:
    """The results of what runs at the same time."""
    return list(await asyncio.gather(*work))
