"""Tells the people concerned what was recorded about them, in their own language."""

from functools import partial

from bot.catalogue.live import LiveCatalogue
from bot.observations.errands import Errand, Errands
from bot.observations.notes import Notes
from bot.observations.records import Observed
from bot.observations.showing import shown
from bot.people.members import People
from bot.ports import Messenger, ObservationMessage
from bot.tasks import Tasks


class Telling:
    """Sends the direct messages that belong to an observation; a failure never undoes what was saved."""

    def __init__(self, people: People, live: LiveCatalogue, messenger: Messenger, tasks: Tasks, notes: Notes) -> None:
        self._people = people
        self._live = live
        self._messenger = messenger
        self._errands = Errands(tasks)
        self._notes = notes

    def tell_recorded(self, observed: Observed, *, owes: bool = False) -> None:
        """Tell the subject, in the background; where that fails, tell the observer that it did.

        `owes`: there is more to do about it in Slack.
        """
        regret = Errand("observer_not_told", observed.id, partial(self._tell_unreached, observed))
        telling = partial(self._tell_recorded, observed)
        self._errands.begin(Errand("subject_not_told", observed.id, telling, otherwise=regret))
        if owes:
            self._notes.begin_chores(observed)

    def tell_withdrawn(self, observed: Observed) -> None:
        """Tell the subject, in the background, that the observer took it back."""
        telling = partial(self._tell_withdrawn, observed)
        self._errands.begin(Errand("subject_not_told", observed.id, telling))

    async def _tell_recorded(self, observed: Observed) -> None:
        """Tell the subject, unless it was taken back before this message's turn came."""
        if await self._notes.may_be_told(observed):
            message = await self._message(observed)
            place = await self._messenger.tell_subject(observed.workspace, observed.subject, message, key=observed.mark)
            await self._notes.keep(observed, place)

    async def _tell_withdrawn(self, observed: Observed) -> None:
        await self._messenger.tell_withdrawn(observed.workspace, observed.subject, await self._message(observed))

    async def _tell_unreached(self, observed: Observed) -> None:
        observer = await self._people.speaker(observed.workspace, observed.observer)
        await self._messenger.tell_unreached(
            observed.workspace, observed.observer, observed.subject, language=observer.language
        )

    async def _message(self, observed: Observed) -> ObservationMessage:
        reader = await self._people.speaker(observed.workspace, observed.subject)
        return shown(observed, reader, self._live.current)
