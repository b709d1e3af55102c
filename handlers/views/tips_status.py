"""What a supervisor sees of a channel's tips: when they come, and what became of the last ones."""

from collections.abc import Sequence

from slack_sdk.models.blocks import ActionsBlock, Block

from bot.catalogue.model import Catalogue
from bot.i18n import Translator
from bot.ports import Profile
from bot.tips.records import DeliveryRecord, State, Status, SubscriptionRecord
from handlers import ids
from handlers.views import tips_style
from handlers.views.cards import titled
from handlers.views.parts import Message, bullets, button, plain_message, section
from handlers.views.tip_focus import focus_line
from handlers.views.tips_rest import FEW, coming_lines, named_days, rest_lines
from handlers.views.tips_words import CANNOT_ENTER, how_to_mend, outcome, rule


def turned_on(status: Status, t: Translator, *, is_member: bool) -> Message:
    """What is saved, and when the next tips come; where Takt is not a member, first what it takes."""
    lines = saved_lines(status, t) if is_member else [_not_in(t), *saved_lines(status, t, opening=t("This is saved"))]
    return Message("\n".join(lines), [*(section(line) for line in lines), _buttons(t)])


def saved_lines(status: Status, t: Translator, *, opening: str = "") -> list[str]:
    """The paragraphs that say what is saved; an opening in place of the usual one."""
    subscription = status.subscription
    if subscription is None:
        return [t("Tips are off in this channel.")]
    opening = opening or t("Tips are on in {channel}.", channel=f"<#{subscription.channel}>")
    if subscription.member is not None:
        opening = t("Your own tips are on. They come by direct message.")
    named = [" ".join(lines)] if (lines := named_days(status, t)) else []
    return [titled(opening, wish(subscription, t)), *named, *coming_lines(status, FEW, t), rest_lines(status, t)]


def invitation(t: Translator) -> str:
    """What it takes that tips can arrive."""
    return t("I can only post where I am a member: if I am not in the channel yet, type `/invite @Takt` there.")


def status(status: Status, catalogue: Catalogue, reader: Profile, t: Translator, *, is_member: bool = True) -> Message:
    """The channel's rule, its next five moments, and what became of its last five tips."""
    subscription = status.subscription
    zone = subscription.time_zone if subscription else reader.time_zone
    lines = [_standing(subscription, t, is_member=is_member)]
    if not is_member:
        lines.insert(0, _not_in(t))
    if subscription is not None and status.focused is not None:
        lines.append(focus_line(status.focused, subscription.focus_until, catalogue, t))
    lines += details(status, catalogue, zone, t)
    is_on = subscription is not None and subscription.is_on
    blocks: list[Block] = [*(section(line) for line in lines), _buttons(t, is_on=is_on)]
    return Message("\n".join(lines), blocks)


def details(status: Status, catalogue: Catalogue, zone: str, t: Translator) -> list[str]:
    """The next five moments, what rests, and what became of the last five tips."""
    is_on = status.subscription is not None and status.subscription.is_on
    lines = [*coming_lines(status, len(status.next_slots), t), *([rest_lines(status, t)] if is_on else [])]
    return [*lines, _past(status.recent, catalogue, zone, t)] if status.recent else lines


def asked_for(delivery: DeliveryRecord, t: Translator) -> Message:
    """What became of a tip that somebody asked for."""
    if delivery.state is State.SENT:
        return plain_message(t("Done: the tip is in the channel."))
    if delivery.state in {State.PENDING, State.SENDING} and not delivery.doubt:
        return plain_message(t("The tip is on its way: Slack is busy and takes it in a moment."))
    if delivery.reason in CANNOT_ENTER:
        return plain_message(t("I am not in this channel yet. Type `/invite @Takt` here, then try again."))
    if delivery.in_doubt:
        return plain_message(t("Slack did not say whether the tip arrived. Look in the channel before you ask again."))
    words = outcome(delivery, t)
    return plain_message(f"{words[:1].upper()}{words[1:]}.")


def _not_in(t: Translator) -> str:
    return t("*I am not in this channel yet*, so no tip can arrive. Type `/invite @Takt` here.")


def _standing(subscription: SubscriptionRecord | None, t: Translator, *, is_member: bool) -> str:
    if subscription is None:
        return t("There are no tips in this channel. Type `/tips on` to turn them on.")
    who = t("Turned on by {member}.", member=f"<@{subscription.owner}>")
    if subscription.active:
        opening = t("Tips are on in this channel.") if is_member else t("This is saved")
        return titled(opening, f"{wish(subscription, t)}\n{who}")
    if subscription.paused_reason:
        mend = how_to_mend(subscription.paused_reason, t, t("here"))
        return titled(t("Tips are paused in this channel."), f"{mend}\n{wish(subscription, t)}\n{who}")
    return t("Tips are off in this channel. Type `/tips on` when you want them back.")


def wish(subscription: SubscriptionRecord, t: Translator) -> str:
    """When tips come and in which language, and whether they ask."""
    return "\n".join([rule(subscription.wish, t), tips_style.line(subscription.style, t)])


def _past(deliveries: Sequence[DeliveryRecord], catalogue: Catalogue, time_zone: str, t: Translator) -> str:
    lines = [
        " · ".join([t.moment(one.slot, time_zone), *_title(one, catalogue, t), outcome(one, t)]) for one in deliveries
    ]
    return titled(t("Last"), bullets(lines))


def _title(delivery: DeliveryRecord, catalogue: Catalogue, t: Translator) -> list[str]:
    standard = catalogue.get(delivery.standard or "")
    return [catalogue.localise(standard, t.language).text.title] if standard else []


def _buttons(t: Translator, *, is_on: bool = True) -> ActionsBlock:
    change = button(t("Change …") if is_on else t("Turn on …"), ids.TIPS_OPEN_FORM)
    return ActionsBlock(elements=[change, button(t("Turn off"), ids.TIPS_OFF)] if is_on else [change])
