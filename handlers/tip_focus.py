"""`/tips focus`: the standard of the week."""

from bot.markup import as_typed
from bot.ports import ChannelId
from bot.services import Services
from bot.tips.focus_words import FocusWish, read_focus
from bot.tips.wish import Reading
from handlers.act import Act
from handlers.views import tip_focus as views

SUGGESTIONS = 3


async def focus(act: Act, services: Services, channel: ChannelId, reading: Reading) -> None:
    """Put a standard first, end that, or say which one it is."""
    await services.focusing.require(act.workspace, act.member)
    wish = read_focus(reading.rest)
    if wish.off:
        was_on = await services.focusing.lift(act.workspace, channel, act.member)
        await act.reply(views.lifted(was_on, act.t))
    elif not wish.name:
        subscription = await services.focusing.now(act.workspace, channel, act.member)
        await act.reply(views.present(subscription, services.catalogue.current, act.t))
    elif wish.is_too_long:
        await act.reply(views.too_long(act.t))
    else:
        await _put_first(act, services, channel, wish)


async def _put_first(act: Act, services: Services, channel: ChannelId, wish: FocusWish) -> None:
    found = [await services.answers.find(name, act.t.language) for name in wish.names]
    standard, catalogue = next(filter(None, found), None), services.catalogue.current
    if standard is None:
        await services.answers.load()
        near = services.answers.near(wish.names[-1], act.t.language, SUGGESTIONS)
        await act.reply(views.unknown(wish, near, catalogue, act.t))
        return
    focused = await services.focusing.focus(act.workspace, channel, act.member, standard, days=wish.days)
    if focused is None:
        subscription = await services.focusing.now(act.workspace, channel, act.member)
        await act.reply(views.no_tips(subscription, as_typed(act.text), act.t))
        return
    await act.reply(views.focused(focused, catalogue, act.t))
