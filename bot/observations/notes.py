"""Keeps which messages show an observation to the colleague it is about, and has them emptied when it is taken back."""

import structlog

from bot.db.engine import Sessions, reading, transaction
from bot.direct_messages import Place
from bot.errors import StorageAway
from bot.observations.chore_queries import owe_emptying
from bot.observations.chores import Chores
from bot.observations.records import Observed
from bot.observations.step_queries import locked_observation
from bot.observations.told_queries import counts_still, keep_told
from bot.ports import Clock

log = structlog.get_logger()


class Notes:
    """The messages in which colleagues read notes about themselves."""

    def __init__(self, sessions: Sessions, clock: Clock, chores: Chores) -> None:
        self._sessions = sessions
        self._clock = clock
        self._chores = chores

    async def may_be_told(self, observed: Observed) -> bool:
        """Whether it still counts; while the database is away nobody can tell, and what was recorded is told."""
        try:
            async with reading(self._sessions) as session:
                return await counts_still(session, observed=observed)
        except StorageAway:
            return True

    async def keep(self, observed: Observed, place: Place) -> None:
        """Keep where a message is; one that was sent while the observation was taken back is emptied at once.

        The row is held against an undo meanwhile, so that one of the two sees what the other wrote.
        """
        try:
            async with transaction(self._sessions) as session:
                now = await locked_observation(session, workspace=observed.workspace, observation=observed.id)
                if now is None:
                    return
                await keep_told(session, observed=now, place=place)
                if now.undone:
                    await owe_emptying(session, observed=now, now=self._clock.now())
        except StorageAway as error:
            log.warning("message_not_kept", observation=observed.id, error=type(error).__name__)
            return
        if now.undone:
            self.begin_chores(now)

    def begin_chores(self, observed: Observed) -> None:
        """Begin what an observation has brought about, in the background: nobody waits for it."""
        self._chores.begin(observed.id)
