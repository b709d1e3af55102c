"""Asks Slack at night who has left, so that who left while Takt was down is erased all the same."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import structlog

from bot.db.engine import Sessions, reading, transaction
from bot.errors import SlackTrouble, UnknownMember
from bot.people import roll_call_queries as queries
from bot.people.erasure import Erasure
from bot.people.members import People
from bot.ports import Clock, MemberId, WorkspaceId

NIGHT = time(3)  # local wall clock
LEASE = timedelta(minutes=5)
PORTION = 20  # people a minute, of some hundred calls that Slack allows
MOST = 2000  # people a night; where there are more, the next night goes on with the others
AGAIN_AFTER = timedelta(minutes=10)  # where Slack does not answer

log = structlog.get_logger()


class RollCall:
    """The people of all workspaces, on any number of replicas."""

    def __init__(
        self,
        sessions: Sessions,
        clock: Clock,
        people: People,
        erasure: Erasure,
        time_zone: str,
        *,
        portion: int = PORTION,
        most: int = MOST,
    ) -> None:
        self._sessions = sessions
        self._clock = clock
        self._people = people
        self._erasure = erasure
        self._zone = ZoneInfo(time_zone)
        self._portion = portion
        self._most = most

    async def call(self, workspace: WorkspaceId) -> None:
        """Ask about a portion of the people, if it is night and this replica's turn. Raises `StorageAway`.

        Who Slack does not know stays: only its word that somebody was deactivated counts.
        """
        called = await self._claim(workspace)
        if called is None:
            return
        async with reading(self._sessions) as session:
            people = await queries.people_known(session, workspace=workspace, start=called.passed, most=self._portion)
        asked = stayed = 0
        for member in people:
            try:
                has_left = await self._has_left(workspace, member)
            except SlackTrouble as trouble:
                log.info("roll_call_waits", workspace=workspace, reason=trouble.code)
                break
            asked += 1
            if has_left:
                await self._erase(workspace, member)
            else:
                stayed += 1
        await self._settle(called, len(people), asked, stayed)

    async def _claim(self, workspace: WorkspaceId) -> queries.Called | None:
        now = self._clock.now()
        async with transaction(self._sessions) as session:
            await queries.plan_roll_call(session, workspace=workspace, due_at=self._next_night(now))
            return await queries.claim_roll_call(session, workspace=workspace, now=now, until=now + LEASE)

    async def _has_left(self, workspace: WorkspaceId, member: MemberId) -> bool:
        try:
            return (await self._people.profile_now(workspace, member)).is_gone
        except UnknownMember:
            return False

    async def _erase(self, workspace: WorkspaceId, member: MemberId) -> None:
        erased = await self._erasure.erase(workspace, member)
        self._people.forget(workspace, member)
        log.info("leaver_erased", workspace=workspace, rows=erased.rows)

    async def _settle(self, called: queries.Called, found: int, asked: int, stayed: int) -> None:
        """Go on in a minute; later where Slack does not answer; in the next night where this one is over."""
        now = self._clock.now()
        passed, tonight = called.passed + stayed, called.asked + asked  # who was erased is in the list no more
        due_at = now
        if asked < found:
            due_at = now + AGAIN_AFTER
        elif found < self._portion or tonight >= self._most:
            passed, tonight, due_at = (passed if found == self._portion else 0), 0, self._next_night(now)
        async with transaction(self._sessions) as session:
            await queries.settle_roll_call(session, called=called, passed=passed, asked=tonight, due_at=due_at)

    def _next_night(self, now: datetime) -> datetime:
        local = now.astimezone(self._zone)
        days = 0 if local.time() < NIGHT else 1
        return datetime.combine(local.date() + timedelta(days=days), NIGHT, self._zone).astimezone(now.tzinfo)
