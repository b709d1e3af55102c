"""Tells colleagues what was recorded about them, where whoever recorded it could not: once, and not what is gone."""

from datetime import timedelta

from bot.attempts import arrived, is_final
from bot.db.engine import reading, transaction
from bot.direct_messages import Place
from bot.errors import SendError, UnknownMember
from bot.observations.arrivals import keep_arrival
from bot.observations.chore_queries import Owed
from bot.observations.hand import Hand
from bot.observations.queries import observation_now
from bot.observations.records import Observed
from bot.observations.teller_port import TellersMessenger

LOOK_BACK = timedelta(days=1)  # before it was recorded


class Informing(Hand[TellersMessenger]):
    """Tells one person at a time."""

    async def tell(self, owed: Owed) -> None:
        """Tell the subject, unless it was taken back or they have been told; a refusal is told to the observer."""
        async with reading(self.sessions) as session:
            observed = await observation_now(session, workspace=owed.workspace, observation=owed.observation)
        if observed is None or observed.undone:
            return
        try:
            place = await self._found(owed, observed) or await self._send(owed, observed)
        except (SendError, UnknownMember) as error:
            if is_final(error) and observed.observer:
                await self._regret(observed)
            raise
        await self._keep(owed, place)

    async def _found(self, owed: Owed, observed: Observed) -> Place | None:
        """The message, where an earlier try may have arrived; what Takt may not look for is better told twice."""
        if not owed.doubt:
            return None
        where, since = (owed.workspace, observed.subject), observed.recorded_at - LOOK_BACK
        return await arrived(self.messenger, *where, key=owed.key, since=since)

    async def _send(self, owed: Owed, observed: Observed) -> Place:
        return await self.messenger.tell_subject(
            owed.workspace,
            observed.subject,
            await self.shown_to(observed.subject, observed),
            key=owed.key,
            may_send=lambda: owed.is_held(self.clock),
        )

    async def _regret(self, observed: Observed) -> None:
        observer = await self.people.speaker(observed.workspace, observed.observer)
        await self.messenger.tell_unreached(
            observed.workspace, observed.observer, observed.subject, language=observer.language
        )

    async def _keep(self, owed: Owed, place: Place) -> None:
        now = self.clock.now()
        async with transaction(self.sessions) as session:
            await keep_arrival(
                session, workspace=owed.workspace, observation=owed.observation, place=place, now=now, owed=owed
            )
