"""Takes contests from admins who cannot decide any more, so that another is sought for them."""

import contextlib

import structlog

from bot.db.engine import Sessions, reading, transaction
from bot.errors import SlackTrouble
from bot.observations.decider_queries import asked_admins, release_contests
from bot.people.members import People
from bot.ports import MemberId, WorkspaceId

log = structlog.get_logger()


class HandingOn:
    """The open contests of all workspaces, whose admins may have lost the role or left since they were asked."""

    def __init__(self, sessions: Sessions, people: People) -> None:
        self._sessions = sessions
        self._people = people

    async def hand_on(self) -> None:
        """See whether each admin still is one; who Slack says nothing of keeps what they have. Raises `StorageAway`."""
        async with reading(self._sessions) as session:
            asked = await asked_admins(session)
        for workspace, member in asked:
            with contextlib.suppress(SlackTrouble):
                if not await self._people.is_admin_now(workspace, member):
                    await self._release(workspace, member)

    async def _release(self, workspace: WorkspaceId, member: MemberId) -> None:
        async with transaction(self._sessions) as session:
            released = await release_contests(session, workspace=workspace, member=member)
        log.info("contests_handed_on", workspace=workspace, contests=released)
