"""Keeps what a form held when it was left: fifteen minutes, for its author alone."""

from collections import OrderedDict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.db.engine import Sessions, transaction
from bot.observations import draft_queries as queries
from bot.ports import Clock, MemberId, WorkspaceId

if TYPE_CHECKING:
    from bot.observations.draft import Draft, KeptDraft

KEPT = timedelta(minutes=15)
MOST_DONE = 5000


class Drafts:
    """The drafts of all workspaces. Every method raises `StorageAway`."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock
        self._done: OrderedDict[str, None] = OrderedDict()

    async def keep(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        form: str,
        draft: "Draft",
        *,
        instead_of: str = "",
        key: str = "",
        typed_at: datetime | None = None,
    ) -> None:
        """Keep what a form holds now, in place of the draft that it went on from.

        An empty form is not kept; nor is what comes late of a form that is done with, or that was saved on another
        replica, under its own or another request's `key`; nor what was typed before that which is kept (UTC, by Slack's
        clock).
        """
        if form in self._done:
            return
        now, requests = self._clock.now(), [one for one in (form, key) if one]
        async with transaction(self._sessions) as session:
            if await queries.was_saved(session, workspace=workspace, member=member, forms=requests, since=now - KEPT):
                await queries.drop_drafts(session, workspace=workspace, member=member, forms=requests)
                return
            gone = [one for one in (instead_of, "" if draft.worth_keeping else form) if one]
            if gone:
                await queries.drop_drafts(session, workspace=workspace, member=member, forms=gone)
            if draft.worth_keeping:
                await queries.keep_draft(
                    session, workspace=workspace, member=member, form=form, draft=draft, typed_at=typed_at, now=now
                )

    async def newest(self, workspace: WorkspaceId, member: MemberId, *, besides: str = "") -> "KeptDraft | None":
        """The person's own draft that was touched last, within fifteen minutes; not that of the form `besides`."""
        since = self._clock.now() - KEPT
        async with transaction(self._sessions) as session:
            return await queries.newest_draft(session, workspace=workspace, member=member, since=since, besides=besides)

    async def drop(self, workspace: WorkspaceId, member: MemberId, *forms: str) -> None:
        """Forget what forms held."""
        async with transaction(self._sessions) as session:
            await queries.drop_drafts(session, workspace=workspace, member=member, forms=[one for one in forms if one])

    async def done(self, workspace: WorkspaceId, member: MemberId, *forms: str) -> None:
        """Forget what forms held that have been sent; what was typed last may arrive after that, and is not kept."""
        for form in forms:
            self._done[form] = None
        while len(self._done) > MOST_DONE:
            self._done.popitem(last=False)
        await self.drop(workspace, member, *forms)

    async def forget(self) -> None:
        """Delete what is older than fifteen minutes."""
        async with transaction(self._sessions) as session:
            await queries.forget_drafts(session, before=self._clock.now() - KEPT)
