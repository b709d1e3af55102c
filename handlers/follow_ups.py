"""Follow-ups: planned, moved and dropped by the observer; the list of what is open."""

from collections.abc import Mapping
from typing import Any

from bot.carrying import read_number, read_object
from bot.errors import NotAllowed, TaktError
from bot.observations.draft import Draft
from bot.observations.errors import ObservationRefused
from bot.observations.records import Observed
from bot.services import Services
from handlers import forms, ids
from handlers.act import Act
from handlers.forms import Filled, metadata_of
from handlers.observation_form import open_with
from handlers.opening import say_why_not
from handlers.showing import show, show_again, take_off
from handlers.views import follow_ups as views
from handlers.views.errors import explain
from handlers.views.parts import Message


async def show_follow_ups(act: Act, services: Services) -> None:
    """The person's own open follow-ups; who has none any more finds no such button in a message again."""
    try:
        await show(act, await _listing(act, services))
    except NotAllowed:
        await take_off(act, ids.REPORT_SEND, ids.FOLLOW_UP_LIST)
        raise


async def open_follow_up(act: Act, services: Services) -> None:
    """Open the form that plans or moves a follow-up; say in its place why there can be none.

    What else the message offers may still be of use where it is no reminder.
    """
    modal = await act.open_loading(forms.loading(act, ids.FOLLOW_UP_FORM))
    try:
        observed, days = await services.fair.follow_ups.look_ahead(act.workspace, act.member, read_number(act.value))
    except TaktError as error:
        await say_why_not(modal, error)
        if isinstance(error, NotAllowed) and ids.FOLLOW_UP_DROP in act.beside:
            await act.replace(views.no_longer_theirs(act.t))
        return
    now = services.clock.now()
    await modal.show(views.form(observed, days, services.catalogue.current, act.person, act.t, now=now))


async def submit_follow_up(act: Act, services: Services) -> Mapping[str, Any] | None:
    """Plan it, and confirm by direct message; keep the form open with a sentence under the day."""
    day = Filled(act.view).day(ids.FOLLOW_UP_DAY)
    if not day:
        return forms.errors({ids.FOLLOW_UP_DAY: act.t("Choose a day.")})
    number = read_number(read_object(metadata_of(act.view), "observation")["observation"])
    try:
        observed = await services.fair.follow_ups.plan(act.workspace, act.member, number, day)
    except ObservationRefused as refusal:
        return forms.errors({ids.FOLLOW_UP_DAY: explain(refusal, act.t)})
    services.tasks.spawn(act.tell(views.planned(observed, services.catalogue.current, act.person, act.t)))
    return None


async def log_again(act: Act, services: Services) -> None:
    """Open the form for the same colleague and standard."""
    try:
        observed, catalogue = await _looked_at(act, services), services.catalogue.current
    except NotAllowed:
        await show_again(act, views.no_longer_theirs(act.t))
        return
    gone = [] if catalogue.in_force(observed.standard) else [views.no_longer_in_force(act.t)]
    await open_with(act, services, Draft((observed.subject,), observed.standard), lines=gone)


async def drop_follow_up(act: Act, services: Services) -> None:
    """Give it up, and say so where the button was."""
    try:
        observed = await services.fair.follow_ups.drop(act.workspace, act.member, read_number(act.value))
    except NotAllowed:
        await show_again(act, views.no_longer_theirs(act.t))
        return
    if act.action == ids.FOLLOW_UP_DROP:
        await act.replace(views.dropped(observed, services.catalogue.current, act.person, act.t))
    else:
        await show_again(act, await _listing(act, services))


async def _listing(act: Act, services: Services) -> Message:
    found, total = await services.fair.follow_ups.mine(act.workspace, act.member)
    return views.listing(found, total, services.catalogue.current, act.person, act.t)


async def _looked_at(act: Act, services: Services) -> Observed:
    return await services.fair.follow_ups.look(act.workspace, act.member, read_number(act.value))
