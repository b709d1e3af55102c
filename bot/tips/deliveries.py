"""Tips on their way: materialise, claim, choose, send, settle. Safe with any number of replicas at once."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime
from secrets import token_hex

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.catalogue.live import LiveCatalogue
from bot.db.engine import Sessions, transaction
from bot.errors import StorageAway
from bot.loading import later
from bot.people.members import People
from bot.people.roles import Action
from bot.ports import ChannelId, Clock, Profile
from bot.tips import queries
from bot.tips.claim_queries import Room, pick_deliveries, take_deliveries
from bot.tips.delivery_queries import NewDelivery
from bot.tips.hold_queries import held_until
from bot.tips.materialise import materialise
from bot.tips.needs import NeedsOfTeams, nothing_needed
from bot.tips.news import TipsMessenger
from bot.tips.orders import Order
from bot.tips.outcomes import OnSettled, Outcomes
from bot.tips.pace import Pace
from bot.tips.pump import Pump
from bot.tips.records import Claim, DeliveryRecord, Outgoing, State, Verdict
from bot.tips.rezoning import follow_zones
from bot.tips.sending import Try
from bot.tips.settling import Settling
from bot.tips.steady import SteadyClock
from bot.tips.telling import Telling
from bot.tips.tempo import Tempo

with later():  # with the first tip that is due
    from bot.tips import by_hand, preparing

log = structlog.get_logger()


class Deliveries:
    """The sender of one process; any number of them share a database.

    `clock` should be one that no jump of the computer's clock moves, and the same for all replicas
    (`SteadyClock`).
    """

    def __init__(
        self,
        sessions: Sessions,
        clock: Clock,
        people: People,
        messenger: TipsMessenger,
        live: LiveCatalogue,
        tempo: Tempo | None = None,
        needs_of_teams: NeedsOfTeams = nothing_needed,
    ) -> None:
        self._sessions = sessions
        self._clock = clock
        self._people = people
        self._messenger = messenger
        self._live = live
        self._tempo = tempo or Tempo()
        self._needs_of_teams = needs_of_teams
        self._pace = Pace(self._tempo.channel_gap)
        self._telling = Telling(sessions, clock, people, messenger)
        self.outcomes = Outcomes()
        self._settling = Settling(sessions, clock, self.outcomes)
        self._pump = Pump(self._tempo, self._take, self._settling, _trust(clock))

    @property
    def underway(self) -> int:
        """How many tips are being sent."""
        return self._pump.underway

    @property
    def unwritten(self) -> int:
        """How many results wait to be written."""
        return len(self._settling.waiting)

    def on_settled(self, listener: OnSettled) -> None:
        """Call `listener` with each result that was written down, also where no try was made."""
        self.outcomes.listeners.append(listener)

    async def tick(self) -> None:
        """Send everything that is due now, and tell owners what they must know. Raises `StorageAway`.

        What is a delivery by now goes out while other slots become one.
        """
        portions = self._portions()
        await anext(portions, None)
        coming = asyncio.create_task(self._bring(portions))
        try:
            await self._pump.run(coming)
        finally:
            await coming
        await self.tell_owners()

    async def materialise(self) -> None:
        """Turn slots that have come into deliveries; nothing is sent yet. Raises `StorageAway`."""
        await self._bring(self._portions())

    async def tell_owners(self) -> None:
        """Tell owners what became of their tips where they do not know yet. Raises `StorageAway`."""
        await self._telling.tell()

    async def follow_zones(self) -> None:
        """Move some of the slots that are by old rules of their zones; a few a run. Raises `StorageAway`."""
        await follow_zones(self._sessions, now=self._clock.now())

    async def send_due(self) -> None:
        """Send the deliveries that are due. Raises `StorageAway`; what was not reached is due the next time."""
        await self._pump.run()

    def obey(self, order: Order) -> None:
        """Send nothing that an order concerns, also of what is claimed, unless it has left already."""
        self._pump.obey(order)

    async def stop(self, seconds: float) -> None:
        """Finish or give back what is claimed; while the database is away, leases run out instead."""
        with contextlib.suppress(StorageAway):
            await self._pump.stop(seconds)

    async def send_now(
        self, person: Profile, channel: ChannelId, *, source_key: str, own: bool = False
    ) -> DeliveryRecord:
        """Send a tip at once and say what became of it; a repeated request is told of the first.

        Raises `NotAllowed`, `RoleUnknown`; `StorageAway` only while nothing has been posted.
        """
        if not own:
            await self._people.require(person.workspace, person.member, Action.SUBSCRIBE)
        going = await self._ask_for(person, channel, source_key)
        if isinstance(going, DeliveryRecord):
            return going
        verdict = await self._try(going).carry_out()
        self._settling.add(going.claim, verdict)
        try:
            await self._settling.flush()
        except StorageAway:
            if not verdict.from_slack:
                raise
            log.warning("tip_not_settled", delivery=going.claim.id, state=verdict.state)  # it waits to be written
        return DeliveryRecord(going.claim.slot, verdict.state, None, verdict.reason, by_hand=True, doubt=verdict.doubt)

    async def _ask_for(self, person: Profile, channel: ChannelId, source_key: str) -> Outgoing | DeliveryRecord:
        """A tip that is ours to send, or what became of the one that this request has led to before."""
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
            claim = await by_hand.add_by_hand(session, wanted=wanted, now=now, lease_until=now + self._tempo.lease)
            if isinstance(claim, DeliveryRecord):
                return claim
            held = await held_until(session, workspace=person.workspace, now=now)
            if held is not None:
                return Outgoing(claim, Verdict(State.PENDING, reason="later", again_at=held))
            (going,) = await self._prepare(session, [claim], now)
            return going

    def _portions(self) -> AsyncIterator[int]:
        return materialise(self._sessions, self._tempo, self.outcomes, now=self._clock.now())

    async def _bring(self, portions: AsyncIterator[int]) -> None:
        async for _ in portions:
            self._pump.look_again()

    async def _take(self, room: Room) -> Sequence[Try]:
        """Claim within the room; the tips are chosen and written down before anybody sends one.

        What is sent becomes ours by the same statement that writes its tip down.
        """
        now = self._clock.now()
        async with transaction(self._sessions) as session:
            claims = await pick_deliveries(session, room=room, now=now, lease_until=now + self._tempo.lease)
            going = await self._prepare(session, claims, now) if claims else []
            stay = [one.claim for one in going if isinstance(one.bring, Verdict)]
            if stay:
                await take_deliveries(session, claims=stay)
        return [self._try(one) for one in going]

    async def _prepare(self, session: AsyncSession, claims: Sequence[Claim], now: datetime) -> list[Outgoing]:
        return await preparing.prepare(
            session, claims, self._live.current, self._needs_of_teams, now=now, grace=self._tempo.grace
        )

    def _try(self, going: Outgoing) -> Try:
        return Try(self._messenger, self._clock, self._tempo, self._pace, going)


def _trust(clock: Clock) -> Callable[[], bool]:
    """Whether a lease that looks over is over: not for a while after a steady clock was set ahead."""
    return clock.trusts_leases if isinstance(clock, SteadyClock) else lambda: True
