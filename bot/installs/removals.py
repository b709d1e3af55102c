"""What becomes of a workspace that removes Takt: its tokens go at once, its data when the days of grace are over."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.engine import Sessions, transaction
from bot.installs import removal_queries
from bot.loading import later
from bot.ports import Clock, WorkspaceId
from bot.runner import carry_out_each

with later():  # with the first workspace that removes Takt
    from bot.people import erasure_queries

if TYPE_CHECKING:
    from bot.installs.tokens import Tokens

log = structlog.get_logger()

AT_ONCE = 500  # rows that one transaction takes: PostgreSQL ends a statement after two seconds
SURE_AFTER = timedelta(days=3)  # for which Slack refuses a token without telling of a removal
LOOKED_AGAIN = timedelta(days=2)  # by then a daily look has come, and what is to go goes
UNSEEN = timedelta(days=2, hours=12)  # between two refusals: while nobody looks for longer, nothing is known
SETTLED = timedelta(minutes=10)  # what was under way when a workspace removed Takt has been written by then


Works = Callable[[WorkspaceId], Awaitable[bool | None]]


async def _never(_: WorkspaceId) -> bool | None:
    return False


class Removals:
    """Workspaces that have removed Takt.

    `tokens` is none where there is but one workspace: then `works` asks Slack whether its token works, and says None
    where Slack does not say.
    """

    def __init__(
        self, sessions: Sessions, clock: Clock, grace: timedelta, tokens: "Tokens | None", works: Works = _never
    ) -> None:
        self._sessions = sessions
        self._clock = clock
        self._grace = grace
        self._tokens = tokens
        self._works = works if tokens is None else _never

    @property
    def at_once(self) -> bool:
        """Whether there is no grace: the data goes with the tokens."""
        return not self._grace

    async def removed(self, workspace: WorkspaceId, at: datetime | None) -> bool:
        """Delete the tokens and set the day on which the data goes; False where Takt was installed after `at`.

        False also where it never was: a workspace that was refused leaves nothing; and where the one token that there
        is works: Slack repeats what was before an installation. Raises `StorageAway`.
        """
        if await self._works(workspace):
            return False
        now, was_there = self._clock.now(), False
        async with transaction(self._sessions) as session:
            if self._tokens is not None:
                was_there = await self._tokens.are_there(session, workspace)
                if not (was_there or await erasure_queries.is_known(session, workspace=workspace)):
                    return False
                if not await self._tokens.remove(session, workspace, at):
                    return False
            await removal_queries.note_removal(
                session,
                workspace=workspace,
                now=now,
                purge_at=now + self._grace,
                unless_since=now - UNSEEN,
                had_tokens=was_there,
            )
        return True

    async def refused(self, workspace: WorkspaceId) -> bool:
        """Note that Slack refuses the token, which begins the grace; True once it has done so for days on end.

        So it is three refusals at least: after a time in which nobody looked, the days are counted anew.

        The token stays until then, and while it is there nothing is deleted: Slack may take it again. Raises
        `StorageAway`.
        """
        now = self._clock.now()
        purge_at = now + max(self._grace, SURE_AFTER + LOOKED_AGAIN)
        async with transaction(self._sessions) as session:
            since = await removal_queries.note_refusal(
                session, workspace=workspace, now=now, purge_at=purge_at, unless_since=now - UNSEEN
            )
        return now - since >= SURE_AFTER

    async def restored(self, workspace: WorkspaceId) -> bool:
        """Keep the data, for Takt is there again; False where it was not removed, or the data or Takt is gone.

        Raises `StorageAway`.
        """
        async with transaction(self._sessions) as session:
            if self._tokens is not None and not await self._is_installed(session, workspace):
                return False
            return await removal_queries.forget_removal(session, workspace=workspace)

    async def purge(self, workspace: WorkspaceId) -> None:
        """Delete everything about a workspace but the audit log, unless it has Takt again. Raises `StorageAway`.

        What is left where Slack does not say whether it has, `forget` takes up.
        """
        if await self._works(workspace) is False:
            await self._delete(workspace)

    async def forget(self) -> None:
        """Delete what belongs to workspaces whose grace is over; not where Takt is installed.

        Raises `StorageAway`, and `PartFailed` where it failed for one of them; the others have had their turn then.
        """
        due = self._clock.now() - SETTLED
        async with transaction(self._sessions) as session:
            workspaces = await removal_queries.removals_due(session, before=due)
        await carry_out_each("purge", [partial(self._purge_due, workspace, due) for workspace in workspaces])

    async def _purge_due(self, workspace: WorkspaceId, due: datetime) -> None:
        """Delete its data, and then that it was removed: what is interrupted before that begins anew.

        Not where it has Takt; where Slack does not say whether it has, it is asked again the next time.
        """
        works = await self._works(workspace)
        if works is None:
            return
        purged = not works and await self._delete(workspace, due)
        async with transaction(self._sessions) as session:
            if not await removal_queries.hold_removal(session, workspace=workspace, due=due):
                return  # another replica is at it, or Takt has been installed again
            if not (purged or works or await self._is_installed(session, workspace)):
                return
            await removal_queries.forget_removal(session, workspace=workspace)
        log.info("workspace_purged", workspace=workspace, kept=not purged)

    async def _delete(self, workspace: WorkspaceId, due: datetime | None = None) -> bool:
        """Delete in portions, each for itself, while the removal stands; False where it does not, or is held."""
        for table in removal_queries.purged_tables():
            went = AT_ONCE
            while went:  # fewer may be as many as there were: others delete old rows too
                async with transaction(self._sessions) as session:
                    stands = await removal_queries.hold_removal(session, workspace=workspace, due=due)
                    if not stands or await self._is_installed(session, workspace):
                        return False
                    went = await removal_queries.purge_portion(session, workspace=workspace, table=table, limit=AT_ONCE)
        return True

    async def _is_installed(self, session: AsyncSession, workspace: WorkspaceId) -> bool:
        return self._tokens is not None and await self._tokens.are_there(session, workspace)
