"""Takes contests from those who cannot decide any more; in the place of an admin another one is sought."""

import contextlib

import structlog

from bot.db.engine import Sessions, reading, transaction
from bot.errors import SlackTrouble
from bot.observations.decider_queries import asked_admins, asked_observers, release_contests
from bot.observations.deciding import still_decides
from bot.people.members import People
from bot.ports import MemberId, WorkspaceId

log = structlog.get_logger()


class HandingOn:
    """The open contests of all workspaces: who was asked to decide may have lost the role or left since."""

    def __init__(self, sessions: Sessions, people: People) -> None:
        self._sessions = sessions
        self._people = people

    async def hand_on(self) -> None:
        """See whether each still has the role; who Slack says nothing of keeps what they have. Raises `StorageAway`."""
        async with reading(self._sessions) as session:
            asked, observers = await asked_admins(session), await asked_observers(session)
        for workspace, member in asked:
            with contextlib.suppress(SlackTrouble):
                if not await self._people.is_admin_now(workspace, member):
                    await self._release(workspace, member)
        for workspace, member in observers:
            if not await still_decides(self._people, workspace, member):
                await self._release(workspace, member, own=True)

    async def _release(self, workspace: WorkspaceId, member: MemberId, *, own: bool = False) -> None:
        async with transaction(self._sessions) as session:
            released = await release_contests(session, workspace=workspace, member=member, own=own)
        log.info("contests_handed_on", workspace=workspace, contests=released)
