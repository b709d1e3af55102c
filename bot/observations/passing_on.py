"""Tells people of steps after an observation, each in their own language: once, also when the process ends."""

from datetime import timedelta

from bot.attempts import arrived
from bot.db.engine import reading, transaction
from bot.direct_messages import Place
from bot.observations.arrivals import keep_arrival
from bot.observations.chore_queries import Owed
from bot.observations.hand import Hand
from bot.observations.news import News, news_of_step, step_message
from bot.observations.steps import Step
from bot.observations.teller_port import TellersMessenger
from bot.ports import MemberId

LOOK_BACK = timedelta(days=1)  # before the step


class PassingOn(Hand[TellersMessenger]):
    """Tells one person of one step at a time."""

    async def tell(self, owed: Owed) -> None:
        """Tell them, unless they have been told, are erased, or it is about what is gone by now."""
        async with reading(self.sessions) as session:
            news = await news_of_step(
                session, workspace=owed.workspace, observation=owed.observation, number=owed.other
            )
        reader = news.readers.get(owed.kind) if news else None
        if news is None or reader is None or (reader == news.observed.subject and news.is_over):
            return
        if news.happened.step is Step.UNDONE and reader == news.observed.subject:
            await self._tell_withdrawn(owed, news)
            return
        place = await self._found(owed, news, reader) or await self._tell(owed, news, reader)
        if _mark(news, reader):
            await self._keep(owed, place)

    async def _tell(self, owed: Owed, news: News, reader: MemberId) -> Place:
        message = step_message(news, await self.people.speaker(owed.workspace, reader), self.live.current)
        return await self.messenger.tell_step(
            owed.workspace,
            reader,
            message,
            key=owed.key,
            mark=_mark(news, reader),
            may_send=lambda: owed.is_held(self.clock),
        )

    async def _tell_withdrawn(self, owed: Owed, news: News) -> None:
        """Tell the subject that it was taken back, by the message that is about that alone."""
        subject = news.observed.subject
        if await self._found(owed, news, subject) is None:
            message = await self.shown_to(subject, news.observed)
            await self.messenger.tell_withdrawn(
                owed.workspace, subject, message, key=owed.key, may_send=lambda: owed.is_held(self.clock)
            )

    async def _found(self, owed: Owed, news: News, reader: MemberId) -> Place | None:
        """The message, where an earlier try may have arrived; what Takt may not look for is better told twice."""
        if not owed.doubt:
            return None
        since = news.happened.at - LOOK_BACK
        return await arrived(self.messenger, owed.workspace, reader, key=owed.key, since=since)

    async def _keep(self, owed: Owed, place: Place) -> None:
        now = self.clock.now()
        async with transaction(self.sessions) as session:
            await keep_arrival(
                session, workspace=owed.workspace, observation=owed.observation, place=place, now=now, owed=owed
            )


def _mark(news: News, reader: MemberId) -> str | None:
    """By which a message that shows the note to its subject is found again, to be emptied; None for every other."""
    return news.observed.mark if reader == news.observed.subject and not news.observed.undone else None
