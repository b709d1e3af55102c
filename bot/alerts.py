"""Tells the admins what an operator should know, by direct message."""

from collections.abc import Iterable, Sequence

import structlog

from bot.catalogue.problems import Problem
from bot.errors import SendError
from bot.people.members import People
from bot.ports import AdminMessenger, MemberId, WorkspaceId

log = structlog.get_logger()


class Alerts:
    """Messages to the admins that are named in the settings; `workspace` is known once Slack has been greeted."""

    def __init__(self, messenger: AdminMessenger, people: People, admins: Iterable[str]) -> None:
        self.workspace = WorkspaceId("")
        self._messenger = messenger
        self._people = people
        self._admins = sorted(MemberId(admin) for admin in admins)

    async def content_broken(self, problems: Sequence[Problem]) -> None:
        """An edit of the content folder is broken; the last good catalogue stays in use."""
        await self._tell([str(problem) for problem in problems])

    async def content_mended(self) -> None:
        """The folder is in order again."""
        await self._tell([])

    async def _tell(self, problems: Sequence[str]) -> None:
        for admin in self._admins:
            language = (await self._people.speaker(self.workspace, admin)).language
            try:
                await self._messenger.tell_content(self.workspace, admin, problems=problems, language=language)
            except SendError as error:
                log.warning("admin_not_told", error=type(error).__name__)
