"""What a channel gets, and the short answers about it."""

from collections.abc import Sequence

from slack_sdk.models.blocks import ActionsBlock

from bot.i18n import Translator
from bot.ports import ChannelId, TipMessage
from bot.tips.news import News
from handlers import ids
from handlers.views import own_tips
from handlers.views.parts import Message, button, context, escape, plain_message, section
from handlers.views.tips_words import how_to_mend

MOST_LISTED = 10


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


def news(news: News, t: Translator) -> Message:
    """To the owner of tips: some did not come, and what happens now; or they have stopped, why, and what to do."""
    if news.own:
        return own_tips.news(news, t)
    channel = _listed(news.channels, t)
    if not news.is_late:
        opening, mend = t("The tips in {channel} are paused.", channel=channel), how_to_mend(news.reason, t, t("there"))
        return plain_message(f"{opening} {mend}")
    if news.is_quiet:
        return plain_message(
            t(
                "I did not post a tip in {channel}: I was not running, or Slack was not answering, and when it "
                "could have come, the quiet hours had begun. If it happens again, choose an earlier time "
                "(`/tips on 9:00`) or other quiet hours (`/tips quiet 22-7`) there.",
                channel=channel,
            )
        )
    return plain_message(
        t(
            "I could not post tips in {channel} in time: I was not running, or Slack was not answering. "
            "I have skipped what was too late; the next tips come as planned. "
            "`/tips status` there shows the last five.",
            channel=channel,
        )
    )


def turned_off(was_on: bool, t: Translator) -> Message:
    """The channel's tips have stopped, or there were none."""
    if was_on:
        return plain_message(t("Tips are off in this channel. Type `/tips on` when you want them back."))
    return plain_message(t("There are no tips in this channel, so there is nothing to turn off."))


def only_in_channels(t: Translator) -> Message:
    """Tips belong to channels."""
    return plain_message(
        t("Tips belong to a channel. Type `/tips` in the one that should get them, or `/tips me 08:30` for your own.")
    )


def usage(t: Translator) -> Message:
    """What can be typed."""
    lines = (
        ("/tips", t("opens a form")),
        (t("/tips on 09:00 mon-fri Copenhagen en"), t("turns tips on; say as much of it as you like, in any order")),
        (t("/tips off"), t("turns them off")),
        (t("/tips status"), t("shows the next five and the last five")),
        (t("/tips now"), t("posts one here at once")),
        (
            t("/tips skip 24 Dec"),
            t("skips days, also `pause from 20 Dec to 3 Jan`, `pause until Monday`, `pause` and `resume`"),
        ),
        (
            t("/tips holidays DK"),
            t("whose public holidays go without tips; `holidays off` for tips on them, too"),
        ),
        (t("/tips quiet 22:00-07:00"), t("hours without tips; `quiet off` ends them")),
        (t("/tips style tip"), t("leaves the question out; `question` brings it back")),
        (t("/tips me 08:30"), t("sends you one of your own, by direct message; anybody can")),
        (t("/tips focus greeting 1w"), t("puts one standard first for a week")),
        (t("/tips plan"), t("shows the next ten tips; swap, pin or skip any of them")),
        (t("/tips report"), t("shows who takes part and what has been learnt, as a sentence and a picture")),
    )
    opening = t("*One small tip a day in this channel.* Supervisors and admins can set it up:")
    listed = "\n".join(f"• `{command}` {meaning}" for command, meaning in lines)
    return plain_message(f"{opening}\n{listed}")


def _listed(channels: Sequence[ChannelId], t: Translator) -> str:
    """The channels as links; of many, the first few and how many there are beside them."""
    shown = ", ".join(f"<#{channel}>" for channel in channels[:MOST_LISTED])
    more = len(channels) - MOST_LISTED
    return t("{channels} and {count} more", channels=shown, count=more) if more > 0 else shown
