"""Tells the people concerned what was recorded about them, in their own language."""

import contextlib
from functools import partial

from bot.attempts import is_final
from bot.catalogue.live import LiveCatalogue
from bot.direct_messages import Place
from bot.errors import SendError, SendNotOurs, UnknownMember
from bot.observations.chore_queries import Owed
from bot.observations.errands import Errand, Errands
from bot.observations.notes import Notes
from bot.observations.records import Observed
from bot.observations.showing import shown
from bot.observations.teller_port import Messenger
from bot.people.members import People
from bot.ports import ObservationMessage
from bot.tasks import Tasks


class Telling:
    """Sends the direct messages that belong to an observation; a failure never undoes what was saved."""

    def __init__(self, people: People, live: LiveCatalogue, messenger: Messenger, tasks: Tasks, notes: Notes) -> None:
        self._people = people
        self._live = live
        self._messenger = messenger
        self._errands = Errands(tasks)
        self._notes = notes

    def tell_recorded(self, observed: Observed, owed: Owed, *, owes: bool = False) -> None:
        """Tell the subject, in the background; where that fails, tell the observer that it did.

        What is `owed` and cannot be done now, the job tries again after the lease. `owes`: there is more to do about
        it in Slack.
        """
        regret = Errand("observer_not_told", observed.id, partial(self._tell_unreached, observed))
        telling = partial(self._tell_recorded, observed, owed)
        self._errands.begin(Errand("subject_not_told", observed.id, telling, otherwise=regret))
        if owes:
            self._notes.begin_chores(observed)

    async def _tell_recorded(self, observed: Observed, owed: Owed) -> None:
        """Tell the subject, unless it was taken back before this message's turn came."""
        held = await self._notes.hold(owed)
        if held is None:  # by now the job sees to it
            return
        if not await self._notes.may_be_told(observed):
            await self._notes.drop(held)
            return
        with contextlib.suppress(SendNotOurs):
            place = await self._send(observed, held)
            await self._notes.keep(observed, place, held)

    async def _send(self, observed: Observed, owed: Owed) -> Place:
        """Send it; where to try again is of no use, the job does not, either."""
        message, ours = await self._message(observed), partial(self._notes.is_ours, owed)
        where = (observed.workspace, observed.subject)
        try:
            return await self._messenger.tell_subject(*where, message, key=owed.key, may_send=ours)
        except (SendError, UnknownMember) as error:
            if is_final(error):
                await self._notes.drop(owed)
            raise

    async def _tell_unreached(self, observed: Observed) -> None:
        observer = await self._people.speaker(observed.workspace, observed.observer)
        await self._messenger.tell_unreached(
            observed.workspace, observed.observer, observed.subject, language=observer.language
        )

    async def _message(self, observed: Observed) -> ObservationMessage:
        reader = await self._people.speaker(observed.workspace, observed.subject)
        return shown(observed, await self._notes.judged(observed), reader, self._live.current)
