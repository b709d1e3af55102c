"""Tells everybody concerned of a step, each in their own language: both parties, and who may decide."""

from functools import partial

from bot.catalogue.live import LiveCatalogue
from bot.observations.errands import Errand, Errands
from bot.observations.news import News, step_message
from bot.observations.notes import Notes
from bot.observations.records import Observed
from bot.observations.steps import Asked, Step
from bot.observations.teller_port import Messenger
from bot.people.members import People
from bot.ports import MemberId, StepMessage
from bot.tasks import Tasks


class StepTelling:
    """Sends the direct messages that belong to a step."""

    def __init__(self, people: People, live: LiveCatalogue, messenger: Messenger, tasks: Tasks, notes: Notes) -> None:
        self._people = people
        self._live = live
        self._messenger = messenger
        self._errands = Errands(tasks)
        self._notes = notes

    async def deciders(self, observed: Observed) -> tuple[MemberId, ...]:
        """Whom a contest goes to: the observer, and the first admin who is neither of the two.

        Without the observer where they have been erased; without an admin where there is none, or Slack does not say
        in time.
        """
        admin = await self._people.admin_beside(observed.workspace, {observed.observer, observed.subject})
        return tuple(one for one in (observed.observer, admin) if one)

    def tell(self, news: News) -> None:
        """Tell everybody concerned, in the background, and begin what the step has brought about beside it."""
        if news.owes or news.observed.undone:
            self._notes.begin_chores(news.observed)
        for member in news.concerned:
            self.tell_one(news, member)
        for asked in news.asked if news.happened.step is Step.UNDONE else ():
            if asked.ts:
                self._errands.begin(Errand("contest_not_closed", news.observed.id, partial(self._close, news, asked)))

    def tell_one(self, news: News, member: MemberId) -> None:
        """Tell one person, in the background."""
        self._errands.begin(Errand("step_not_told", news.observed.id, partial(self._tell, news, member)))

    async def _tell(self, news: News, member: MemberId) -> None:
        observed, message = news.observed, await self.message(news, member)
        shows_note = member == observed.subject and not observed.undone
        key = observed.mark if shows_note else None
        place = await self._messenger.tell_step(observed.workspace, member, message, key=key)
        if shows_note:
            await self._notes.keep(observed, place)

    async def _close(self, news: News, asked: Asked) -> None:
        """Take the buttons away from the message that asked somebody to decide."""
        message = await self.message(news, asked.member)
        await self._messenger.close_contest(news.observed.workspace, asked.channel, asked.ts, message)

    async def message(self, news: News, member: MemberId) -> StepMessage:
        """What one person is told, in their language."""
        return step_message(news, await self._people.speaker(news.observed.workspace, member), self._live.current)
