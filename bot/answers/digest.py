"""Once a week, tells the content owners what people asked in vain."""

from datetime import datetime, timedelta
from typing import NamedTuple

from bot.answers import ask_queries
from bot.answers.open_gaps import OpenGaps
from bot.db.engine import Sessions, transaction
from bot.errors import SendError, SendInDoubt, SendLater
from bot.people.scoped import Owners
from bot.ports import ChannelId, Clock, Gap, OwnersMessenger, WorkspaceId
from bot.weeks import week_due

AGAIN_AFTER = timedelta(minutes=1)
SELDOM = timedelta(hours=1)


class _Pause(NamedTuple):
    """For which week's digest nobody tries, for how long, and until when (UTC)."""

    week: str
    wait: timedelta
    until: datetime


class GapReport:
    """The gaps of a workspace, on demand and, into the owners' channel, every Monday morning."""

    def __init__(
        self,
        sessions: Sessions,
        clock: Clock,
        open_gaps: OpenGaps,
        messenger: OwnersMessenger,
        owners: Owners,
        time_zone: str,
        language: str,
    ) -> None:
        self._sessions = sessions
        self._clock = clock
        self._open_gaps = open_gaps
        self._messenger = messenger
        self._owners = owners
        self._time_zone = time_zone
        self._language = language
        self._pauses: dict[WorkspaceId, _Pause] = {}

    async def gaps(self, workspace: WorkspaceId) -> list[Gap]:
        """What people asked in vain within 90 days and no standard answers yet. Raises `StorageAway`."""
        return await self._open_gaps.of(workspace)

    async def post_if_due(self, workspace: WorkspaceId) -> bool:
        """Post this week's digest unless it is out already, whoever posted it; whether this call did.

        A week without gaps is left out. Raises `StorageAway`; a `SendError` after which it is tried again, each time
        after twice as long, up to an hour: what is wrong may need an operator, who is not to read it every minute.
        """
        now, owners = self._clock.now(), self._owners(workspace)
        week = week_due(now, self._time_zone)
        if week is None or owners is None:
            return False
        pause = self._pause(workspace, week)
        if pause is not None and now < pause.until:
            return False
        async with transaction(self._sessions) as session:
            if await ask_queries.week_is_taken(session, workspace=workspace, week=week):
                return False
        gaps = await self.gaps(workspace)  # before the claim: what fails here is tried again
        async with transaction(self._sessions) as session:
            mine = await ask_queries.claim_week(session, workspace=workspace, week=week)
        if mine and gaps:
            await self._post(workspace, owners, gaps, week)
        return mine and bool(gaps)

    async def _post(self, workspace: WorkspaceId, owners: ChannelId, gaps: list[Gap], week: str) -> None:
        try:
            await self._messenger.post_gaps(workspace, owners, gaps=gaps, language=self._language)
        except SendInDoubt:
            raise  # it may be out: never twice
        except SendError as error:
            self._wait(workspace, week, error)
            async with transaction(self._sessions) as session:
                await ask_queries.release_week(session, workspace=workspace, week=week)
            raise
        self._pauses.pop(workspace, None)

    def _pause(self, workspace: WorkspaceId, week: str) -> _Pause | None:
        """What stopped this week's; one of a week before, whose digest another replica posted, does not count."""
        pause = self._pauses.get(workspace)
        return pause if pause is not None and pause.week == week else None

    def _wait(self, workspace: WorkspaceId, week: str, error: SendError) -> None:
        asked = error.wait if isinstance(error, SendLater) else AGAIN_AFTER
        last = self._pause(workspace, week)
        wait = max(asked, min(2 * last.wait, SELDOM)) if last is not None else asked
        self._pauses[workspace] = _Pause(week, wait, self._clock.now() + wait)
