"""Plans, moves and drops follow-ups, and lists what an observer has open."""

import secrets
from datetime import date, datetime

from bot.db.engine import Sessions, reading, transaction
from bot.observations import follow_up_queries as queries
from bot.observations.fair_errors import MetSince, NoLongerKept
from bot.observations.fairness import Fairness
from bot.observations.follow_rules import (
    DaysLeft,
    Limits,
    OpenFollowUp,
    check_followable,
    days_left,
    last_day,
    local_day,
    planned,
)
from bot.observations.records import Observed
from bot.observations.step_queries import locked_observation
from bot.observations.traces import keep_reading
from bot.people.members import People
from bot.people.roles import Action, Deed
from bot.ports import Clock, MemberId, WorkspaceId

MOST_LISTED = 15


class FollowUps:
    """The follow-ups of all workspaces. What may not be touched raises as each step of `Fairness` does."""

    def __init__(self, sessions: Sessions, clock: Clock, people: People, fairness: Fairness) -> None:
        self._sessions = sessions
        self._clock = clock
        self._people = people
        self._fairness = fairness

    async def look(self, workspace: WorkspaceId, member: MemberId, observation: int) -> Observed:
        """The observation, for its observer about to plan, move, drop or log again."""
        return await self._look(workspace, member, observation, shows=True)

    async def look_ahead(self, workspace: WorkspaceId, member: MemberId, observation: int) -> tuple[Observed, DaysLeft]:
        """The observation, for its observer about to plan or move, and on which days that may be.

        Raises `DeletedBefore` and `TooLateToFollowUp` where there are none.
        """
        observed = await self.look(workspace, member, observation)
        zone, now = (await self._people.speaker(workspace, member)).time_zone, self._clock.now()
        async with reading(self._sessions) as session:
            was_there = await queries.has_follow_up(session, observation=observation)
        limits = self._limits(observed, now, zone, was_there=was_there)
        last_day(**limits)
        return observed, days_left(**limits)

    async def plan(self, workspace: WorkspaceId, member: MemberId, observation: int, day: date) -> Observed:
        """Plan a follow-up, within 14 days of the recording; one that is there moves, within 14 days of today.

        The same day again changes nothing, as long as it is to come. Raises `FollowUpDayRefused`,
        `DeletedBefore`, `TooLateToFollowUp`, `FollowUpNeedsNotYet`, `MetSince`.
        """
        await self._look(workspace, member, observation, shows=False)
        zone = (await self._people.speaker(workspace, member)).time_zone
        now = self._clock.now()
        async with transaction(self._sessions) as session:
            observed = await locked_observation(session, workspace=workspace, observation=observation)
            if observed is None:
                raise NoLongerKept(self._fairness.retention)
            check_followable(observed)
            [before] = await queries.with_follow_ups(session, [observed])
            if before.follow_up == day and day > local_day(now, zone):
                return before
            was_there = await queries.has_follow_up(session, observation=observation)
            wanted = planned(day, **self._limits(observed, now, zone, was_there=was_there))
            key = secrets.token_urlsafe(12)
            await queries.plan_follow_up(session, observed=observed, planned=wanted, key=key, now=now)
            [after] = await queries.with_follow_ups(session, [observed])
            if after.follow_up is None:
                raise MetSince
        return after

    async def drop(self, workspace: WorkspaceId, member: MemberId, observation: int) -> Observed:
        """Give it up; to do so again changes nothing."""
        observed = await self._look(workspace, member, observation, shows=False)
        async with transaction(self._sessions) as session:
            await queries.drop_follow_up(session, observation=observation, now=self._clock.now())
        return observed

    async def mine(self, workspace: WorkspaceId, member: MemberId) -> tuple[tuple[OpenFollowUp, ...], int]:
        """The nearest of those that a person has open, and how many there are in all.

        Raises `NotAllowed`, `RoleUnknown`, `StorageAway`.
        """
        await self._people.require(workspace, member, Action.SEE_OWN_RECORDED)
        async with transaction(self._sessions) as session:
            found = await queries.open_follow_ups_by(session, workspace=workspace, observer=member, most=MOST_LISTED)
            await keep_reading(session, workspace, member, self._clock.now(), [one.observed.subject for one in found])
            return found, await queries.count_open_follow_ups(session, workspace=workspace, observer=member)

    def _limits(self, observed: Observed, now: datetime, time_zone: str, *, was_there: bool) -> Limits:
        since = now if was_there else observed.recorded_at
        gone_at = observed.seen_at + self._fairness.retention
        return {"since": since, "now": now, "time_zone": time_zone, "gone_at": gone_at}

    async def _look(self, workspace: WorkspaceId, member: MemberId, observation: int, *, shows: bool) -> Observed:
        return (await self._fairness.look(workspace, member, observation, Deed.FOLLOW_UP, shows=shows)).observed
