"""Erases a person: every row about them, and every word of theirs, from every table."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.engine import Sessions, transaction
from bot.people import audit_queries, erasure_queries
from bot.people import queries as people_queries
from bot.people.audit import Act
from bot.people.tombstones import tombstone
from bot.ports import Clock, MemberId, WorkspaceId

Fold = Callable[..., Awaitable[int]]  # counts and deletes observations about a person


@dataclass(frozen=True)
class Erased:
    """What an erasure did: how many rows it touched, and whether the person had been erased before."""

    workspace: WorkspaceId
    tombstone: str
    rows: int
    again: bool


class Erasure:
    """Erases people; `fold` turns observations about them into counts."""

    def __init__(self, sessions: Sessions, clock: Clock, fold: Fold) -> None:
        self._sessions = sessions
        self._clock = clock
        self._fold = fold

    async def erase(self, workspace: WorkspaceId, member: MemberId) -> Erased:
        """Erase the person in one transaction and leave a tombstone; again it finds nothing. Raises `StorageAway`."""
        stone = tombstone(workspace, member)
        async with transaction(self._sessions) as session:
            rows = await self._fold(session, workspace=workspace, subject=member)
            rows += await erasure_queries.erase_everywhere(session, workspace=workspace, member=member)
            await audit_queries.forget_aliases_of(session, workspace=workspace, member=member)
            await people_queries.forget_members(session, workspace=workspace, member=member)
            again = not await erasure_queries.set_tombstone(
                session, workspace=workspace, stone=stone, now=self._clock.now(), anew=rows > 0
            )
            if rows or not again:
                await self._write_down(session, workspace, stone, rows)
        return Erased(workspace, stone, rows, again)

    async def workspaces_of(self, member: MemberId) -> Sequence[WorkspaceId]:
        """The workspaces that know the person. Raises `StorageAway`."""
        async with transaction(self._sessions) as session:
            return await erasure_queries.workspaces_of(session, member=member)

    async def is_known(self, workspace: WorkspaceId) -> bool:
        """Whether anything at all is kept of a workspace. Raises `StorageAway`."""
        async with transaction(self._sessions) as session:
            return await erasure_queries.is_known(session, workspace=workspace)

    async def _write_down(self, session: AsyncSession, workspace: WorkspaceId, stone: str, rows: int) -> None:
        await audit_queries.add_line(
            session,
            workspace=workspace,
            action=Act.ERASED.value,
            actor="takt",
            subject=stone,
            detail=str(rows),
            now=self._clock.now(),
        )
