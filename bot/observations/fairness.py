"""What both sides may do once an observation is there: thank, reply, contest, correct, decide, read its story."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.catalogue.live import LiveCatalogue
from bot.db.engine import Sessions, reading, transaction
from bot.errors import SlackTrouble
from bot.observations import step_queries
from bot.observations.decider_queries import deciders_of, is_decider
from bot.observations.deed_rules import DECIDING, check_decider, check_deed
from bot.observations.fair_errors import NoLongerAdmin, NoLongerKept, NothingCorrected
from bot.observations.follow_up_queries import with_follow_ups
from bot.observations.news import News
from bot.observations.records import Observed, Outcome
from bot.observations.rules import check_texts, standard_in_force, storable
from bot.observations.step_telling import StepTelling
from bot.observations.steps import (
    DECISIONS,
    Asked,
    Change,
    Happened,
    Step,
    Story,
    as_kept,
    change_of,
    check_same_step,
    checked_words,
    tie_of,
)
from bot.observations.traces import keep_act, keep_brought_about, keep_contested, keep_news
from bot.people.audit import Act
from bot.people.members import People
from bot.people.patience import in_all
from bot.people.roles import ADMINS, EVERYBODY, NOBODY, RIGHTS, Deed
from bot.ports import Clock, MemberId, WorkspaceId


class Fairness:
    """Steps after an observation. Each raises `NoLongerKept` where it is not there, or not this person's to touch."""

    def __init__(
        self,
        sessions: Sessions,
        clock: Clock,
        people: People,
        live: LiveCatalogue,
        telling: StepTelling,
        retention: timedelta,
    ) -> None:
        self._sessions = sessions
        self._clock = clock
        self._people = people
        self._live = live
        self._telling = telling
        self.retention = retention

    async def look(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        observation: int,
        deed: Deed,
        *,
        shows: bool = True,
        amends: bool = False,
    ) -> Story:
        """The observation with its story, for somebody about to do something; raises what the deed itself would.

        Where its note `shows`, that counts as reading it. `amends`: to decide by a correction.

        Raises an `ObservationRefused`, `NotAllowed`, `SlackTrouble`, `StorageAway`.
        """
        await self._permit(workspace, observation, member, deed)
        async with transaction(self._sessions) as session:
            [observed] = await with_follow_ups(session, [await self._found(session, workspace, observation)])
            judged = await step_queries.judged_of(session, observed)
            steps = await step_queries.steps_of(session, observations=[observed.id])
            taken = steps.get(observed.id, ())
            check_deed(observed, deed, self._clock.now(), taken)
            asked = await deciders_of(session, observation=observed.id) if deed in DECIDING else ()
            check_decider(observed, member, deed, asked, taken, amends=amends)
            if shows:
                await keep_act(session, Act.READ, observed, member, self._clock.now())
        return Story(observed, judged, taken)

    async def is_asked(self, workspace: WorkspaceId, member: MemberId, observation: int) -> bool:
        """Whether somebody is among those who decide on its contest. Raises `StorageAway`."""
        async with reading(self._sessions) as session:
            return await is_decider(session, workspace=workspace, observation=observation, member=member)

    async def thank(self, workspace: WorkspaceId, member: MemberId, observation: int) -> Observed:
        """Thank the observer, once: to do so again changes nothing."""
        happened = Happened(Step.THANKED, member, "", self._clock.now())
        return await self._take(workspace, observation, Deed.THANK, happened, f"thanked/{observation}")

    async def reply(
        self, workspace: WorkspaceId, member: MemberId, observation: int, words: str, *, source_key: str
    ) -> Observed:
        """Bring the observer the subject's own words; a repeated request changes nothing."""
        happened = Happened(Step.REPLIED, member, checked_words(words), self._clock.now())
        return await self._take(workspace, observation, Deed.REPLY, happened, source_key)

    async def contest(
        self, workspace: WorkspaceId, member: MemberId, observation: int, reason: str, *, source_key: str
    ) -> Observed:
        """Contest it: from now on it is in no report, until the observer or an admin decides.

        Once more, where the observer has answered by a correction: then only an admin upholds or corrects.
        """
        now = self._clock.now()
        happened = Happened(Step.CONTESTED, member, checked_words(reason), now)
        values: dict[str, Any] = {"contested_at": now, "outcome": None}
        return await self._take(workspace, observation, Deed.CONTEST, happened, source_key, **values)

    async def correct(
        self, workspace: WorkspaceId, member: MemberId, observation: int, change: Change, *, source_key: str
    ) -> Observed:
        """Put right what was recorded, within 24 hours; what it replaces is kept.

        Raises `NothingCorrected`, `TooLateToCorrect` and what recording raises of texts and standards.
        """
        now = self._clock.now()
        happened = Happened(Step.CORRECTED, member, "", now)
        return await self._take(
            workspace, observation, Deed.CORRECT, happened, source_key, change=_clean(change), corrected_at=now
        )

    async def decide(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        observation: int,
        outcome: Outcome,
        sentence: str,
        *,
        source_key: str,
        change: Change | None = None,
    ) -> Observed:
        """Decide on a contest; the first decision stands, and the observation counts again unless it is withdrawn.

        Raises `UpholdsOneself` for the observer of what is to stand, as long as an admin was asked; `AdminDecides`
        where they correct it for the second time.
        """
        now = self._clock.now()
        happened = Happened(DECISIONS[outcome], member, checked_words(sentence), now)
        values: dict[str, Any] = {"contested_at": None, "outcome": outcome.value}
        if outcome is Outcome.WITHDRAWN:
            values["undone_at"] = now
        deed = Deed.UPHOLD if outcome is Outcome.UPHELD else Deed.DECIDE
        if outcome is Outcome.AMENDED and change:
            return await self._take(workspace, observation, deed, happened, source_key, change=_clean(change), **values)
        return await self._take(workspace, observation, deed, happened, source_key, **values)

    async def _take(
        self,
        workspace: WorkspaceId,
        observation: int,
        deed: Deed,
        happened: Happened,
        source_key: str,
        *,
        change: Change | None = None,
        **values: Any,
    ) -> Observed:
        """One step, with what it owes everybody concerned, in one transaction: look, judge, write; then tell them."""
        found = await self._permit(workspace, observation, happened.member, deed)
        deciders = await self._telling.deciders(found) if deed is Deed.CONTEST else ()
        async with transaction(self._sessions) as session:
            observed = await self._found(session, workspace, observation)
            if taken := await step_queries.step_of_request(session, workspace=workspace, source_key=source_key):
                check_same_step(observed, taken, happened, change)
                return observed
            asked = await _judge(session, observed, deed, happened)
            if change is not None:
                values |= await self._changed(session, observed, change)
                happened = replace(happened, before=as_kept(observed))
            if values:
                await step_queries.change_observation(session, observation=observation, values=values)
            number = await step_queries.add_step(session, observed=observed, happened=happened, source_key=source_key)
            if deed is Deed.CONTEST:
                asked = await keep_contested(session, observed, deciders, happened.at)
            if deed in AUDITED:
                await keep_act(session, AUDITED[deed], observed, happened.member, happened.at)
            after = await self._found(session, workspace, observation)
            if deed in CHANGING:
                await keep_brought_about(session, after, happened.at)
            await keep_news(session, News(happened, after, {}, asked=asked), number, happened.at)
        self._telling.begin(after)
        return after

    async def _found(self, session: AsyncSession, workspace: WorkspaceId, observation: int) -> Observed:
        found = await step_queries.locked_observation(session, workspace=workspace, observation=observation)
        if found is None:
            raise NoLongerKept(self.retention)
        return found

    async def _permit(self, workspace: WorkspaceId, observation: int, member: MemberId, deed: Deed) -> Observed:
        """Who has no business with it hears what they would hear if it were not there.

        Slack may be asked for a role, which must not happen while a transaction waits.
        """
        async with transaction(self._sessions) as session:
            observed = await self._found(session, workspace, observation)
        roles = RIGHTS[deed][tie_of(observed, member)]
        if roles == NOBODY:
            raise NoLongerKept(self.retention)
        if roles == ADMINS:
            await self._require_admin(workspace, member)
        elif roles != EVERYBODY:
            await self._people.require_one_of(workspace, member, roles)
        return observed

    async def _require_admin(self, workspace: WorkspaceId, member: MemberId) -> None:
        """Raise `NoLongerAdmin` for whoever has lost the role since they were asked.

        While Slack does not answer, what it said within the last minutes counts. Raises `NotAllowed`, `RoleUnknown`.
        """
        with in_all():
            try:
                is_admin = await self._people.is_admin_now(workspace, member)
            except SlackTrouble:
                await self._people.require_one_of(workspace, member, ADMINS)
            else:
                if not is_admin:
                    raise NoLongerAdmin

    async def _changed(self, session: AsyncSession, observed: Observed, change: Change) -> dict[str, Any]:
        """The columns that a correction writes; a standard that it names anew is judged as it reads now."""
        change = change.over(observed)
        if change == change_of(observed):
            raise NothingCorrected
        check_texts(change.note, change.place)
        values: dict[str, Any] = {"level": str(change.level), "note": change.note, "place": change.place}
        if change.standard != observed.standard:
            standard = standard_in_force(self._live.current, change.standard)
            await step_queries.keep_judged(session, workspace=observed.workspace, standard=standard)
            values |= {"standard": standard.id, "standard_version": standard.version}
        return values


CHANGING = DECIDING | {Deed.CORRECT}
AUDITED = {
    Deed.CONTEST: Act.CONTESTED,
    Deed.CORRECT: Act.CORRECTED,
    Deed.DECIDE: Act.DECIDED,
    Deed.UPHOLD: Act.DECIDED,
}


async def _judge(session: AsyncSession, observed: Observed, deed: Deed, happened: Happened) -> tuple[Asked, ...]:
    """Raise what keeps the step from being taken; returns who was asked to decide, where it decides."""
    steps = await step_queries.numbered_steps(session, workspace=observed.workspace, observation=observed.id)
    taken = tuple(steps.values())
    check_deed(observed, deed, happened.at, taken)
    asked = await deciders_of(session, observation=observed.id) if deed in DECIDING else ()
    check_decider(observed, happened.member, deed, asked, taken, amends=happened.step is Step.AMENDED)
    return asked


def _clean(change: Change) -> Change:
    return replace(change, note=storable(change.note), place=storable(change.place))
