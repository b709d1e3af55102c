"""What people do with an observation that is there: thank, reply, contest, correct, decide, read its story."""

import contextlib
from collections.abc import Mapping
from typing import Any

from bot.carrying import read_number, read_object
from bot.catalogue.model import Level
from bot.errors import NotAllowed, SlackTrouble, StorageAway, TaktError, UnknownStandard
from bot.observations.errors import NoteTooLong, ObservationRefused, PlaceTooLong, StandardRetired
from bot.observations.fair_errors import (
    AlreadyDecided,
    NoLongerAdmin,
    NoLongerCounts,
    NoLongerKept,
    WordsMissing,
    WordsTooLong,
)
from bot.observations.records import Outcome
from bot.observations.steps import Change
from bot.people.roles import Deed
from bot.services import Services
from handlers import forms, ids
from handlers.act import Act
from handlers.forms import Filled, metadata_of
from handlers.observation_form import asked_with, cautions_of, not_asked_yet
from handlers.opening import say_why_not
from handlers.showing import show
from handlers.views import step_forms
from handlers.views import steps as step_views
from handlers.views import story as story_views
from handlers.views.errors import explain
from handlers.views.parts import Message, plain_message

DEEDS = {
    ids.STEP_REPLY: Deed.REPLY,
    ids.STEP_CONTEST: Deed.CONTEST,
    ids.STEP_CORRECT: Deed.CORRECT,
    ids.STEP_UPHOLD: Deed.UPHOLD,
    ids.STEP_AMEND: Deed.DECIDE,
    ids.STEP_WITHDRAW: Deed.DECIDE,
}
OUTCOMES = {
    ids.STEP_UPHOLD: Outcome.UPHELD,
    ids.STEP_AMEND: Outcome.AMENDED,
    ids.STEP_WITHDRAW: Outcome.WITHDRAWN,
}
OVER = (NoLongerKept, NoLongerCounts, AlreadyDecided)
CORRECTING = frozenset({ids.STEP_CORRECT, ids.STEP_AMEND})
FIELDS: tuple[tuple[type[Exception], str], ...] = (
    (UnknownStandard, ids.OBSERVE_STANDARD),
    (StandardRetired, ids.OBSERVE_STANDARD),
    (NoteTooLong, ids.OBSERVE_NOTE),
    (PlaceTooLong, ids.OBSERVE_PLACE),
    (WordsMissing, ids.STEP_WORDS),
    (WordsTooLong, ids.STEP_WORDS),
)


async def thank(act: Act, services: Services) -> None:
    """Thank the observer; both are told by direct message."""
    await services.fair.steps.thank(act.workspace, act.member, read_number(act.value))


async def open_step(act: Act, services: Services) -> None:
    """Open the form of a step at once, and say in its place why it cannot be taken."""
    modal = await act.open_loading(forms.loading(act, ids.STEP_FORM))
    step = _step(act.action)
    try:
        where = (act.workspace, act.member, read_number(act.value), DEEDS[step])
        found = await services.fair.steps.look(*where, amends=step == ids.STEP_AMEND)
    except TaktError as error:
        await say_why_not(modal, error)
        if step in OUTCOMES:
            await _close_question(act, services, error)
        return
    await modal.show(step_forms.form(step, found.observed, services.catalogue.current, act.person, act.t))


async def submit_step(act: Act, services: Services) -> Mapping[str, Any] | None:
    """Take the step, or keep the form open with a sentence under the field that needs a change."""
    about = read_object(metadata_of(act.view), "step", "observation")
    step, number = str(about["step"]), read_number(about["observation"])
    asked = [str(one) for one in about.get("asked", ())]
    if step in CORRECTING and (new := not_asked_yet(cautions_of(services, _change(act).note), asked)):
        return forms.update(step_forms.asking_back(act.view or {}, about, asked_with(asked, new), new, act.t))
    try:
        await _take(act, services, step, number)
    except (ObservationRefused, UnknownStandard) as error:
        field = next((field for kind, field in FIELDS if isinstance(error, kind)), _last_field(step))
        return forms.errors({field: explain(error, act.t)})
    return None


async def show_story(act: Act, services: Services) -> None:
    """One observation with all that belongs to it; the button's value says before which step to go on."""
    number, _, step = act.value.partition("/")
    until = read_number(step) if step else None
    found = await services.fair.steps.look(act.workspace, act.member, read_number(number), Deed.READ)
    catalogue, now = services.catalogue.current, services.clock.now()
    await show(act, story_views.story(found, catalogue, act.person, act.t, now=now, until=until))


async def _close_question(act: Act, services: Services, why_not: TaktError) -> None:
    """Put a sentence in the place of a question that nobody is to decide any more, or somebody else."""
    with contextlib.suppress(StorageAway, SlackTrouble):
        if act.ts and (message := await _in_its_place(act, services, why_not)):
            await act.call("chat.update", channel=act.channel, ts=act.ts, **message.to_dict())


async def _in_its_place(act: Act, services: Services, why_not: TaktError) -> Message | None:
    if isinstance(why_not, OVER):
        return plain_message(explain(why_not, act.t))
    if not isinstance(why_not, NoLongerAdmin | NotAllowed):
        return None
    is_asked = await services.fair.steps.is_asked(act.workspace, act.member, read_number(act.value))
    return None if is_asked else step_views.handed_on(act.t)


async def _take(act: Act, services: Services, step: str, number: int) -> None:
    fairness, words = services.fair.steps, Filled(act.view).text(ids.STEP_WORDS)
    where = (act.workspace, act.member, number)
    match step:
        case ids.STEP_REPLY:
            await fairness.reply(*where, words, source_key=act.source_key)
        case ids.STEP_CONTEST:
            await fairness.contest(*where, words, source_key=act.source_key)
        case ids.STEP_CORRECT:
            await fairness.correct(*where, _change(act), source_key=act.source_key)
        case _:
            change = _change(act) if step == ids.STEP_AMEND else None
            await fairness.decide(*where, OUTCOMES[step], words, source_key=act.source_key, change=change)


def _change(act: Act) -> Change:
    filled = Filled(act.view)
    level = filled.option(ids.OBSERVE_LEVEL)
    return Change(
        filled.option(ids.OBSERVE_STANDARD),
        Level(level) if level in set(Level) else None,
        filled.text(ids.OBSERVE_NOTE),
        filled.text(ids.OBSERVE_PLACE),
    )


def _step(action: str) -> str:
    """The action without the mark that tells several buttons of one kind apart."""
    return ".".join(action.split(".")[:2])


def _last_field(step: str) -> str:
    return ids.OBSERVE_PLACE if step == ids.STEP_CORRECT else ids.STEP_WORDS
