"""Tells everybody concerned of a step, each in their own language: both parties, and who may decide."""

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from bot.catalogue.live import LiveCatalogue
from bot.db.engine import Sessions, transaction
from bot.errors import SlackTrouble
from bot.observations.decider_queries import keep_message
from bot.observations.errands import Errand, Errands
from bot.observations.notes import Notes
from bot.observations.records import Observed
from bot.observations.showing import shown_with
from bot.observations.steps import Asked, Happened, JudgedText, Step, text_for
from bot.people.members import People
from bot.ports import MemberId, Messenger, ObservationMessage, Profile, StepMessage
from bot.tasks import Tasks

Judged = Mapping[str, JudgedText]


@dataclass(frozen=True)
class News:
    """A step, the observation as it is after it, and as it was before where it was put right."""

    happened: Happened
    observed: Observed
    judged: Judged
    before: Observed | None = None
    judged_before: Judged | None = None
    asked: tuple[Asked, ...] = ()  # to decide on its contest
    owes: bool = False  # whether there is more to do about it in Slack

    @property
    def admin(self) -> MemberId | None:
        """Who was asked beside the observer; None where nobody was."""
        return next((one.member for one in self.asked if one.member != self.observed.observer), None)

    @property
    def concerned(self) -> tuple[MemberId, ...]:
        """Who hears of it, each once; the subject hears of an undoing by the message that is about it alone."""
        parties = (self.observed.subject, self.observed.observer, self.happened.member)
        told = () if self.happened.step is Step.UNDONE else parties
        admins = (self.admin,) if self.admin else ()
        return tuple(dict.fromkeys(one for one in (*told, *admins) if one))


class StepTelling:
    """Sends the direct messages that belong to a step."""

    def __init__(
        self,
        people: People,
        live: LiveCatalogue,
        messenger: Messenger,
        tasks: Tasks,
        sessions: Sessions,
        notes: Notes,
    ) -> None:
        self._people = people
        self._live = live
        self._messenger = messenger
        self._sessions = sessions
        self._errands = Errands(tasks)
        self._notes = notes

    async def deciders(self, observed: Observed) -> tuple[MemberId, ...]:
        """Whom a contest goes to: the observer, and the first admin who is neither of the two.

        Without the observer where they have been erased; without an admin where there is none, or Slack does not say.
        """
        admins: Iterable[MemberId] = ()
        with contextlib.suppress(SlackTrouble):
            admins = await self._people.admins(observed.workspace)
        others = (one for one in admins if one not in {observed.observer, observed.subject})
        return tuple(one for one in (observed.observer, next(others, None)) if one)

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
        channel, ts = await self._messenger.tell_step(observed.workspace, member, message, key=key)
        if shows_note:
            await self._notes.keep(observed, (channel, ts))
        if news.happened.step is Step.CONTESTED and member in {one.member for one in news.asked}:
            async with transaction(self._sessions) as session:
                await keep_message(session, observation=observed.id, member=member, channel=channel, ts=ts)

    async def _close(self, news: News, asked: Asked) -> None:
        """Take the buttons away from the message that asked somebody to decide."""
        message = await self.message(news, asked.member)
        await self._messenger.close_contest(news.observed.workspace, asked.channel, asked.ts, message)

    async def message(self, news: News, member: MemberId) -> StepMessage:
        """What one person is told, in their language."""
        reader = await self._people.speaker(news.observed.workspace, member)
        before = self._shown(news.before, news.judged_before or news.judged, reader) if news.before else None
        return StepMessage(
            step=news.happened.step.value,
            actor=news.happened.member,
            about=self._shown(news.observed, news.judged, reader),
            words=news.happened.words,
            before=before,
            admin=news.admin,
        )

    def _shown(self, observed: Observed, judged: Judged, reader: Profile) -> ObservationMessage:
        catalogue = self._live.current
        text = text_for(judged, reader.language, catalogue.default_language)
        return shown_with(text, observed, reader, catalogue)
