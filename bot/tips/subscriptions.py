"""A channel's wish to be reminded: turn on, turn off, look up."""

import contextlib
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.catalogue.live import LiveCatalogue
from bot.db.engine import Sessions, reading, transaction
from bot.errors import NotAllowed, RoleUnknown, StorageAway
from bot.people.members import People
from bot.people.roles import Action
from bot.ports import ChannelId, Clock, MemberId, Profile, WorkspaceId
from bot.tips import queries
from bot.tips.changes import days_named
from bot.tips.delivery_queries import recent_deliveries, skip_pending
from bot.tips.errors import WishRefused
from bot.tips.moves import local_date, next_due, next_new_date, with_rest
from bot.tips.orders import Order, Orders
from bot.tips.outcomes import Outcomes
from bot.tips.plan_queries import days_skipped, forget_plan
from bot.tips.records import LOST, TURNED_OFF, UNINSTALLED, DeliveryRecord, Status, SubscriptionRecord
from bot.tips.rest import Break
from bot.tips.rest_queries import keep_breaks, last_slots
from bot.tips.schedule import WORKING_DAYS, LeftOut, Rule, left_out, next_slot, slots
from bot.tips.wish import FOLLOWS, Keeps, Wanted, Wish
from bot.tips.zones import is_zone

USUAL_TIME = time(9)
SLOTS_SHOWN = 5
DELIVERIES_SHOWN = 5
MOMENT = timedelta(microseconds=1)
NOBODY = ""  # the owner's data were erased
LOOKING_AHEAD = timedelta(days=60)


class Subscriptions:
    """Channels that get tips."""

    def __init__(
        self, sessions: Sessions, clock: Clock, people: People, live: LiveCatalogue, outcomes: Outcomes
    ) -> None:
        self._sessions = sessions
        self._clock = clock
        self._people = people
        self._outcomes = outcomes
        self._live = live
        self.orders = Orders()

    async def turn_on(self, person: Profile, channel: ChannelId, wanted: Wanted, *, own: bool = False) -> Status:
        """Start tips as wanted; what was not said stays as it is in the channel, or as is usual.

        Tips that are on stay their owner's, who hears of trouble, while the owner is there and is a supervisor.
        Raises `NotAllowed`, `RoleUnknown`, `WishRefused`.
        """
        await self._require(person.workspace, person.member, own=own)
        no_more = None if own else await self._owner_no_more(person, channel)
        now = self._clock.now()
        async with transaction(self._sessions) as session:
            known = await queries.subscription_of(session, workspace=person.workspace, channel=channel, lock=True)
            wish = self._present(known, person).with_changes(wanted)
            rule, problems = with_rest(wish.rule, wanted.rest, now)
            if problems:
                raise WishRefused(problems)
            last = await last_slots(session, subscriptions=[known.id]) if known else {}
            number = await queries.save_subscription(
                session,
                workspace=person.workspace,
                channel=channel,
                owner=_owner(known, person.member, no_more),
                wish=replace(wish, rule=rule, keeps=_keeps(known, wanted, self._usual(person)) if own else FOLLOWS),
                next_due_at=next_due(known, rule, now, last.get(known.id) if known else None),
                now=now,
            )
            await keep_breaks(session, workspace=person.workspace, subscription=number, breaks=rule.rest.breaks)
        status = await self.status(person.workspace, channel, person.member, own=own)
        return status.with_days(days_named(wanted.rest, local_date(rule, now)))

    async def turn_off(
        self, workspace: WorkspaceId, channel: ChannelId, member: MemberId, *, own: bool = False
    ) -> bool:
        """Stop tips, also those on their way; False when there were none to stop."""
        await self._require(workspace, member, own=own)
        now = self._clock.now()
        async with transaction(self._sessions) as session:
            known = await queries.subscription_of(session, workspace=workspace, channel=channel, lock=True)
            skipped = await skip_pending(session, workspace=workspace, channel=channel, reason=TURNED_OFF, now=now)
            stopped = known is not None and await queries.turn_off(session, subscription=known.id, now=now)
            if known is not None:
                await forget_plan(session, subscription=known.id)
                await queries.set_focus(session, subscription=known.id, focus=None, until=None, now=now)
        self._outcomes.skipped(TURNED_OFF, skipped)
        self.orders.give(Order(workspace, channel, TURNED_OFF))
        return stopped or skipped > 0

    async def set_style(
        self, workspace: WorkspaceId, channel: ChannelId, member: MemberId, style: str, *, own: bool = False
    ) -> bool | None:
        """Choose whether tips ask or just tell, from the next one on; where they are off (False), from then on.

        None where there never were any.
        """
        await self._require(workspace, member, own=own)
        async with transaction(self._sessions) as session:
            return await queries.set_style(
                session, workspace=workspace, channel=channel, style=style, now=self._clock.now()
            )

    async def stop_workspace(self, workspace: WorkspaceId) -> int:
        """Stop everything of a workspace that has removed Takt; returns how many subscriptions were active."""
        now = self._clock.now()
        async with transaction(self._sessions) as session:
            skipped = await skip_pending(session, workspace=workspace, channel=None, reason=UNINSTALLED, now=now)
            paused = await queries.pause_workspace(session, workspace=workspace, reason=UNINSTALLED, now=now)
        self._outcomes.skipped(UNINSTALLED, skipped)
        self.orders.give(Order(workspace, None, UNINSTALLED))
        return paused

    async def bring_back(self, workspace: WorkspaceId) -> int:
        """Go on where Takt is installed again, never twice on one local date; returns how many subscriptions."""
        now = self._clock.now()
        async with transaction(self._sessions) as session:
            paused = await queries.paused_in(session, workspace=workspace, reasons=LOST)
            last = await last_slots(session, subscriptions=[one.id for one in paused])
            for known in paused:
                if is_zone(known.time_zone):
                    due = next_new_date(known.rule, now, last.get(known.id))
                    await queries.wake(session, workspace=workspace, subscription=known.id, next_due_at=due, now=now)
        return len(paused)

    async def status(
        self, workspace: WorkspaceId, channel: ChannelId, member: MemberId, *, own: bool = False
    ) -> Status:
        """The channel's subscription, its next slots and its last deliveries."""
        await self._require(workspace, member, own=own)
        async with transaction(self._sessions) as session:
            known = await queries.subscription_of(session, workspace=workspace, channel=channel)
            recent = await recent_deliveries(session, workspace=workspace, channel=channel, limit=DELIVERIES_SHOWN)
            skipped = await _days_skipped(session, known, self._clock.now())
        if known is None or not known.is_on:
            return Status(known, recent=tuple(recent))
        if not known.active:
            today, resting = local_date(known.rule, self._clock.now()), _resting(known, self._clock.now())
            return Status(known, recent=tuple(recent), left_out=tuple(resting), today=today)
        return _with_slots(known, self._clock.now(), recent, skipped)

    async def wish(self, person: Profile, channel: ChannelId, wanted: Wanted) -> Wish:
        """What `turn_on` would save; the usual wish stands in for the channel's own while the database is away."""
        known: SubscriptionRecord | None = None
        with contextlib.suppress(StorageAway):
            async with transaction(self._sessions) as session:
                known = await queries.subscription_of(session, workspace=person.workspace, channel=channel)
        wish = self._present(known, person).with_changes(wanted)
        return replace(wish, rule=with_rest(wish.rule, wanted.rest, self._clock.now())[0])

    def _present(self, known: SubscriptionRecord | None, person: Profile) -> Wish:
        """What the channel has now, also while paused; after it was turned off, the usual in a style chosen since."""
        if known is None or known.is_on:
            return self._usual(person) if known is None else known.wish
        return replace(self._usual(person), style=known.style)

    def _usual(self, person: Profile) -> Wish:
        languages = self._live.current.languages
        zone = person.time_zone if is_zone(person.time_zone) else "UTC"
        language = person.language if person.language in languages else self._live.current.default_language
        return Wish(Rule(USUAL_TIME, zone, WORKING_DAYS), language)

    async def _owner_no_more(self, person: Profile, channel: ChannelId) -> MemberId | None:
        """Whose the channel's tips are, where Slack says that they have left, or are no supervisor any more."""
        async with reading(self._sessions) as session:
            known = await queries.subscription_of(session, workspace=person.workspace, channel=channel)
        if known is None or not known.is_on or known.owner in {NOBODY, person.member}:
            return None
        if await self._people.has_left(person.workspace, known.owner):
            return known.owner
        try:
            with suppress(RoleUnknown):
                await self._people.require(person.workspace, known.owner, Action.SUBSCRIBE)
        except NotAllowed:
            return known.owner
        return None

    async def _require(self, workspace: WorkspaceId, member: MemberId, *, own: bool) -> None:
        """What is a person's own needs no role."""
        if not own:
            await self._people.require(workspace, member, Action.SUBSCRIBE)


def _owner(known: SubscriptionRecord | None, person: MemberId, no_more: MemberId | None) -> MemberId:
    """Whose the tips are: of whoever turned them on, while they are on and the owner is there; else the person's."""
    if known is None or not known.is_on or known.owner in {NOBODY, no_more}:
        return person
    return known.owner


def _keeps(known: SubscriptionRecord | None, wanted: Wanted, usual: Wish) -> Keeps:
    """What of tips of one's own stays when the profile changes: what was said, and is not what the profile says."""
    before = known.keeps if known and known.is_on else FOLLOWS
    return Keeps(
        before.zone if wanted.time_zone is None else wanted.time_zone != usual.rule.time_zone,
        before.language if wanted.language is None else wanted.language != usual.language,
    )


async def _days_skipped(session: AsyncSession, known: SubscriptionRecord | None, now: datetime) -> frozenset[date]:
    """The coming local dates that somebody has taken out of the plan."""
    if known is None or not known.active:
        return frozenset()
    return await days_skipped(session, subscription=known.id, first=local_date(known.rule, now))


def _with_slots(
    known: SubscriptionRecord, now: datetime, recent: Sequence[DeliveryRecord], skipped: Collection[date]
) -> Status:
    """The status of a subscription that is on, with what comes and what does not."""
    following, due = next_slot(known.rule, now), known.next_due_at
    coming = slots(known.rule, max(now, due - MOMENT), SLOTS_SHOWN + len(skipped))
    planned_out = [slot for slot in coming if local_date(known.rule, slot) in skipped]
    kept = [slot for slot in coming if slot not in planned_out][:SLOTS_SHOWN]
    days = [local_date(known.rule, slot) for slot in planned_out]
    resting = _resting(known, now) + [LeftOut(Break(day, day), by_plan=True) for day in days]
    resting.sort(key=lambda one: one.dates)
    return Status(known, tuple(kept), tuple(recent), tuple(resting), following < due, local_date(known.rule, now))


def _resting(known: SubscriptionRecord, now: datetime) -> list[LeftOut]:
    """The coming days that go without a tip by the rule; none where its zone is gone."""
    today = local_date(known.rule, now)
    return left_out(known.rule, today, today + LOOKING_AHEAD)
