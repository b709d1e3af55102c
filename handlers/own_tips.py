"""`/tips me`: a person's own tips, by direct message; and the buttons and the form for them."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.services import Services
from bot.tips.asides import style_named, style_words
from bot.tips.errors import NoTips, WishRefused
from bot.tips.records import Status
from bot.tips.wish import Verb, Wanted
from bot.tips.wording import read
from handlers import forms, home, ids
from handlers.act import Act
from handlers.tips_input import as_meant, field_errors, filled_wish
from handlers.views import own_tips as views
from handlers.views import tip_plan, tips_form, tips_rest, tips_style, tips_words
from handlers.views.parts import Message


async def own_tips(act: Act, services: Services, words: str) -> None:
    """Turn the person's own tips on or off, or say how they are set; without words, the form."""
    said = style_words(words)
    if said is not None:
        await _choose_style(act, services, said)
        return
    reading = as_meant(read(words, services.catalogue.current.languages), act.person.language)
    if reading.problems:
        await act.reply(tips_words.nothing_done(reading.problems, act.t))
        return
    try:
        await ANSWERS.get(reading.verb, _show_usage)(act, services, reading.wanted)
    except WishRefused as refused:
        await act.reply(tips_words.nothing_done(refused.problems, act.t))
    except NoTips:
        await act.reply(views.turned_off(False, act.t))


async def open_own_form(act: Act, services: Services) -> None:
    """The form for the person's own tips, filled with what they have or with what is usual."""
    modal = await act.open_loading(forms.loading(act, ids.OWN_TIPS_FORM))
    wish = await services.own_tips.wish(act.person, Wanted())
    await modal.show(tips_form.form(tips_form.Draft(None, wish), services.catalogue.current.languages, act.t))


async def submit_own(act: Act, services: Services) -> Mapping[str, Any] | None:
    """Save what the form says and show when tips come; or keep it open with a sentence under the field in question."""
    filled = filled_wish(act, services.catalogue.current.languages)
    if not isinstance(filled, Wanted):
        return forms.errors(filled)
    try:
        status = await services.own_tips.turn_on(act.person, filled)
    except WishRefused as refused:
        return forms.errors(field_errors(refused.problems, act.t))
    services.tasks.spawn(home.show_home(act, services))
    return {"response_action": "update", "view": tips_form.saved(status, act.t).to_dict()}


async def turn_own_off(act: Act, services: Services) -> None:
    """The button that stops the person's own tips; on Home, Home shows it."""
    was_on = await services.own_tips.turn_off(act.person)
    if act.view is None:
        await act.replace(views.turned_off(was_on, act.t))
    else:
        await home.show_home(act, services)


async def _turn_on(act: Act, services: Services, wanted: Wanted) -> None:
    await act.reply(_status(act, services, await services.own_tips.turn_on(act.person, wanted)))


async def _turn_off(act: Act, services: Services, _wanted: Wanted) -> None:
    await act.reply(views.turned_off(await services.own_tips.turn_off(act.person), act.t))


async def _show_status(act: Act, services: Services, _wanted: Wanted) -> None:
    await act.reply(_status(act, services, await services.own_tips.status(act.person)))


def _status(act: Act, services: Services, status: Status) -> Message:
    return views.status(status, services.catalogue.current, act.person, act.t)


async def _show_plan(act: Act, services: Services, _wanted: Wanted) -> None:
    plan = await services.planning.own(act.person)
    await act.reply(tip_plan.own(plan, services.catalogue.current, act.t))


async def _send_now(act: Act, services: Services, _wanted: Wanted) -> None:
    channel = await services.own_tips.channel(act.person)
    sent = await services.deliveries.send_now(act.person, channel, source_key=act.source_key, own=True)
    await act.reply(views.asked_for(sent, act.t))


async def _rest(act: Act, services: Services, wanted: Wanted) -> None:
    await act.reply(tips_rest.rests(await services.own_tips.rest(act.person, wanted.rest), act.t))


async def _pause(act: Act, services: Services, _wanted: Wanted) -> None:
    await services.own_tips.pause(act.person)
    await act.reply(views.paused(act.t))


async def _resume(act: Act, services: Services, wanted: Wanted) -> None:
    await act.reply(_status(act, services, await services.own_tips.resume(act.person, wanted.rest)))


async def _open(act: Act, services: Services, _wanted: Wanted) -> None:
    await open_own_form(act, services)


async def _show_usage(act: Act, _services: Services, _wanted: Wanted) -> None:
    await act.reply(views.usage(act.t))


async def _choose_style(act: Act, services: Services, words: str) -> None:
    style = style_named(words)
    if style is None:
        await act.reply(tips_style.which_own(words, act.t))
    elif (is_on := await services.own_tips.set_style(act.person, style)) is not None:
        await act.reply(tips_style.chosen(style, is_on, act.t))
    else:
        await act.reply(_status(act, services, await services.own_tips.status(act.person)))


ANSWERS: Mapping[Verb, Callable[[Act, Services, Wanted], Awaitable[None]]] = {
    Verb.FORM: _open,
    Verb.ON: _turn_on,
    Verb.OFF: _turn_off,
    Verb.STATUS: _show_status,
    Verb.PLAN: _show_plan,
    Verb.NOW: _send_now,
    Verb.REST: _rest,
    Verb.PAUSE: _pause,
    Verb.RESUME: _resume,
}
