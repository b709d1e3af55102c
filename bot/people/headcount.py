"""How many people a workspace has, asked of Slack and kept for half a day."""

import asyncio
from datetime import datetime, timedelta

from bot.errors import SlackTrouble
from bot.ports import Clock, Directory, WorkspaceId

FRESH = timedelta(hours=12)
ANEW = timedelta(minutes=5)  # after no answer
PATIENCE_SECONDS = 10  # Slack tells 200 people at a time


class Headcount:
    """Counts people: no apps, nobody who has left, nobody from elsewhere."""

    def __init__(self, directory: Directory, clock: Clock) -> None:
        self._directory = directory
        self._clock = clock
        self._known: dict[WorkspaceId, tuple[datetime, int | None]] = {}

    async def of(self, workspace: WorkspaceId) -> int | None:
        """How many there are, or were half a day ago; None where Slack does not say."""
        until, count = self._known.get(workspace, (None, None))
        if until is not None and self._clock.now() < until:
            return count
        count = await self._ask(workspace)
        self._known[workspace] = (self._clock.now() + (ANEW if count is None else FRESH), count)
        return count

    async def _ask(self, workspace: WorkspaceId) -> int | None:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await self._directory.headcount(workspace)
        except (SlackTrouble, TimeoutError):
            return None
