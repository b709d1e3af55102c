"""`/tips style`: whether a channel's tip asks or tells."""

from bot.ports import ChannelId
from bot.services import Services
from bot.tips.asides import style_named
from handlers.act import Act
from handlers.views import tips_style as views


async def choose_style(act: Act, services: Services, channel: ChannelId, words: str) -> None:
    """Let the channel's tips ask, or just tell; without a style that exists, say what there is."""
    style = style_named(words)
    if style is None:
        await act.reply(views.which(words, act.t))
        return
    is_on = await services.subscriptions.set_style(act.workspace, channel, act.member, style)
    await act.reply(views.no_tips_yet(act.t) if is_on is None else views.chosen(style, is_on, act.t))
