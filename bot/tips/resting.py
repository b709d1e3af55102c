"""When channels are left in peace: days to skip, pauses, public holidays, quiet hours."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.catalogue.live import LiveCatalogue
from bot.db.engine import Sessions, transaction
from bot.people.members import People
from bot.people.roles import Action
from bot.ports import ChannelId, Clock, Profile
from bot.tips import queries
from bot.tips.changes import Resume, brought_back, days_named
from bot.tips.delivery_queries import skip_pending
from bot.tips.errors import NoTips, WishRefused
from bot.tips.moves import local_date, next_due, with_rest
from bot.tips.outcomes import Outcomes
from bot.tips.plan_queries import days_skipped, undecide
from bot.tips.records import BY_HAND, RESTS, Status, SubscriptionRecord
from bot.tips.rest_queries import keep_breaks, last_slots, save_rest
from bot.tips.schedule import Rule, rests_on
from bot.tips.subscriptions import Subscriptions
from bot.tips.wish import Change, Problem, Trouble, Wanted


class Rests:
    """The peace of channels, and of people (`own`, without a role), that get tips.

    Everything here raises `NotAllowed`, `RoleUnknown` and `NoTips`.
    """

    def __init__(
        self, sessions: Sessions, clock: Clock, people: People, live: LiveCatalogue, outcomes: Outcomes
    ) -> None:
        self._sessions = sessions
        self._clock = clock
        self._people = people
        self._outcomes = outcomes
        self._subscriptions = Subscriptions(sessions, clock, people, live, outcomes)

    async def change(
        self, person: Profile, channel: ChannelId, changes: Sequence[Change], *, own: bool = False
    ) -> Status:
        """Rest otherwise from now on; the next slot moves at once. Raises `WishRefused`."""
        await self._require(person, own=own)
        now = self._clock.now()
        async with transaction(self._sessions) as session:
            known = await _subscription(session, person, channel)
            rule, problems = with_rest(known.rule, changes, now)
            if problems:
                raise WishRefused(problems)
            skipped = await _keep(session, known, rule, now)
            await _bring_back(session, known, changes, now)
        self._outcomes.skipped(RESTS, skipped)
        status = await self._subscriptions.status(person.workspace, channel, person.member, own=own)
        return status.with_days(days_named(changes, local_date(rule, now)))

    async def pause(self, person: Profile, channel: ChannelId, *, own: bool = False) -> None:
        """No more tips, also of those on their way, until somebody resumes them."""
        await self._require(person, own=own)
        now = self._clock.now()
        async with transaction(self._sessions) as session:
            known = await _subscription(session, person, channel)
            await queries.pause(session, subscription=known.id, reason=BY_HAND, now=now)
            skipped = await skip_pending(session, workspace=person.workspace, channel=channel, reason=BY_HAND, now=now)
        self._outcomes.skipped(BY_HAND, skipped)

    async def resume(
        self, person: Profile, channel: ChannelId, changes: Sequence[Change], *, own: bool = False
    ) -> Status:
        """Go on after a pause of any kind, or have tips again on days that were left out. Raises `WishRefused`."""
        await self._require(person, own=own)
        now = self._clock.now()
        async with transaction(self._sessions) as session:
            known = await _subscription(session, person, channel)
            today = local_date(known.rule, now)
            skipped = await days_skipped(session, subscription=known.id, first=today)
            changes = [replace(one, planned=skipped) if isinstance(one, Resume) else one for one in changes]
            if not known.active:
                await _bring_back(session, known, changes, now)
        rests_today = known.rest.break_on(today) is not None
        if not known.active:
            names_days = any(one != Resume(planned=skipped) for one in changes)
            wanted = Wanted(rest=tuple(changes) if rests_today or names_days else ())
            return await self._subscriptions.turn_on(person, channel, wanted, own=own)
        rule, problems = with_rest(known.rule, changes, now)
        if rule == with_rest(known.rule, (), now)[0] and not brought_back(changes, today):
            raise WishRefused(problems or [Problem(Trouble.NOT_RESTING, "")])
        return await self.change(person, channel, changes, own=own)

    async def _require(self, person: Profile, *, own: bool) -> None:
        if not own:
            await self._people.require(person.workspace, person.member, Action.SUBSCRIBE)


async def _subscription(session: AsyncSession, person: Profile, channel: ChannelId) -> SubscriptionRecord:
    known = await queries.subscription_of(session, workspace=person.workspace, channel=channel, lock=True)
    if known is None or not known.is_on:
        raise NoTips
    return known


async def _bring_back(
    session: AsyncSession, known: SubscriptionRecord, changes: Sequence[Change], now: datetime
) -> None:
    """Let tips come again on days that the plan had left out."""
    days = brought_back(changes, local_date(known.rule, now))
    if days:
        await undecide(session, subscription=known.id, days=days)


async def _keep(session: AsyncSession, known: SubscriptionRecord, rule: Rule, now: datetime) -> int:
    """Write the rule down; returns how many tips on their way are skipped, as it leaves today out."""
    last = await last_slots(session, subscriptions=[known.id])
    due = next_due(known, rule, now, last.get(known.id))
    await save_rest(session, subscription=known.id, rest=rule.rest, next_due_at=due, now=now)
    await keep_breaks(session, workspace=known.workspace, subscription=known.id, breaks=rule.rest.breaks)
    if not rests_on(rule, local_date(rule, now)):
        return 0
    return await skip_pending(session, workspace=known.workspace, channel=known.channel, reason=RESTS, now=now)
