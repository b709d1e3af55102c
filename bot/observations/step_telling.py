"""Tells everybody concerned of a step, each in their own language: both parties, and who may decide."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from bot.catalogue.live import LiveCatalogue
from bot.errors import SlackTrouble
from bot.observations.errands import Errand, Errands
from bot.observations.records import Observed
from bot.observations.showing import shown_with
from bot.observations.steps import Happened, JudgedText, Step, text_for
from bot.people.members import People
from bot.ports import MemberId, Messenger, ObservationMessage, Profile, StepMessage
from bot.tasks import Tasks

Judged = Mapping[str, JudgedText]
FOR_ADMINS_TOO = frozenset({Step.CONTESTED, Step.UPHELD, Step.AMENDED, Step.WITHDRAWN})


@dataclass(frozen=True)
class News:
    """A step, the observation as it is after it, and as it was before where it was put right."""

    happened: Happened
    observed: Observed
    judged: Judged
    before: Observed | None = None
    judged_before: Judged | None = None


class StepTelling:
    """Sends the direct messages that belong to a step."""

    def __init__(self, people: People, live: LiveCatalogue, messenger: Messenger, tasks: Tasks) -> None:
        self._people = people
        self._live = live
        self._messenger = messenger
        self._errands = Errands(tasks)

    def tell(self, news: News) -> None:
        """Tell everybody concerned, in the background."""
        self._errands.begin(Errand("step_not_told", news.observed.id, partial(self._tell_all, news)))

    async def _tell_all(self, news: News) -> None:
        observed = news.observed
        admin = await self._admin(observed) if news.happened.step in FOR_ADMINS_TOO else None
        concerned = (observed.subject, observed.observer, admin, news.happened.member)
        for member in dict.fromkeys(one for one in concerned if one):
            telling = partial(self._tell, news, member, admin)
            self._errands.begin(Errand("step_not_told", observed.id, telling))

    async def _tell(self, news: News, member: MemberId, admin: MemberId | None) -> None:
        reader = await self._people.speaker(news.observed.workspace, member)
        before = self._shown(news.before, news.judged_before or news.judged, reader) if news.before else None
        message = StepMessage(
            step=news.happened.step.value,
            actor=news.happened.member,
            about=self._shown(news.observed, news.judged, reader),
            words=news.happened.words,
            before=before,
            admin=admin,
        )
        await self._messenger.tell_step(news.observed.workspace, member, message)

    async def _admin(self, observed: Observed) -> MemberId | None:
        """The first admin who is neither of the two; None where there is none, or Slack does not say."""
        try:
            admins: Iterable[MemberId] = await self._people.admins(observed.workspace)
        except SlackTrouble:
            return None
        return next((one for one in admins if one not in {observed.observer, observed.subject}), None)

    def _shown(self, observed: Observed, judged: Judged, reader: Profile) -> ObservationMessage:
        catalogue = self._live.current
        text = text_for(judged, reader.language, catalogue.default_language)
        return shown_with(text, observed, reader, catalogue)
