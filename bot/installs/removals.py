"""What becomes of a workspace that removes Takt: its tokens go at once, its data when the days of grace are over."""

from datetime import datetime, timedelta

import structlog

from bot.db.engine import Sessions, transaction
from bot.installs import removal_queries
from bot.installs.tokens import Tokens
from bot.ports import Clock, WorkspaceId

log = structlog.get_logger()

SETTLED = timedelta(minutes=10)  # what was under way when a workspace removed Takt has been written by then


class Removals:
    """Workspaces that have removed Takt; `tokens` is none where there is but one workspace."""

    def __init__(self, sessions: Sessions, clock: Clock, grace: timedelta, tokens: Tokens | None) -> None:
        self._sessions = sessions
        self._clock = clock
        self._grace = grace
        self._tokens = tokens

    @property
    def at_once(self) -> bool:
        """Whether there is no grace: the data goes with the tokens."""
        return not self._grace

    async def removed(self, workspace: WorkspaceId, at: datetime | None) -> bool:
        """Delete the tokens and set the day on which the data goes; False where Takt was installed after `at`.

        Raises `StorageAway`.
        """
        now = self._clock.now()
        async with transaction(self._sessions) as session:
            if self._tokens is not None and not await self._tokens.remove(session, workspace, at):
                return False
            await removal_queries.note_removal(session, workspace=workspace, now=now, purge_at=now + self._grace)
        return True

    async def restored(self, workspace: WorkspaceId) -> bool:
        """Keep the data, for Takt is there again; False where it was not removed, or the data is gone.

        Raises `StorageAway`.
        """
        async with transaction(self._sessions) as session:
            return await removal_queries.forget_removal(session, workspace=workspace)

    async def purge(self, workspace: WorkspaceId) -> None:
        """Delete everything about a workspace but the audit log. Raises `StorageAway`."""
        async with transaction(self._sessions) as session:
            await removal_queries.purge(session, workspace=workspace)

    async def forget(self) -> None:
        """Delete what belongs to workspaces whose grace is over; not where Takt is installed. Raises `StorageAway`."""
        async with transaction(self._sessions) as session:
            due = await removal_queries.removals_due(session, before=self._clock.now() - SETTLED)
        present = await self._tokens.workspaces() if self._tokens is not None and due else []
        for workspace in due:
            async with transaction(self._sessions) as session:
                if not await removal_queries.forget_removal(session, workspace=workspace):
                    continue  # another replica was first, or Takt has been installed again
                if workspace not in present:
                    await removal_queries.purge(session, workspace=workspace)
            log.info("workspace_purged", workspace=workspace, kept=workspace in present)
