"""`/tips`, its form, and its buttons."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from bot.errors import SlackTrouble, StorageAway
from bot.markup import as_typed
from bot.people.roles import Action
from bot.ports import ChannelId
from bot.services import Services
from bot.tips.asides import own_words, style_words
from bot.tips.errors import NoTips, WishRefused
from bot.tips.wish import Reading, Verb, Wanted
from bot.tips.wording import read
from handlers import forms, ids
from handlers.act import Act
from handlers.opening import open_allowed
from handlers.own_tips import own_tips
from handlers.tip_focus import focus
from handlers.tip_plan import show_plan
from handlers.tip_report import show_report
from handlers.tips_input import as_meant, field_errors, filled_wish
from handlers.tips_style import choose_style
from handlers.views import tips as views
from handlers.views import tips_form, tips_rest, tips_status, tips_words
from handlers.views.errors import explain, hand_back

GIVES_TEXT_BACK = (SlackTrouble, StorageAway)


async def tips(act: Act, services: Services) -> None:
    """`/tips`: turn on, turn off, look up, have one now, get help; a form when nothing is said, or it is unclear."""
    words = as_typed(act.text)
    own, style = own_words(words), style_words(words)
    reading = as_meant(read(words, services.catalogue.current.languages), act.person.language)
    if own is not None:
        await _or_hand_back(act, own_tips(act, services, own))
        return
    if reading.verb is Verb.HELP:
        await act.reply(views.usage(act.t))
        return
    channel = await _channel(act)
    if channel is None:
        return
    if style is not None:
        await _or_hand_back(act, choose_style(act, services, channel, style))
        return
    await _or_hand_back(act, _answer(act, services, channel, reading))


async def open_form(act: Act, services: Services) -> None:
    """The button that opens the form for the channel."""
    channel = await _channel(act)
    if channel is not None:
        await _open(act, services, channel, Reading(Verb.FORM))


async def turn_off(act: Act, services: Services) -> None:
    """The button that stops the channel's tips."""
    channel = await _channel(act)
    if channel is not None:
        was_on = await services.subscriptions.turn_off(act.workspace, channel, act.member)
        await act.replace(views.turned_off(was_on, act.t))


async def submit_subscription(act: Act, services: Services) -> Mapping[str, Any] | None:
    """Save what the form says and show when tips come; or keep it open with a sentence under the field in question."""
    filled = filled_wish(act, services.catalogue.current.languages)
    if not isinstance(filled, Wanted):
        return forms.errors(filled)
    channel = ChannelId(str((act.view or {}).get("private_metadata", "")))
    try:
        status = await services.subscriptions.turn_on(act.person, channel, filled)
    except WishRefused as refused:
        return forms.errors(field_errors(refused.problems, act.t))
    return {"response_action": "update", "view": tips_form.saved(status, act.t).to_dict()}


async def _answer(act: Act, services: Services, channel: ChannelId, reading: Reading) -> None:
    """Do what is asked; what is understood and still cannot be opens the form, with all that was said in it."""
    try:
        await ANSWERS[reading.verb](act, services, channel, reading)
    except WishRefused as refused:
        await _open(act, services, channel, replace(reading, problems=tuple(refused.problems)))
    except NoTips:
        await act.reply(tips_rest.no_tips_yet(as_typed(act.text), act.t))


async def _or_hand_back(act: Act, answer: Awaitable[None]) -> None:
    """Answer; what Slack or the database cannot do gives the words back, to be used again."""
    try:
        await answer
    except GIVES_TEXT_BACK as error:
        if not act.text:
            raise
        await act.reply(hand_back(explain(error, act.t), f"{ids.TIPS} {act.text}", act.t))


async def _channel(act: Act) -> ChannelId | None:
    """The channel to act in; None where this is none, and the person is told."""
    if act.channel is not None and not act.channel.startswith("D"):
        return act.channel
    await act.reply(views.only_in_channels(act.t))
    return None


async def _turn_on(act: Act, services: Services, channel: ChannelId, reading: Reading) -> None:
    if reading.problems:
        await _open(act, services, channel, reading)
        return
    status = await services.subscriptions.turn_on(act.person, channel, reading.wanted)
    if not await act.show_here(tips_status.turned_on(status, act.t, is_member=True)):
        await act.reply(tips_status.turned_on(status, act.t, is_member=False))


async def _turn_off(act: Act, services: Services, channel: ChannelId, reading: Reading) -> None:
    if reading.problems:
        await act.reply(tips_words.nothing_done(reading.problems, act.t))
        return
    was_on = await services.subscriptions.turn_off(act.workspace, channel, act.member)
    await act.reply(views.turned_off(was_on, act.t))


async def _show_status(act: Act, services: Services, channel: ChannelId, _reading: Reading) -> None:
    status = await services.subscriptions.status(act.workspace, channel, act.member)
    catalogue, is_on = services.catalogue.current, status.subscription is not None and status.subscription.active
    shown = tips_status.status(status, catalogue, act.person, act.t)
    if not is_on:
        await act.reply(shown)
    elif not await act.show_here(shown):
        await act.reply(tips_status.status(status, catalogue, act.person, act.t, is_member=False))


async def _send_now(act: Act, services: Services, channel: ChannelId, reading: Reading) -> None:
    if reading.problems:
        await act.reply(tips_words.nothing_done(reading.problems, act.t))
        return
    sent = await services.deliveries.send_now(act.person, channel, source_key=act.source_key)
    await act.reply(tips_status.asked_for(sent, act.t))


async def _rest(act: Act, services: Services, channel: ChannelId, reading: Reading) -> None:
    if reading.problems:
        await _open(act, services, channel, reading)
        return
    status = await services.rests.change(act.person, channel, reading.wanted.rest)
    await act.reply(tips_rest.rests(status, act.t))


async def _pause(act: Act, services: Services, channel: ChannelId, _reading: Reading) -> None:
    await services.rests.pause(act.person, channel)
    await act.reply(tips_rest.paused_by_hand(act.t))


async def _resume(act: Act, services: Services, channel: ChannelId, reading: Reading) -> None:
    if reading.problems:
        await _open(act, services, channel, reading)
        return
    status = await services.rests.resume(act.person, channel, reading.wanted.rest)
    await act.reply(tips_rest.rests(status, act.t))


async def _open(act: Act, services: Services, channel: ChannelId, reading: Reading) -> None:
    may_subscribe = partial(services.people.require, act.workspace, act.member, Action.SUBSCRIBE)
    modal = await open_allowed(act, ids.TIPS_FORM, may_subscribe)
    if modal is None:
        return
    wish = await services.subscriptions.wish(act.person, channel, reading.wanted)
    draft = tips_form.Draft(channel, wish, reading.problems, as_typed(act.text))
    await modal.show(tips_form.form(draft, services.catalogue.current.languages, act.t))


ANSWERS: Mapping[Verb, Callable[[Act, Services, ChannelId, Reading], Awaitable[None]]] = {
    Verb.FORM: _open,
    Verb.ON: _turn_on,
    Verb.OFF: _turn_off,
    Verb.STATUS: _show_status,
    Verb.NOW: _send_now,
    Verb.REST: _rest,
    Verb.PAUSE: _pause,
    Verb.RESUME: _resume,
    Verb.FOCUS: focus,
    Verb.PLAN: show_plan,
    Verb.REPORT: show_report,
}
