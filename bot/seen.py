"""Remembers which requests had their effect, on any replica: Slack repeats those that it believes lost."""

import contextlib
from collections import OrderedDict
from datetime import datetime, timedelta
from hashlib import blake2b

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.engine import Sessions, transaction
from bot.db.models import Handled
from bot.db.queries import insert_into
from bot.errors import StorageAway
from bot.ports import Clock, WorkspaceId

KEPT = timedelta(days=1)  # Slack repeats an event for the last time after five minutes
REMEMBERED = 2000


class Seen:
    """For effects that no unique row of their own guards: what is posted for others, files, direct messages.

    What is only shown to who asked, and what a feature's own tables keep apart, costs no statement here.
    """

    def __init__(self, sessions: Sessions, clock: Clock, capacity: int = REMEMBERED) -> None:
        self.repeats = 0
        self._sessions = sessions
        self._clock = clock
        self._capacity = capacity
        self._keys: OrderedDict[str, None] = OrderedDict()

    async def first_time(self, workspace: WorkspaceId, key: str) -> bool:
        """True once per key, on one replica of all; while the database is away each remembers for itself."""
        name = _opaque(workspace, key)
        is_new = self._note(name) and await self._claim(workspace, name)
        self.repeats += not is_new
        return is_new

    async def release(self, workspace: WorkspaceId, key: str) -> None:
        """Let the key come again: what it stood for did not work."""
        name = _opaque(workspace, key)
        self._keys.pop(name, None)
        with contextlib.suppress(StorageAway):
            async with transaction(self._sessions) as session:
                await session.execute(delete(Handled).where(Handled.key == name))

    async def forget(self) -> None:
        """Delete what Slack no longer repeats. Raises `StorageAway`."""
        async with transaction(self._sessions) as session:
            await session.execute(delete(Handled).where(Handled.handled_at < self._clock.now() - KEPT))

    def _note(self, name: str) -> bool:
        if name in self._keys:
            return False
        self._keys[name] = None
        while len(self._keys) > self._capacity:
            self._keys.popitem(last=False)
        return True

    async def _claim(self, workspace: WorkspaceId, name: str) -> bool:
        with contextlib.suppress(StorageAway):
            async with transaction(self._sessions) as session:
                return await _insert(session, name=name, workspace=workspace, now=self._clock.now())
        return True


async def _insert(session: AsyncSession, *, name: str, workspace: WorkspaceId, now: datetime) -> bool:
    """Insert the key; False when another replica, or this one before a restart, did so before."""
    added = await session.execute(
        insert_into(session, Handled)
        .values(key=name, workspace=workspace, handled_at=now)
        .on_conflict_do_nothing(index_elements=["key"])
        .returning(Handled.key)
    )
    return added.scalar_one_or_none() is not None


def _opaque(workspace: WorkspaceId, key: str) -> str:
    """A key may name a person or a channel; its digest does not."""
    return blake2b(f"{workspace}/{key}".encode(), digest_size=16).hexdigest()
