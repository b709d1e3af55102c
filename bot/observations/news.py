"""A step as everybody concerned is told of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.catalogue.model import Catalogue
from bot.observations import step_queries
from bot.observations.chore_queries import Kind
from bot.observations.decider_queries import deciders_of
from bot.observations.queries import observation_now
from bot.observations.records import Observed
from bot.observations.showing import shown_with
from bot.observations.steps import DECISIONS, Asked, Happened, JudgedText, Step, as_it_was, contests, text_for
from bot.ports import MemberId, ObservationMessage, Profile, StepMessage, WorkspaceId

Judged = Mapping[str, JudgedText]
OF_A_CONTEST = frozenset({Step.CONTESTED, Step.UNDONE, *DECISIONS.values()})


@dataclass(frozen=True)
class News:
    """A step, the observation as it is after it, and as it was before where it was put right."""

    happened: Happened
    observed: Observed
    judged: Judged
    before: Observed | None = None
    judged_before: Judged | None = None
    asked: tuple[Asked, ...] = ()  # to decide on its contest
    contests: int = 1  # how often it was contested by then
    contested_at: datetime | None = None  # the last time; known of a contest and of its end

    @property
    def admin(self) -> MemberId | None:
        """Who was asked beside the observer; None where nobody was."""
        return next((one.member for one in self.asked if one.member != self.observed.observer), None)

    @property
    def readers(self) -> Mapping[Kind, MemberId]:
        """Who hears of it, each once. Who is to decide on a contest is asked in place of that."""
        if self.happened.step is Step.CONTESTED:
            return {Kind.STEP_SUBJECT: self.observed.subject}
        everybody = {
            Kind.STEP_SUBJECT: self.observed.subject,
            Kind.STEP_OBSERVER: self.observed.observer,
            Kind.STEP_ACTOR: self.happened.member,
            Kind.STEP_ADMIN: self.admin,
        }
        if self.happened.step is Step.UNDONE:  # its observer sees in place of the buttons that it is undone
            everybody = {kind: everybody[kind] for kind in (Kind.STEP_SUBJECT, Kind.STEP_ADMIN)}
        first: dict[MemberId, Kind] = {}
        for kind, member in everybody.items():
            if member:
                first.setdefault(member, kind)
        return {kind: member for member, kind in first.items()}

    @property
    def is_over(self) -> bool:
        """Whether the subject reads of it no more: it was taken back since, or its contest is decided."""
        if self.happened.step is Step.CONTESTED and not self.observed.contested:
            return True
        return self.observed.undone and self.happened.step not in {Step.UNDONE, Step.WITHDRAWN}


async def news_of_step(session: AsyncSession, *, workspace: WorkspaceId, observation: int, number: int) -> News | None:
    """A step, with what stood there after it, also where that was put right again since; None where it is gone."""
    observed = await observation_now(session, workspace=workspace, observation=observation)
    steps = await step_queries.numbered_steps(session, workspace=workspace, observation=observation)
    if observed is None or number not in steps:
        return None
    happened = steps[number]
    later = next((one.before for key, one in steps.items() if key > number and one.before), None)
    after = as_it_was(observed, later) if later else observed
    was = as_it_was(after, happened.before) if happened.before else None
    asked = await deciders_of(session, observation=observation) if happened.step in OF_A_CONTEST else ()
    judged_before = await step_queries.judged_of(session, was) if was else None
    so_far = contests(one for key, one in steps.items() if key <= number)
    return News(happened, after, await step_queries.judged_of(session, after), was, judged_before, asked, so_far)


async def news_of_contest(session: AsyncSession, observed: Observed) -> News:
    """The contest of an observation, with who is asked to decide on it."""
    return await _news_of(session, observed, Step.CONTESTED)


async def news_of_end(session: AsyncSession, observed: Observed) -> News | None:
    """How a contest was decided, or that it was undone, with who was asked to decide; None while it is open."""
    if not observed.settled:
        return None
    return await _news_of(session, observed, DECISIONS[observed.outcome] if observed.outcome else Step.UNDONE)


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
        contests=news.contests,
        observer_decides=any(one.member == news.observed.observer for one in news.asked),
    )


async def _news_of(session: AsyncSession, observed: Observed, step: Step) -> News:
    asked = await deciders_of(session, observation=observed.id)
    judged = await step_queries.judged_of(session, observed)
    steps = (await step_queries.steps_of(session, observations=[observed.id]))[observed.id]
    happened = next(one for one in reversed(steps) if one.step is step)
    contested_at = next((one.at for one in reversed(steps) if one.step is Step.CONTESTED), None)
    return News(happened, observed, judged, asked=asked, contests=contests(steps), contested_at=contested_at)


def _shown(observed: Observed, judged: Judged, reader: Profile, catalogue: Catalogue) -> ObservationMessage:
    text = text_for(judged, reader.language, catalogue.default_language)
    return shown_with(text, observed, reader, catalogue)
