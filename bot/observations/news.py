"""A step as everybody concerned is told of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.catalogue.model import Catalogue
from bot.observations import step_queries
from bot.observations.decider_queries import deciders_of
from bot.observations.records import Observed
from bot.observations.showing import shown_with
from bot.observations.steps import Asked, Happened, JudgedText, Step, text_for
from bot.ports import MemberId, ObservationMessage, Profile, StepMessage

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
        """Who hears of it at once, each once.

        The subject hears of an undoing by the message that is about it alone; who is to decide on a contest is asked
        by a chore, which outlives the process.
        """
        if self.happened.step is Step.CONTESTED:
            return (self.observed.subject,)
        parties = (self.observed.subject, self.observed.observer, self.happened.member)
        told = () if self.happened.step is Step.UNDONE else parties
        admins = (self.admin,) if self.admin else ()
        return tuple(dict.fromkeys(one for one in (*told, *admins) if one))


async def news_of_contest(session: AsyncSession, observed: Observed) -> News:
    """The contest of an observation, with who is asked to decide on it."""
    return await _news_of(session, observed, Step.CONTESTED)


async def news_of_undo(session: AsyncSession, observed: Observed) -> News:
    """That an observation was taken back, with who was asked to decide on its contest."""
    return await _news_of(session, observed, Step.UNDONE)


def step_message(news: News, reader: Profile, catalogue: Catalogue) -> StepMessage:
    """What one person is told, in their language."""
    before = _shown(news.before, news.judged_before or news.judged, reader, catalogue) if news.before else None
    return StepMessage(
        step=news.happened.step.value,
        actor=news.happened.member,
        about=_shown(news.observed, news.judged, reader, catalogue),
        words=news.happened.words,
        before=before,
        admin=news.admin,
    )


async def _news_of(session: AsyncSession, observed: Observed, step: Step) -> News:
    asked = await deciders_of(session, observation=observed.id)
    judged = await step_queries.judged_of(session, observed)
    steps = await step_queries.steps_of(session, observations=[observed.id])
    return News(next(one for one in reversed(steps[observed.id]) if one.step is step), observed, judged, asked=asked)


def _shown(observed: Observed, judged: Judged, reader: Profile, catalogue: Catalogue) -> ObservationMessage:
    text = text_for(judged, reader.language, catalogue.default_language)
    return shown_with(text, observed, reader, catalogue)
