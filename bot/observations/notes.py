"""Keeps which messages show an observation to the colleague it is about, and empties them when it is taken back."""

from functools import partial

import structlog

from bot.catalogue.live import LiveCatalogue
from bot.db.engine import Sessions, reading, transaction
from bot.errors import StorageAway
from bot.observations.errands import Errand, Errands
from bot.observations.records import Observed
from bot.observations.showing import shown
from bot.observations.step_queries import locked_observation
from bot.observations.told_queries import Place, counts_still, keep_told, told_of
from bot.people.members import People
from bot.ports import Messenger
from bot.tasks import Tasks

log = structlog.get_logger()


class Notes:
    """The messages in which colleagues read notes about themselves."""

    def __init__(
        self, people: People, live: LiveCatalogue, messenger: Messenger, tasks: Tasks, sessions: Sessions
    ) -> None:
        self._people = people
        self._live = live
        self._messenger = messenger
        self._sessions = sessions
        self._errands = Errands(tasks)

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
        except StorageAway as error:
            log.warning("message_not_kept", observation=observed.id, error=type(error).__name__)
            return
        if now.undone:
            self._empty(now, place)

    def take_back(self, observed: Observed) -> None:
        """Empty all of its messages, in the background: what is told beside that waits for none of them."""
        self._errands.begin(Errand("note_not_taken_back", observed.id, partial(self._take_back, observed)))

    async def _take_back(self, observed: Observed) -> None:
        async with reading(self._sessions) as session:
            places = await told_of(session, observed=observed)
        for place in places:
            self._empty(observed, place)

    def _empty(self, observed: Observed, place: Place) -> None:
        self._errands.begin(Errand("note_not_taken_back", observed.id, partial(self._show_empty, observed, place)))

    async def _show_empty(self, observed: Observed, place: Place) -> None:
        reader = await self._people.speaker(observed.workspace, observed.subject)
        message = shown(observed, reader, self._live.current)
        await self._messenger.take_back_note(observed.workspace, *place, message, contested=not observed.taken_back)
