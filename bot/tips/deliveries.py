"""Sends what is due: materialise, claim, choose, send, settle. Safe with any number of replicas at once."""

from datetime import timedelta
from secrets import token_hex

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.catalogue.live import LiveCatalogue
from bot.db.engine import Sessions, transaction
from bot.errors import StorageAway
from bot.people.members import People
from bot.people.roles import Action
from bot.ports import ChannelId, Clock, Messenger, Profile, TipMessage
from bot.tips import delivery_queries, queries
from bot.tips.by_hand import add_by_hand
from bot.tips.choosing import choose_tip, tip_message
from bot.tips.delivery_queries import NewDelivery
from bot.tips.materialise import materialise
from bot.tips.pausing import pause_after_refusal
from bot.tips.posing import QUESTION
from bot.tips.records import (
    LEASE_OVER,
    NO_STANDARDS,
    NOBODY_KNOWS,
    TOO_LATE,
    TURNED_OFF,
    Claim,
    DeliveryRecord,
    State,
    SubscriptionRecord,
    Verdict,
)
from bot.tips.sending import send_tip

LEASE = timedelta(minutes=2)

log = structlog.get_logger()


class Deliveries:
    """Tips on their way to their channels."""

    def __init__(
        self,
        sessions: Sessions,
        clock: Clock,
        people: People,
        messenger: Messenger,
        live: LiveCatalogue,
        grace: timedelta,
    ) -> None:
        self._sessions = sessions
        self._clock = clock
        self._people = people
        self._messenger = messenger
        self._live = live
        self._grace = grace

    async def tick(self) -> None:
        """Send everything that is due now. Raises `StorageAway`; what was not reached is due at the next tick."""
        await materialise(self._sessions, now=self._clock.now(), grace=self._grace)
        while await self.deliver_one():
            pass

    async def deliver_one(self) -> bool:
        """Deliver what is due longest; False when nothing is."""
        now = self._clock.now()
        async with transaction(self._sessions) as session:
            claim = await delivery_queries.claim_delivery(session, now=now, lease_until=now + LEASE)
        if claim is not None:
            await self._deliver(claim)
        return claim is not None

    async def send_now(self, person: Profile, channel: ChannelId, *, source_key: str) -> DeliveryRecord:
        """Send a tip at once and say what became of it; a repeated request is told of the first.

        Raises `NotAllowed`, `RoleUnknown`; `StorageAway` only while nothing has been posted.
        """
        await self._people.require(person.workspace, person.member, Action.SUBSCRIBE)
        claim = await self._ask_for(person, channel, source_key)
        if isinstance(claim, DeliveryRecord):
            return claim
        verdict = await self._deliver(claim)
        return DeliveryRecord(claim.slot, verdict.state, None, verdict.reason, by_hand=True, doubt=verdict.doubt)

    async def _ask_for(self, person: Profile, channel: ChannelId, source_key: str) -> Claim | DeliveryRecord:
        """A claim on a new delivery, or what became of the one that this request has led to before."""
        now = self._clock.now()
        async with transaction(self._sessions) as session:
            known = await queries.subscription_of(session, workspace=person.workspace, channel=channel)
            is_on = known is not None and known.active
            wanted = NewDelivery(
                id=token_hex(16),
                subscription=known.id if known and is_on else None,
                workspace=person.workspace,
                channel=channel,
                slot=now,
                language=known.language if known and is_on else person.language,
                state=State.SENDING,
                source_key=source_key,
            )
            return await add_by_hand(session, wanted=wanted, now=now, lease_until=now + LEASE)

    async def _deliver(self, claim: Claim) -> Verdict:
        verdict = await self._try(claim)
        try:
            await self._settle(claim, verdict)
        except StorageAway:
            if not verdict.from_slack:
                raise
            log.warning("tip_not_settled", delivery=claim.id, state=verdict.state)  # `uncertain` when its lease is over
        return verdict

    async def _settle(self, claim: Claim, verdict: Verdict) -> None:
        now = self._clock.now()
        async with transaction(self._sessions) as session:
            ours = await delivery_queries.settle_delivery(session, claim=claim, verdict=verdict, now=now)
        log.info("tip_settled", delivery=claim.id, state=verdict.state, reason=verdict.reason, ours=ours)
        if ours and verdict.refused is not None:
            await pause_after_refusal(self._sessions, self._messenger, claim, verdict.refused, now=now)

    async def _try(self, claim: Claim) -> Verdict:
        if claim.doubt:  # looking for it in the channel's history comes with issue 5
            return Verdict(State.UNCERTAIN, reason=NOBODY_KNOWS, doubt=True)
        prepared = await self._prepare(claim)
        if isinstance(prepared, Verdict):
            return prepared
        return await send_tip(self._messenger, claim, prepared, now=self._clock.now())

    async def _prepare(self, claim: Claim) -> TipMessage | Verdict:
        """The tip to send, written down before anything is sent; or why none is."""
        catalogue, now = self._live.current, self._clock.now()
        if now - claim.slot > self._grace:
            return Verdict(State.SKIPPED, reason=TOO_LATE)
        async with transaction(self._sessions) as session:
            subscription = await _subscription(session, claim)
            stopped = _reason_to_stop(claim, subscription)
            if stopped is not None:
                return Verdict(State.SKIPPED, reason=stopped)
            choice = await choose_tip(session, claim, catalogue)
            if choice is None:
                return Verdict(State.FAILED, reason=NO_STANDARDS)
            asks = subscription is None or subscription.style == QUESTION
            message = tip_message(catalogue, choice, claim, asks=asks)
            ours = await delivery_queries.keep_choice(session, claim=claim, choice=choice, message=message, now=now)
        if not ours or self._clock.now() >= claim.lease_until:
            return Verdict(State.PENDING, reason=LEASE_OVER, again_at=now)
        return message


async def _subscription(session: AsyncSession, claim: Claim) -> SubscriptionRecord | None:
    """The subscription that a delivery belongs to, as it is now."""
    if claim.subscription is None:
        return None
    return await queries.subscription_numbered(session, subscription=claim.subscription)


def _reason_to_stop(claim: Claim, subscription: SubscriptionRecord | None) -> str | None:
    """Why the order to stop wins over this delivery; None when nobody has given one."""
    if claim.subscription is None:
        return None
    if subscription is None:
        return TURNED_OFF
    return None if subscription.active else subscription.paused_reason or TURNED_OFF
