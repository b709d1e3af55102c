"""A person's own tips, as that person sees them: how they are set, on Home and as an answer."""

from slack_sdk.models.blocks import ActionsBlock, Block

from bot.catalogue.model import Catalogue
from bot.i18n import Translator
from bot.ports import Profile
from bot.tips.news import News
from bot.tips.records import BY_HAND, DeliveryRecord, State, Status, SubscriptionRecord
from handlers import ids
from handlers.views import tips_status
from handlers.views.cards import titled
from handlers.views.parts import Message, button, plain_message, section
from handlers.views.tips_status import details, wish
from handlers.views.tips_words import mend_own, rule


def status(status: Status, catalogue: Catalogue, reader: Profile, t: Translator) -> Message:
    """How the person's own tips are set, when the next five come, and what became of the last five."""
    own = status.subscription
    lines = [t("Your own tips are on. They come by direct message.")] if own and own.active else [rests_or_off(own, t)]
    if own is not None and own.is_on:
        lines = [titled(lines[0], wish(own, t))]
    lines += details(status, catalogue, own.time_zone if own else reader.time_zone, t)
    return Message("\n".join(lines), [*(section(line) for line in lines), _buttons(own, t)])


def turned_off(was_on: bool, t: Translator) -> Message:
    """The person's own tips have stopped, or there were none."""
    if was_on:
        return plain_message(t("Your own tips are off. Type `/tips me 08:30` when you want them back."))
    return plain_message(_off(t))


def news(news: News, t: Translator) -> Message:
    """To somebody with tips of their own: some did not come, or they have stopped and what to do."""
    if not news.is_late:
        return plain_message(mend_own(news.reason, t))
    if news.is_quiet:
        return plain_message(
            t(
                "I did not send you a tip of your own: I was not running, or Slack was not answering, and when it "
                "could have come, your quiet hours had begun. If it happens again, choose an earlier time "
                "(`/tips me 8:30`) or other quiet hours (`/tips me quiet 22-7`)."
            )
        )
    return plain_message(
        t(
            "I could not send you your own tips in time: I was not running, or Slack was not answering. I have "
            "skipped what was too late; the next ones come as planned. `/tips me status` shows the last five."
        )
    )


def paused(t: Translator) -> Message:
    """The person's own tips rest until they say otherwise."""
    return plain_message(mend_own(BY_HAND, t))


def asked_for(delivery: DeliveryRecord, t: Translator) -> Message:
    """What became of a tip that the person has asked for."""
    if delivery.state is State.SENT:
        return plain_message(t("Done: the tip is in your direct message."))
    if delivery.in_doubt:
        return plain_message(
            t("Slack did not say whether the tip arrived. Look in your direct messages from me before you ask again.")
        )
    return tips_status.asked_for(delivery, t)


def greeting(t: Translator) -> Message:
    """The first message to a person who wants tips of their own."""
    return plain_message(t("Your own tips come here. Only you see them and your answers. `/tips me off` stops them."))


def usage(t: Translator) -> Message:
    """What can be typed."""
    lines = (
        (t("/tips me 08:30"), t("sends you one a day at your own hour, in your own time zone")),
        (t("/tips me off"), t("stops your own")),
        (t("/tips me status"), t("shows when your next ones come")),
        (t("/tips me pause"), t("stops them for a while: `resume` goes on, `skip 24 Dec` leaves a day out")),
        (t("/tips me quiet 22:00-07:00"), t("hours without tips; `quiet off` ends them")),
        (
            t("/tips me holidays DK"),
            t("whose public holidays go without tips; `holidays off` for tips on them, too"),
        ),
        (t("/tips me now"), t("sends you one at once")),
        (t("/tips me plan"), t("shows your next ten tips, as of now")),
        (t("/tips me style tip"), t("leaves the question out")),
    )
    opening = t("*A small tip a day for you alone, by direct message.* Anybody can have it:")
    listed = "\n".join(f"• `{command}` {meaning}" for command, meaning in lines)
    return plain_message(f"{opening}\n{listed}")


def on_home(own: SubscriptionRecord | None, t: Translator) -> list[Block]:
    """The section of Home."""
    line = rule(own.wish, t) if own and own.active else rests_or_off(own, t)
    return [section(titled(t("Your own tip"), line)), _buttons(own, t)]


def rests_or_off(own: SubscriptionRecord | None, t: Translator) -> str:
    """Why no tips of the person's own come."""
    if own is None or not own.is_on:
        return _off(t)
    return mend_own(own.paused_reason or BY_HAND, t)


def _off(t: Translator) -> str:
    return t("You have no tips of your own. `/tips me 08:30` sends you one a day, for you alone.")


def _buttons(own: SubscriptionRecord | None, t: Translator) -> ActionsBlock:
    is_on = own is not None and own.active
    change = button(
        t("Change …") if is_on else t("Turn on …"), ids.OWN_TIPS_OPEN_FORM, describes=t("Change your own tips")
    )
    off = button(t("Turn off"), ids.OWN_TIPS_OFF, describes=t("Turn off your own tips"))
    return ActionsBlock(elements=[change, off] if is_on else [change])
