"""Keeps which messages show an observation to the colleague it is about, and has them emptied when it is taken back."""

import contextlib
from collections.abc import Mapping

import structlog

from bot.db.engine import Sessions, reading, transaction
from bot.direct_messages import Place
from bot.errors import StorageAway
from bot.observations.arrivals import keep_arrival
from bot.observations.chore_queries import AT_FIRST, Owed, drop_chore, hold_chore
from bot.observations.chores import Chores
from bot.observations.records import Observed
from bot.observations.step_queries import judged_of
from bot.observations.steps import JudgedText
from bot.observations.told_queries import counts_still
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

    async def judged(self, observed: Observed) -> Mapping[str, JudgedText]:
        """The standard as it read when this was observed, by language; nothing while the database is away."""
        try:
            async with reading(self._sessions) as session:
                return await judged_of(session, observed)
        except StorageAway:
            return {}

    async def keep(self, observed: Observed, place: Place, owed: Owed | None = None) -> None:
        """Keep where a message is, and that what was owed is done.

        One that was sent while the observation was taken back is emptied at once.
        """
        try:
            async with transaction(self._sessions) as session:
                now = await keep_arrival(
                    session,
                    workspace=observed.workspace,
                    observation=observed.id,
                    place=place,
                    now=self._clock.now(),
                    owed=owed,
                )
        except StorageAway as error:
            log.warning("message_not_kept", observation=observed.id, error=type(error).__name__)
            return
        if now is not None and now.undone:
            self.begin_chores(now)

    async def drop(self, owed: Owed) -> None:
        """Keep that a message is not to be sent any more; while the database is away, the job finds out anew."""
        with contextlib.suppress(StorageAway):
            async with transaction(self._sessions) as session:
                await drop_chore(session, owed=owed)

    def is_ours(self, owed: Owed) -> bool:
        """Whether a message is still for this process to send."""
        return owed.is_held(self._clock)

    async def hold(self, owed: Owed) -> Owed | None:
        """What is owed, held for long enough to send it; None where it has come to another meanwhile.

        Only what has waited for its turn for too long has to be held anew.
        """
        if self.is_ours(owed):
            return owed
        with contextlib.suppress(StorageAway):
            async with transaction(self._sessions) as session:
                return await hold_chore(session, owed=owed, until=self._clock.now() + AT_FIRST)
        return None

    def begin_chores(self, observed: Observed) -> None:
        """Begin what an observation has brought about, in the background: nobody waits for it."""
        self._chores.begin(observed.id)
