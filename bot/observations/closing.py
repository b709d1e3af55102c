"""Tells an observer that what another has seen closes their follow-up: once, and neither who saw what nor when."""

from bot.attempts import has_arrived
from bot.catalogue.model import Level
from bot.db.engine import reading, transaction
from bot.observations.chore_port import ChoreMessenger, ClosedMessage
from bot.observations.chore_queries import Owed, drop_chore
from bot.observations.concerned import concerns_anybody
from bot.observations.emptying import LOOK_BACK
from bot.observations.follow_up_queries import closed_follow_up
from bot.observations.hand import Hand
from bot.observations.queries import observation_now
from bot.observations.records import Observed


class Closing(Hand[ChoreMessenger]):
    """Brings the news of one follow-up at a time."""

    async def tell(self, owed: Owed) -> None:
        """Tell its owner, unless it is open again, has ended in another way, or is of no use to anybody by now."""
        async with reading(self.sessions) as session:
            mine = await closed_follow_up(session, workspace=owed.workspace, observation=owed.observation)
            by = await observation_now(session, workspace=owed.workspace, observation=owed.other)
        if mine is None or by is None or not _closes(by) or not await concerns_anybody(self.people, mine):
            await self._drop(owed)
            return
        where, since = (mine.workspace, mine.observer), by.recorded_at - LOOK_BACK
        if not owed.doubt or not await has_arrived(self.messenger, *where, key=owed.key, since=since):
            message, until = ClosedMessage(await self.shown_to(mine.observer, mine)), owed.held_until
            await self.messenger.tell_closed(*where, message, key=owed.key, may_send=lambda: self.clock.now() < until)

    async def _drop(self, owed: Owed) -> None:
        """Forget that it was owed: should the follow-up be closed again, its owner has not heard of it."""
        async with transaction(self.sessions) as session:
            await drop_chore(session, owed=owed)


def _closes(by: Observed) -> bool:
    return by.counts and by.level is not Level.NOT_YET
