"""Tells the admins what an operator should know, by direct message."""

from collections.abc import Awaitable, Callable, Sequence

import structlog

from bot.catalogue.problems import Problem
from bot.errors import SendError
from bot.people.members import People
from bot.people.scoped import ids_in
from bot.ports import AdminMessenger, MemberId, WorkspaceId

log = structlog.get_logger()

Workspaces = Callable[[], Awaitable[Sequence[WorkspaceId]]]  # where Takt is


class Alerts:
    """Messages to the admins that are named in the settings, each in their workspace."""

    def __init__(
        self, messenger: AdminMessenger, people: People, admins: frozenset[str], workspaces: Workspaces
    ) -> None:
        self._messenger = messenger
        self._people = people
        self._admins = admins
        self._workspaces = workspaces

    async def content_broken(self, problems: Sequence[Problem]) -> None:
        """An edit of the content folder is broken; the last good catalogue stays in use."""
        await self._tell([str(problem) for problem in problems])

    async def content_mended(self) -> None:
        """The folder is in order again."""
        await self._tell([])

    async def _tell(self, problems: Sequence[str]) -> None:
        for workspace in await self._workspaces():
            for admin in sorted(MemberId(admin) for admin in ids_in(workspace, self._admins)):
                await self._tell_one(workspace, admin, problems)

    async def _tell_one(self, workspace: WorkspaceId, admin: MemberId, problems: Sequence[str]) -> None:
        language = (await self._people.speaker(workspace, admin)).language
        try:
            await self._messenger.tell_content(workspace, admin, problems=problems, language=language)
        except SendError as error:
            log.warning("admin_not_told", error=type(error).__name__)
