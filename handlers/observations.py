"""`/observe`, its form, and what people see of observations."""

import contextlib
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from slack_sdk.models.blocks import Option

from bot.errors import SlackTrouble, StorageAway, UnknownMember, UnknownStandard
from bot.observations.errors import NoteTooLong, ObservationRefused, UnknownObservation
from bot.observations.records import NewObservation, Observed
from bot.observations.rules import NOTE_LIMIT
from bot.observations.shorthand import understand
from bot.observations.understood import Understood
from bot.people.roles import Action, allows
from bot.ports import ChannelId
from bot.services import Services
from handlers import forms, ids
from handlers.act import Act
from handlers.observation_input import field_of, filled_observation, subcommand, typed_observation
from handlers.opening import open_allowed
from handlers.showing import show
from handlers.views import observation_form, observation_help, observation_lists
from handlers.views import observations as views
from handlers.views.errors import explain, hand_back
from handlers.views.parts import Message

MOST_SUGGESTED = 50
GIVES_TEXT_BACK = (ObservationRefused, UnknownMember, UnknownStandard, SlackTrouble, StorageAway)
BELONGS_TO_A_FIELD = (ObservationRefused, UnknownMember, UnknownStandard)


async def observe(act: Act, services: Services) -> None:
    """`/observe`: log what is typed, or one of `mine`, `recent`, `help`."""
    match subcommand(act.text):
        case "mine":
            await show_mine(act, services)
        case "recent":
            await show_recent(act, services)
        case "help":
            await show_help(act, services)
        case _:
            await log_typed(act, services)


async def log_typed(act: Act, services: Services) -> None:
    """Save what is typed; open the form for what is missing or unclear; hand the words back if neither works."""
    said = understand(act.text, act.language, services.answers.name)
    try:
        await _save_or_ask(act, services, said)
    except GIVES_TEXT_BACK as error:
        if not act.text:
            raise
        await act.reply(hand_back(explain(error, act.t), f"{ids.OBSERVE} {act.text}", act.t))


async def open_form(act: Act, services: Services) -> None:
    """The button that opens the form; its value may name a standard."""
    await _open(act, services, Understood(standard=act.value or None))


async def submit_observation(act: Act, services: Services) -> Mapping[str, Any] | None:
    """Save what the form says, or keep it open with a sentence under the field that needs a change."""
    filled = filled_observation(act)
    if not isinstance(filled, NewObservation):
        return forms.errors(filled)
    try:
        observed = await services.observations.record(filled)
    except BELONGS_TO_A_FIELD as error:
        return forms.errors({field_of(error): explain(error, act.t)})
    services.tasks.spawn(_confirm_later(act, services, observed))
    return None


async def suggest_standards(act: Act, services: Services) -> list[Option]:
    """The type-ahead of the form: standards near the words, all of them before the first."""
    catalogue = services.catalogue.current
    everything = [standard.id for standard in catalogue.standards]
    wanted = services.answers.near(act.text, act.language, MOST_SUGGESTED) if act.text.strip() else everything
    found = [standard for standard in map(catalogue.get, wanted[:MOST_SUGGESTED]) if standard and not standard.retired]
    return [observation_form.standard_option(standard, catalogue, act.language) for standard in found]


async def undo_observation(act: Act, services: Services) -> None:
    """Take back an observation, and show it as undone where the button was."""
    observed = await services.observations.undo(act.workspace, act.member, _observation(act.value))
    if act.action == ids.OBSERVE_UNDO:
        await act.replace(views.undone(observed, services.catalogue.current, act.person, act.t))
        return
    await _replace(act, await _recent(act, services))


async def show_mine(act: Act, services: Services) -> None:
    """What is recorded about the person themselves; the button's value says where to go on."""
    start = int(act.value) if act.value.isdecimal() else 0
    page = await services.observations.about(act.workspace, act.member, start)
    await show(act, observation_lists.mine(page, services.catalogue.current, act.person, act.t))


async def show_recent(act: Act, services: Services) -> None:
    """What the person recorded last."""
    await show(act, await _recent(act, services))


async def show_help(act: Act, services: Services) -> None:
    """How to use `/observe`, with buttons for what this person may do."""
    role = await services.people.role(act.workspace, act.member)
    await act.reply(observation_help.usage(act.t, may_observe=allows(role, Action.OBSERVE)))


async def _save_or_ask(act: Act, services: Services, said: Understood) -> None:
    new = typed_observation(act, said)
    if new is None or len(new.note) > NOTE_LIMIT:
        await _open(act, services, said)
        return
    observed = await services.observations.record(new)
    await act.reply(views.confirmation(observed, services.catalogue.current, act.person, act.t))


async def _open(act: Act, services: Services, said: Understood) -> None:
    may_observe = partial(services.observations.require_observer, act.workspace, act.member)
    modal = await open_allowed(act, ids.OBSERVE_FORM, may_observe)
    if modal is None:
        return
    await modal.show(
        observation_form.form(said, services.catalogue.current, act.language, act.t, channel=act.channel or "")
    )
    if len(said.note) > NOTE_LIMIT:
        raise NoteTooLong(len(said.note), NOTE_LIMIT)


def _observation(value: str) -> int:
    if not (value.isascii() and value.isdecimal()):
        raise UnknownObservation
    return int(value)


async def _replace(act: Act, message: Message) -> None:
    await (act.replace(message) if act.view is None else show(act, message))


async def _recent(act: Act, services: Services) -> Message:
    latest = await services.observations.latest(act.workspace, act.member)
    now = services.clock.now()
    return observation_lists.recent(latest, services.catalogue.current, act.person, act.t, now=now)


async def _confirm_later(act: Act, services: Services, observed: Observed) -> None:
    """By direct message, which lasts; and where the form was opened, so that the observer sees it at once."""
    message = views.confirmation(observed, services.catalogue.current, act.person, act.t)
    channel = ChannelId(str((act.view or {}).get("private_metadata", "")))
    with contextlib.suppress(SlackTrouble):
        await act.tell(message)
    if channel and not channel.startswith("D"):
        await replace(act, channel=channel).show_here(message)
