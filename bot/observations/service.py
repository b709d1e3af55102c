"""Records what supervisors see, shows people what is recorded about them, and takes back what was a mistake."""

import asyncio
import contextlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.catalogue.live import LiveCatalogue
from bot.catalogue.model import Standard
from bot.db.engine import Sessions, reading, transaction
from bot.errors import NotAllowed, StorageAway
from bot.observations import queries
from bot.observations.chore_queries import Owed
from bot.observations.errors import AboutOneself, UnknownObservation
from bot.observations.follow_rules import Ended, Planned, check_level, planned
from bot.observations.follow_up_queries import ended_by, hold_follow_ups, plan_follow_up, with_follow_ups
from bot.observations.notice import Notice
from bot.observations.records import CORRECT_FOR, SAME_WITHIN, Fit, NewObservation, Observed, Page, all_of
from bot.observations.repeat_queries import check_unchanged, check_unsaved
from bot.observations.rules import check_people, check_subject, check_texts, moment_seen, standard_in_force, storable
from bot.observations.steps import check_undoable
from bot.observations.tellers import Tellers
from bot.observations.traces import keep_ended, keep_reading, keep_record, keep_undone
from bot.people.members import People
from bot.people.roles import Action
from bot.ports import Clock, MemberId, WorkspaceId

PAGE = 8  # as many as fit into one message with their notes
LATEST = 10


class Observations:
    """The observations of all workspaces."""

    def __init__(
        self,
        sessions: Sessions,
        clock: Clock,
        people: People,
        live: LiveCatalogue,
        notice: Notice,
        tellers: Tellers,
        retention: timedelta,
    ) -> None:
        self._sessions = sessions
        self._clock = clock
        self._people = people
        self._live = live
        self._notice = notice
        self._telling = tellers.recorded
        self._steps = tellers.steps
        self._retention = retention

    async def require_observer(self, workspace: WorkspaceId, member: MemberId) -> None:
        """Raise `NotAllowed`, `RoleUnknown` or `RecordingLocked` unless the person may record, and staff know of it.

        While the database is away nobody can tell whether staff know: what is typed is taken, and saving asks again.
        """
        await self._people.require(workspace, member, Action.OBSERVE)
        with contextlib.suppress(StorageAway):
            await self._notice.require_open(workspace)

    async def record(self, new: NewObservation) -> Observed:
        """Save one, as `record_together` does."""
        [observed] = await self.record_together([new])
        return observed

    async def record_typed(self, news: Sequence[NewObservation]) -> tuple[Observed, ...]:
        """The same for a typed line: what was typed word for word within the last minute is not saved again."""
        return await self.record_together(news, same_within=SAME_WITHIN)

    async def record_together(
        self, news: Sequence[NewObservation], *, same_within: timedelta = timedelta()
    ) -> tuple[Observed, ...]:
        """Save what one observer saw several people do, all of it or nothing, then tell each of them.

        A repeated request answers with what is saved already; with other content it is refused (`SavedOtherwise`).
        Raises `NotAllowed`, `UnknownMember`, `UnknownStandard`, an `ObservationRefused`, `SlackTrouble`
        (`RoleUnknown` among them), `StorageAway`.
        """
        [(workspace, observer)] = {(new.workspace, new.observer) for new in news}
        await self._people.require(workspace, observer, Action.OBSERVE)
        await self._notice.require_open(workspace)
        check_people(len(news))
        now = self._clock.now()
        checked = await asyncio.gather(*(self._checked(new, now) for new in news))
        async with transaction(self._sessions) as session:
            for new in sorted((one.new for one in checked), key=lambda new: new.subject) if same_within else ():
                await queries.wait_for_like(session, new=new)
            await hold_follow_ups(session, workspace=workspace, subjects={one.new.subject for one in checked})
            saved = [await _save(session, one, now, now - same_within) for one in checked]
            if not same_within:
                await check_unchanged(session, news=[one.new for one in checked], now=now)
        for one in saved:
            if one.telling:
                self._telling.tell_recorded(one.observed, one.telling, owes=one.owes)
        return tuple(one.observed for one in saved)

    async def require_unsaved(self, workspace: WorkspaceId, observer: MemberId, request: str) -> None:
        """Raise `SavedOtherwise` where a form that says *not seen* by now was saved before, and `StorageAway`."""
        async with reading(self._sessions) as session:
            await check_unsaved(session, workspace=workspace, observer=observer, request=request, now=self._clock.now())

    async def about(self, workspace: WorkspaceId, member: MemberId, start: int = 0, *, fit: Fit = all_of) -> Page:
        """What is recorded about the member, for their eyes only: what fits of a page from `start` on, newest first."""
        async with transaction(self._sessions) as session:
            found = await queries.observations_about(
                session, workspace=workspace, subject=member, start=start, most=PAGE
            )
            found = await with_follow_ups(session, found)
            total = await queries.count_about(session, workspace=workspace, subject=member)
            page = fit(Page(found, start, older=max(0, total - start - len(found))))
            await keep_reading(
                session, workspace, member, self._clock.now(), [one.subject for one in page.observations]
            )
        return page

    async def latest(self, workspace: WorkspaceId, observer: MemberId, start: int = 0, *, fit: Fit = all_of) -> Page:
        """What the observer recorded: what fits of ten from `start` on, newest first. All of that counts as read.

        Who is no supervisor any more sees those that they may still put right, of the last 24 hours. Raises
        `NotAllowed` where there are none, `RoleUnknown`, `StorageAway`.
        """
        refusal, now = await self._refusal(workspace, observer), self._clock.now()
        since = now - CORRECT_FOR if refusal else None
        async with transaction(self._sessions) as session:
            found = await queries.latest_by(
                session, workspace=workspace, observer=observer, since=since, start=start, most=LATEST
            )
            if refusal and not found:
                raise refusal
            found = await with_follow_ups(session, found)
            total = await queries.count_by(session, workspace=workspace, observer=observer, since=since)
            older = max(0, total - start - len(found))
            page = fit(Page(found, start, older, only_fresh=refusal is not None))
            await keep_reading(session, workspace, observer, now, [one.subject for one in page.observations])
        return page

    async def _refusal(self, workspace: WorkspaceId, observer: MemberId) -> NotAllowed | None:
        """Why somebody may not see all that they recorded."""
        try:
            await self._people.require(workspace, observer, Action.SEE_OWN_RECORDED)
        except NotAllowed as refusal:
            await self._people.require(workspace, observer, Action.SEE_OWN_FRESH)
            return refusal
        return None

    async def undo(self, workspace: WorkspaceId, observer: MemberId, observation: int) -> Observed:
        """Take back an own observation within 15 minutes and tell the subject; doing it again changes nothing.

        No role is asked for: whoever recorded it, also one who has ceased to be a supervisor since, may take it back.
        Raises `UnknownObservation` (also for somebody else's), `TooLateToUndo`, `AlreadyDecided`, `StorageAway`.
        """
        now = self._clock.now()
        async with transaction(self._sessions) as session:
            observed = await queries.observation_by(
                session, workspace=workspace, observer=observer, observation=observation
            )
            if observed is None:
                raise UnknownObservation
            check_undoable(observed, now)
            withdrawn = await queries.withdraw_observation(session, observation=observation, now=now)
            if withdrawn:
                await keep_undone(session, observed, now)
        if withdrawn:
            self._steps.begin(observed)
        return replace(observed, undone_at=observed.undone_at or now)

    async def _checked(self, new: NewObservation, now: datetime) -> "_Checked":
        new = replace(new, note=storable(new.note), place=storable(new.place))
        check_texts(new.note, new.place)
        seen_at = moment_seen(new.seen_at, now, self._retention)
        standard = standard_in_force(self._live.current, new.standard)
        await self._check_subject(new)
        return _Checked(new, standard, seen_at, await self._follow_up(new, seen_at, now))

    async def _follow_up(self, new: NewObservation, seen_at: datetime, now: datetime) -> Planned | None:
        if new.follow_up is None:
            return None
        check_level(new.level)
        zone = (await self._people.speaker(new.workspace, new.observer)).time_zone
        gone_at = seen_at + self._retention
        return planned(new.follow_up, since=now, now=now, time_zone=zone, gone_at=gone_at)

    async def _check_subject(self, new: NewObservation) -> None:
        if new.subject == new.observer:
            raise AboutOneself
        check_subject(await self._people.profile(new.workspace, new.subject))


@dataclass(frozen=True)
class _Checked:
    """What may be recorded, with what is recorded beside it."""

    new: NewObservation
    standard: Standard
    seen_at: datetime
    follow_up: Planned | None


@dataclass(frozen=True)
class _Saved:
    """A row, where it was not there before with the telling of it, and whether it closes somebody else's follow-up."""

    observed: Observed
    telling: Owed | None = None
    owes: bool = False


async def _save(session: AsyncSession, one: _Checked, now: datetime, since: datetime) -> _Saved:
    """What is saved; since a moment before now the same words are the same row."""
    new, version = one.new, one.standard.version
    if since < now and not new.follow_up and (same := await queries.observation_like(session, new=new, since=since)):
        ended = await ended_by(session, observed=same)
        return _Saved(replace(same, closes=_own_day(same, ended), is_repeated=True))
    added = await queries.add_observation(session, new=new, standard_version=version, seen_at=one.seen_at, now=now)
    observed = added or await queries.observation_of_request(
        session, workspace=new.workspace, source_key=new.source_key
    )
    telling = await keep_record(session, observed, one.standard, now) if added else None
    if added and one.follow_up:
        key = secrets.token_urlsafe(12)
        await plan_follow_up(session, observed=observed, planned=one.follow_up, key=key, now=now)
    [observed] = await with_follow_ups(session, [observed])
    ended = await ended_by(session, observed=observed)
    owes = added is not None and await keep_ended(session, observed, ended, now)
    return _Saved(replace(observed, closes=_own_day(observed, ended)), telling, owes)


def _own_day(observed: Observed, ended: Sequence[Ended]) -> date | None:
    """The day of the observer's own follow-up that the observation has ended; the nearest of several."""
    return next((one.day for one in ended if one.owner == observed.observer), None)
