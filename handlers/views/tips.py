"""What a channel gets, and the short answers about it."""

from slack_sdk.models.blocks import ActionsBlock

from bot.i18n import Translator
from bot.ports import ChannelId, TipMessage
from handlers import ids
from handlers.views.parts import Message, button, context, escape, plain_message, section
from handlers.views.tips_words import how_to_mend


def tip(message: TipMessage, t: Translator) -> Message:
    """The tip as the channel sees it, with the way to its standard."""
    opening = t("Today’s tip")
    title, words = escape(message.title), escape(message.tip)
    see = button(
        t("See the standard"),
        ids.TIP_STANDARD,
        message.standard,
        describes=t("See the standard “{title}”", title=message.title),
    )
    return Message(
        f"{opening}: {title}\n{words}",
        [
            context(f"{opening} · {escape(message.area_title)}"),
            section(f"*{title}*\n{words}"),
            ActionsBlock(elements=[see]),
        ],
    )


def paused(channel: ChannelId, reason: str, t: Translator) -> Message:
    """To the owner of a subscription: its tips have stopped, why, and what to do."""
    opening = t("The tips in {channel} are paused.", channel=f"<#{channel}>")
    return plain_message(f"{opening} {how_to_mend(reason, t)}")


def turned_off(was_on: bool, t: Translator) -> Message:
    """The channel's tips have stopped, or there were none."""
    if was_on:
        return plain_message(t("Tips are off in this channel. Type `/tips on` when you want them back."))
    return plain_message(t("There are no tips in this channel, so there is nothing to turn off."))


def only_in_channels(t: Translator) -> Message:
    """Tips belong to channels."""
    return plain_message(t("Tips belong to a channel. Type `/tips` in the channel that should get them."))


def usage(t: Translator) -> Message:
    """What can be typed."""
    lines = (
        ("/tips", t("opens a form")),
        (t("/tips on 09:00 mon-fri Copenhagen en"), t("turns tips on; say as much of it as you like, in any order")),
        (t("/tips off"), t("turns them off")),
        (t("/tips status"), t("shows the next three and the last three")),
        (t("/tips now"), t("posts one here at once")),
    )
    opening = t("*One small tip a day in this channel.* Supervisors and admins can set it up:")
    listed = "\n".join(f"• `{command}` {meaning}" for command, meaning in lines)
    return plain_message(f"{opening}\n{listed}")
