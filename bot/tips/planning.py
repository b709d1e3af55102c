"""The plan of the next ten days, and what supervisors decide of it: another standard, a fixed one, no tip."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.catalogue.live import LiveCatalogue
from bot.catalogue.model import Catalogue
from bot.db.engine import Sessions, transaction
from bot.people.members import People
from bot.people.roles import Action
from bot.ports import ChannelId, Clock, Need, Profile, Team
from bot.tips import queries
from bot.tips.choosing import ROUNDS_REMEMBERED, candidates, history_of, situation_on
from bot.tips.decisions import Decision, Kind
from bot.tips.history_queries import Past, histories
from bot.tips.moves import local_date
from bot.tips.needs import NeedsOfTeams
from bot.tips.own_queries import subscription_of_member
from bot.tips.plan_queries import decide, decisions_from, undecide
from bot.tips.planned import DAYS_PLANNED, Plan, PlannedDay, plan_days
from bot.tips.records import SubscriptionRecord
from bot.tips.schedule import slots
from bot.tips.zones import is_zone

MOMENT = timedelta(microseconds=1)
Decisions = Mapping[date, Decision]


class Planning:
    """Shows and changes plans. All but `own` raises `NotAllowed`, `RoleUnknown`; everything raises `StorageAway`.

    Every change returns the plan as it is then; a day that is not in it, as it is over, say, changes nothing.
    """

    def __init__(
        self, sessions: Sessions, clock: Clock, people: People, live: LiveCatalogue, needs_of_teams: NeedsOfTeams
    ) -> None:
        self._sessions = sessions
        self._clock = clock
        self._people = people
        self._live = live
        self._needs_of_teams = needs_of_teams

    async def require(self, person: Profile) -> None:
        """Make sure that this person may see and change plans."""
        await self._people.require(person.workspace, person.member, Action.SUBSCRIBE)

    async def plan(self, person: Profile, channel: ChannelId) -> Plan:
        """What would come in a channel on its next ten days with a tip, as of now."""
        await self.require(person)
        async with transaction(self._sessions) as session:
            known = await queries.subscription_of(session, workspace=person.workspace, channel=channel)
            return await self._plan(session, known)

    async def own(self, person: Profile) -> Plan:
        """What would come to a person by direct message."""
        async with transaction(self._sessions) as session:
            known = await subscription_of_member(session, workspace=person.workspace, member=person.member)
            return await self._plan(session, known)

    async def pin(self, person: Profile, channel: ChannelId, day: date, standard: str | None = None) -> Plan:
        """Fix a day: to the standard, or to the one that would come as of now."""

        def pinned(plan: Plan) -> Decisions:
            one = plan.on(day)
            return {} if one is None else _pinned(one, standard or one.standard, person)

        return await self._decide(person, channel, pinned)

    async def pin_all(self, person: Profile, channel: ChannelId) -> Plan:
        """Fix every day that nothing is decided for."""

        def pinned(plan: Plan) -> Decisions:
            free = [_pinned(one, one.standard, person) for one in plan.days if one.decision is None]
            return {day: decision for each in free for day, decision in each.items()}

        return await self._decide(person, channel, pinned)

    async def skip(self, person: Profile, channel: ChannelId, day: date) -> Plan:
        """Let no tip come on a day."""

        def skipped(plan: Plan) -> Decisions:
            return {day: Decision(Kind.SKIPPED, person.member)} if plan.on(day) else {}

        return await self._decide(person, channel, skipped)

    async def undo(self, person: Profile, channel: ChannelId, day: date | None = None) -> Plan:
        """Leave a day, or (None) all days of the plan, to be chosen in the morning."""
        await self.require(person)
        async with transaction(self._sessions) as session:
            known = await queries.subscription_of(session, workspace=person.workspace, channel=channel)
            if known is not None and known.active:
                days = [day] if day else list(_coming(known, self._clock.now()))
                await undecide(session, subscription=known.id, days=days)
            return await self._plan(session, known)

    async def _decide(self, person: Profile, channel: ChannelId, decisions: Callable[[Plan], Decisions]) -> Plan:
        await self.require(person)
        now = self._clock.now()
        async with transaction(self._sessions) as session:
            known = await queries.subscription_of(session, workspace=person.workspace, channel=channel)
            plan = await self._plan(session, known)
            made = decisions(plan)
            if known is None or not made:
                return plan
            await decide(session, workspace=person.workspace, subscription=known.id, decisions=made, now=now)
            return await self._plan(session, known)

    async def _plan(self, session: AsyncSession, known: SubscriptionRecord | None) -> Plan:
        if known is None or not known.active or not is_zone(known.time_zone):
            return Plan(known)
        now, catalogue = self._clock.now(), self._live.current
        team = Team(known.workspace, known.channel)
        limit = ROUNDS_REMEMBERED * len(catalogue.standards)
        today = local_date(known.rule, now)
        decided = await decisions_from(session, subscriptions=[known.id], first=today)
        past = await histories(session, teams=[team], but=[], limit=limit)
        needs = await self._needs_of_teams(session, teams=[team], now=now)
        days = await asyncio.to_thread(
            _days, known, now, catalogue, past.get(team, ()), needs.get(team, {}), decided.get(known.id, {})
        )
        return Plan(known, days)


def _pinned(day: PlannedDay, standard: str | None, person: Profile) -> dict[date, Decision]:
    return {day.day: Decision(Kind.PINNED, person.member, standard)} if standard else {}


def _coming(known: SubscriptionRecord, now: datetime) -> dict[date, datetime]:
    """The next slots, by local date."""
    coming = slots(known.rule, max(now, known.next_due_at - MOMENT), DAYS_PLANNED)
    return {local_date(known.rule, slot): slot for slot in coming}


def _days(
    known: SubscriptionRecord,
    now: datetime,
    catalogue: Catalogue,
    past: Sequence[Past],
    needs: Mapping[str, Need],
    decided: Decisions,
) -> tuple[PlannedDay, ...]:
    """The plan, in a thread: to choose ten times takes a while."""
    coming = _coming(known, now)
    situation = situation_on(max(coming), known, needs)
    return plan_days(coming, decided, candidates(catalogue, known.language), history_of(past, known), situation)
