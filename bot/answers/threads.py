"""Remembers for a week which standard a thread is about, and for minutes what a direct message was; never by whom."""

import contextlib
import hashlib
from collections import OrderedDict
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.engine import Sessions, transaction
from bot.db.models import Thread
from bot.db.queries import insert_into
from bot.errors import StorageAway
from bot.ports import Clock, WorkspaceId

KEPT = timedelta(days=7)
TALK = timedelta(minutes=15)  # a direct message outside of a thread follows on the one before for so long
MOST_TALKS = 5000


class Threads:
    """What threads are about. Talks outside of threads are kept in memory only: their channel points to a person."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock
        self._talks: OrderedDict[tuple[str, str], tuple[datetime, str]] = OrderedDict()

    async def about(self, workspace: WorkspaceId, channel: str, thread: str) -> str | None:
        """The standard that a thread, or without one the talk, was last about; None while the database is away."""
        if not thread:
            return self._talk(workspace, channel)
        with contextlib.suppress(StorageAway):
            async with transaction(self._sessions) as session:
                return await _standard_of(session, key=_key(workspace, channel, thread))
        return None

    async def remember(self, workspace: WorkspaceId, channel: str, threads: set[str], standard: str) -> None:
        """Keep what these threads are about; "" is the talk itself. Nothing is kept while the database is away."""
        if "" in threads:
            self._note_talk(workspace, channel, standard)
        with contextlib.suppress(StorageAway):
            async with transaction(self._sessions) as session:
                for thread in sorted(threads - {""}):
                    key = _key(workspace, channel, thread)
                    await _keep(session, key=key, workspace=workspace, standard=standard, now=self._clock.now())

    async def forget(self) -> None:
        """Delete what is older than a week. Raises `StorageAway`."""
        async with transaction(self._sessions) as session:
            await session.execute(delete(Thread).where(Thread.asked_at < self._clock.now() - KEPT))

    def drop_talks(self, workspace: WorkspaceId) -> None:
        """Let go of what is in memory about a workspace's talks."""
        for key in [key for key in self._talks if key[0] == workspace]:
            del self._talks[key]

    def _talk(self, workspace: str, channel: str) -> str | None:
        since, standard = self._talks.get((workspace, channel), (None, None))
        return standard if since and self._clock.now() - since < TALK else None

    def _note_talk(self, workspace: str, channel: str, standard: str) -> None:
        self._talks[(workspace, channel)] = (self._clock.now(), standard)
        self._talks.move_to_end((workspace, channel))
        while len(self._talks) > MOST_TALKS:
            self._talks.popitem(last=False)


async def _standard_of(session: AsyncSession, *, key: str) -> str | None:
    found = await session.get(Thread, key)
    return found.standard if found else None


async def _keep(session: AsyncSession, *, key: str, workspace: str, standard: str, now: datetime) -> None:
    kept = {"standard": standard, "asked_at": now}
    await session.execute(
        insert_into(session, Thread)
        .values(key=key, workspace=workspace, **kept)
        .on_conflict_do_update(index_elements=["key"], set_=kept)
    )


def _key(workspace: str, channel: str, thread: str) -> str:
    return hashlib.sha256(f"{workspace}/{channel}/{thread}".encode()).hexdigest()
