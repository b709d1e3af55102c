"""Empties the messages in which a colleague read what was taken back, also those that nobody knows to have arrived."""

from datetime import timedelta

import structlog

from bot.db.engine import reading, transaction
from bot.direct_messages import Place
from bot.errors import SendLater, SendRefused
from bot.observations.chore_port import ChoreMessenger
from bot.observations.chore_queries import Owed
from bot.observations.hand import Hand
from bot.observations.queries import observation_now
from bot.observations.records import Observed
from bot.observations.told_queries import Told, channel_with, keep_emptied, told_of
from bot.ports import ChannelId

LOOK_BACK = timedelta(days=1)  # before it was recorded
LAST_LOOK = timedelta(minutes=5)  # after it was taken back: what was under way then has arrived, or never will

log = structlog.get_logger()


class Emptying(Hand[ChoreMessenger]):
    """Empties the messages about one observation at a time."""

    async def empty(self, owed: Owed) -> None:
        """Empty what is known, then what is found in the direct messages; raises `SendLater` until the last look."""
        async with reading(self.sessions) as session:
            observed = await observation_now(session, workspace=owed.workspace, observation=owed.observation)
            told = await told_of(session, workspace=owed.workspace, observation=owed.observation)
        if observed is None or observed.undone_at is None:
            return
        for one in told:
            if not one.emptied:
                await self._empty(observed, one.place)
        for place in await self._found(observed, owed.key, told):
            await self._empty(observed, place)
        if (wait := observed.undone_at + LAST_LOOK - self.clock.now()) > timedelta():
            raise SendLater(wait)

    async def _empty(self, observed: Observed, place: Place) -> None:
        """Empty one message; one that Slack no longer has keeps none of the others."""
        message = await self.shown_to(observed.subject, observed)
        try:
            await self.messenger.take_back_note(observed.workspace, *place, message, contested=not observed.taken_back)
        except SendRefused as refused:
            if refused.scope == "workspace":
                raise
            log.warning("note_not_taken_back", observation=observed.id, reason=refused.reason)
        async with transaction(self.sessions) as session:
            await keep_emptied(session, observed=observed, place=place)

    async def _found(self, observed: Observed, key: str, told: tuple[Told, ...]) -> tuple[Place, ...]:
        """Messages of which Slack did not say that they arrived; none where the history may not be read."""
        since, known = observed.recorded_at - LOOK_BACK, {one.place[1] for one in told}
        try:
            channel = await self._channel(observed)
            found = await self.messenger.find_all(observed.workspace, channel, delivery=key, since=since)
        except SendRefused as refused:
            if refused.scope == "workspace" and refused.reason != "missing_scope":
                raise
            log.warning("notes_not_searched", observation=observed.id, reason=refused.reason)
            return ()
        return tuple((channel, ts) for ts in found if ts not in known)

    async def _channel(self, observed: Observed) -> ChannelId:
        """Their direct messages; to ask Slack for them takes a scope that not everybody grants."""
        where = observed.workspace, observed.subject
        async with reading(self.sessions) as session:
            known = await channel_with(session, workspace=where[0], member=where[1])
        return known or await self.messenger.direct_messages(*where)
