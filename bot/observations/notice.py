"""The lock on recording: staff must have been notified, and weeks must have passed, or an admin says why not.

In Denmark the DA/LO agreement on control measures asks for six weeks' notice (section 2); docs/privacy.md says more.
"""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.db.engine import Sessions, transaction
from bot.observations import notice_queries
from bot.observations.fair_errors import NoticeDayRefused, RecordingLocked
from bot.observations.notice_words import Entered, Standing
from bot.observations.steps import checked_words
from bot.people import audit
from bot.people.members import People
from bot.people.roles import Action
from bot.ports import Clock, MemberId, WorkspaceId

LONGEST_AHEAD = timedelta(days=366)
EARLIEST = date(2000, 1, 1)


class Notice:
    """When staff were notified, by workspace; `days` is how long recording waits after that, 0 without such a rule."""

    def __init__(self, sessions: Sessions, clock: Clock, people: People, days: int, time_zone: str) -> None:
        self._sessions = sessions
        self._clock = clock
        self._people = people
        self._days = days
        self._zone = ZoneInfo(time_zone)

    async def require_open(self, workspace: WorkspaceId) -> None:
        """Raise `RecordingLocked` unless observations may be recorded. Raises `StorageAway`."""
        if self._days == 0:
            return
        standing = await self.standing(workspace)
        if not standing.is_open:
            raise RecordingLocked(self._days, standing.opens_on)

    async def require_admin(self, workspace: WorkspaceId, member: MemberId) -> None:
        """Raise `NotAllowed`, or `RoleUnknown`, unless the person may enter a notice."""
        await self._people.require(workspace, member, Action.ENTER_NOTICE)

    async def standing(self, workspace: WorkspaceId) -> Standing:
        """How the workspace stands. Raises `StorageAway`."""
        async with transaction(self._sessions) as session:
            entered = await notice_queries.notice_of(session, workspace=workspace)
        notified_on = entered.notified_on if entered else None
        opens_on = notified_on + timedelta(days=self._days) if notified_on else None
        today = self._clock.now().astimezone(self._zone).date()
        overridden = entered is not None and entered.reason is not None
        is_open = self._days == 0 or overridden or (opens_on is not None and opens_on <= today)
        is_ahead = notified_on is not None and notified_on > today
        return Standing(self._days, entered, opens_on, is_open, is_ahead)

    async def enter(self, workspace: WorkspaceId, member: MemberId, notified_on: date) -> Standing:
        """Write down when staff were notified; it takes the place of an earlier day and of an override.

        Raises `NotAllowed`, `NoticeDayRefused`, `SlackTrouble`, `StorageAway`.
        """
        await self.require_admin(workspace, member)
        if not EARLIEST <= notified_on <= self._clock.now().date() + LONGEST_AHEAD:
            raise NoticeDayRefused
        return await self._write(workspace, member, notified_on, None)

    async def override(self, workspace: WorkspaceId, member: MemberId, reason: str) -> Standing:
        """Open recording at once, for a reason. Raises `NotAllowed`, `WordsMissing`, `SlackTrouble`, `StorageAway`."""
        await self.require_admin(workspace, member)
        return await self._write(workspace, member, None, checked_words(reason))

    async def open_demo(self, workspace: WorkspaceId) -> None:
        """Open recording where nobody works: in the playground."""
        await self._write(workspace, MemberId(""), None, "A demo: nobody is employed in the playground.")

    async def _write(
        self, workspace: WorkspaceId, member: MemberId, notified_on: date | None, reason: str | None
    ) -> Standing:
        now = self._clock.now()
        act = audit.Act.NOTICE_ENTERED if reason is None else audit.Act.NOTICE_OVERRIDDEN
        detail = notified_on.isoformat() if notified_on else ""
        async with transaction(self._sessions) as session:
            before = await notice_queries.notice_of(session, workspace=workspace)
            kept = notified_on or (before.notified_on if before else None)
            entered = Entered(kept, reason, member, now)
            await notice_queries.keep_notice(session, workspace=workspace, entered=entered)
            await audit.write_down(
                session, act, workspace=workspace, actor=member, subject=None, now=now, detail=detail
            )
        return await self.standing(workspace)
