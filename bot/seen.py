"""Remembers which requests had their effect, on any replica: Slack repeats those that it believes lost."""

import asyncio
import contextlib
from collections import OrderedDict
from datetime import datetime, timedelta
from hashlib import blake2b
from time import monotonic

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.engine import Sessions, transaction
from bot.db.models import Handled
from bot.db.queries import insert_into
from bot.db.ready import database_answers
from bot.errors import StorageAway
from bot.ports import Clock, WorkspaceId

KEPT = timedelta(days=1)  # Slack repeats an event for the last time after five minutes
REMEMBERED = 2000
PAUSE_SECONDS = 0.5


class Seen:
    """For effects that no unique row of their own guards: what is posted for others, files, direct messages.

    What is only shown to who asked, and what a feature's own tables keep apart, costs no statement here. While the
    database is away what comes for the first time is done, and written down when it is back: a replica that gets it
    once more meanwhile cannot tell, and does not do it (docs/decisions/0016-repeats-in-the-dark.md).
    """

    def __init__(self, sessions: Sessions, clock: Clock, capacity: int = REMEMBERED) -> None:
        self.repeats = 0
        self._sessions = sessions
        self._clock = clock
        self._capacity = capacity
        self._keys: OrderedDict[str, None] = OrderedDict()
        self._owed: OrderedDict[str, WorkspaceId] = OrderedDict()  # to be written when the database is back

    async def first_time(self, workspace: WorkspaceId, key: str, *, again: bool = False, patience: float = 0) -> bool:
        """True once per key, on one replica of all.

        `again`: Slack says that it sends this once more. `patience`: how many seconds this can wait for a database that
        is away; what has waited in vain is not done.
        """
        name = _opaque(workspace, key)
        is_new = self._note(name) and await self._claimed(workspace, name, again, patience)
        self.repeats += not is_new
        return is_new

    async def can_tell(self) -> bool:
        """Whether the database, which knows what other replicas did, answers now."""
        return await database_answers(self._sessions)

    async def release(self, workspace: WorkspaceId, key: str) -> None:
        """Let the key come again: what it stood for did not work."""
        name = _opaque(workspace, key)
        self._keys.pop(name, None)
        self._owed.pop(name, None)
        with contextlib.suppress(StorageAway):
            async with transaction(self._sessions) as session:
                await session.execute(delete(Handled).where(Handled.key == name))

    async def flush(self) -> None:
        """Write down what was done while the database was away. Raises `StorageAway`, and keeps it then."""
        owed = list(self._owed.items())
        if not owed:
            return
        now = self._clock.now()
        rows = [{"key": name, "workspace": workspace, "handled_at": now} for name, workspace in owed]
        async with transaction(self._sessions) as session:
            await session.execute(insert_into(session, Handled).on_conflict_do_nothing(index_elements=["key"]), rows)
        for name, _ in owed:
            self._owed.pop(name, None)

    def drop_owed(self, workspace: WorkspaceId) -> None:
        """Let go of what a workspace's requests have left to be written."""
        for name in [name for name, whose in self._owed.items() if whose == workspace]:
            del self._owed[name]

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

    async def _claimed(self, workspace: WorkspaceId, name: str, again: bool, patience: float) -> bool:
        until = monotonic() + patience
        while True:
            try:
                return await self._claim(workspace, name)
            except StorageAway:
                if monotonic() >= until:
                    break
            await asyncio.sleep(PAUSE_SECONDS)
        if again or patience:
            self._keys.pop(name, None)  # not done: it may come again
            return False
        self._owe(workspace, name)
        return True

    async def _claim(self, workspace: WorkspaceId, name: str) -> bool:
        """What is owed goes first: who repeats it may ask another replica next."""
        await self.flush()
        async with transaction(self._sessions) as session:
            return await _insert(session, name=name, workspace=workspace, now=self._clock.now())

    def _owe(self, workspace: WorkspaceId, name: str) -> None:
        self._owed[name] = workspace
        while len(self._owed) > self._capacity:
            self._owed.popitem(last=False)


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
