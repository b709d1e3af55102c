"""On Monday at eight by their own clock, supervisors get the report of the week that has ended; each of them once."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from bot.attempts import AGAIN_AFTER, attempt, has_arrived
from bot.catalogue.live import LiveCatalogue
from bot.catalogue.model import Catalogue
from bot.db.engine import Sessions, transaction
from bot.direct_messages import DirectMessages
from bot.errors import SlackTrouble, UnknownMember
from bot.loading import later
from bot.observations import weekly_queries as queries
from bot.observations.weekly_queries import WeeklyClaim
from bot.people.members import People
from bot.ports import Clock, MemberId, Profile, WorkspaceId
from bot.weeks import due_somewhere, next_due, week_due

with later():  # with the first report that is due
    from bot.observations import cells, periods

if TYPE_CHECKING:
    from bot.observations.report import Report
    from bot.observations.reporting import Reports

LEASE = timedelta(minutes=2)
LOOK_AGAIN = timedelta(hours=1)  # at somebody's time zone
LOOK_BACK = timedelta(days=2)
KEPT = timedelta(days=30)


class ReportMessenger(DirectMessages, Protocol):
    """Brings supervisors their report. Raises `SendLater`, `SendInDoubt` or `SendRefused`."""

    async def tell_report(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        report: "Report",
        catalogue: Catalogue,
        *,
        language: str,
        key: str,
        may_send: Callable[[], bool],
    ) -> None:
        """Send it by direct message that carries the opaque key; `may_send` as for a tip."""
        ...


class WeeklyReports:
    """The weekly reports of a workspace, on any number of replicas; `reports` is asked with the first that is due."""

    def __init__(
        self,
        sessions: Sessions,
        clock: Clock,
        people: People,
        live: LiveCatalogue,
        reports: "Callable[[], Reports]",
        messenger: ReportMessenger,
    ) -> None:
        self._sessions = sessions
        self._clock = clock
        self._people = people
        self._live = live
        self._reports = reports
        self._messenger = messenger
        self._known: dict[WorkspaceId, tuple[datetime, tuple[MemberId, ...]]] = {}
        self._resting: dict[tuple[WorkspaceId, MemberId], datetime] = {}

    async def send_due(self, workspace: WorkspaceId) -> None:
        """Send every report that is due now. Raises `StorageAway`; what is claimed then comes after its lease."""
        now = self._clock.now()
        if not workspace or not due_somewhere(now):
            return
        for member in await self._supervisors(workspace, now):
            if self._resting.get((workspace, member), now) <= now:
                self._resting[workspace, member] = await self._see_to(workspace, member)

    async def _supervisors(self, workspace: WorkspaceId, now: datetime) -> tuple[MemberId, ...]:
        """Who they are, or were within the last minutes; nobody while Slack does not say: the next tick asks again."""
        until, found = self._known.get(workspace, (now, ()))
        if now < until:
            return found
        try:
            found = await self._people.supervisors(workspace)
        except SlackTrouble:
            return ()
        self._known[workspace] = now + AGAIN_AFTER, found
        return found

    async def forget(self) -> None:
        """Delete whose reports of past weeks were sent, and who was looked at before. Raises `StorageAway`."""
        now = self._clock.now()
        self._resting = {one: until for one, until in self._resting.items() if until > now}
        self._known = {one: (until, found) for one, (until, found) in self._known.items() if until > now}
        async with transaction(self._sessions) as session:
            await queries.forget_weekly(session, before=now - KEPT)

    async def _see_to(self, workspace: WorkspaceId, member: MemberId) -> datetime:
        """Send the person's report if it is due; returns when to look at them again (UTC)."""
        now = self._clock.now()
        try:
            person = await self._people.profile_now(workspace, member)
        except (SlackTrouble, UnknownMember):
            return now + AGAIN_AFTER
        week = week_due(now, person.time_zone)
        if week is None or person.is_gone or person.is_bot:
            return min(now + LOOK_AGAIN, next_due(now, person.time_zone))
        claim = await self._claim(person, week, now)
        if claim is not None:
            await self._send(claim, person)
        return now + AGAIN_AFTER

    async def _claim(self, person: Profile, week: str, now: datetime) -> WeeklyClaim | None:
        async with transaction(self._sessions) as session:
            return await queries.claim_weekly(
                session,
                workspace=person.workspace,
                member=person.member,
                week=week,
                fresh=secrets.token_hex(16),
                now=now,
                until=now + LEASE,
            )

    async def _send(self, claim: WeeklyClaim, person: Profile) -> None:
        there: list[str] = []
        came = await attempt(lambda: self._send_once(claim, person, there.append), doubt=claim.doubt)
        if came is None:
            return
        now = self._clock.now()
        async with transaction(self._sessions) as session:
            is_ours = await queries.settle_weekly(
                session,
                claim=claim,
                done_at=now if came.wait is None else None,
                not_before=now + (came.wait or timedelta()),
                doubt=came.doubt,
            )
            if is_ours and there:
                await self._reports().keep_sent(session, person, periods.Period.LAST_WEEK, cells.Group())

    async def _send_once(self, claim: WeeklyClaim, person: Profile, note: Callable[[str], None]) -> None:
        """Nothing is sent of a week in which nothing was observed, or that has arrived already.

        The key of what the person has by now is passed to `note`.
        """
        report = await self._reports().report_to_supervisor(person, periods.Period.LAST_WEEK, cells.Group())
        if report.is_empty and not report.follow_ups:
            return
        if not (claim.doubt and await self._has_arrived(claim)):
            await self._tell(claim, person, report)
        note(claim.key)

    async def _tell(self, claim: WeeklyClaim, person: Profile, report: "Report") -> None:
        await self._messenger.tell_report(
            claim.workspace,
            claim.member,
            report,
            self._live.current,
            language=person.language,
            key=claim.key,
            may_send=lambda: self._clock.now() < claim.held_until,
        )

    async def _has_arrived(self, claim: WeeklyClaim) -> bool:
        since = self._clock.now() - LOOK_BACK
        return await has_arrived(self._messenger, claim.workspace, claim.member, key=claim.key, since=since)
