"""What a supervisor is told of the standard of the week."""

from collections.abc import Sequence
from datetime import date

from bot.catalogue.model import Catalogue
from bot.i18n import Translator
from bot.tips.focus_words import LONGEST, Focused, FocusWish, retired_called
from bot.tips.records import SubscriptionRecord
from handlers.views.cards import titled
from handlers.views.parts import Message, escape, plain_message, quoted
from handlers.views.tips_rest import no_tips_yet
from handlers.views.tips_words import how_to_mend

WORDS_SHOWN = 80


def focused(focused: Focused, catalogue: Catalogue, t: Translator) -> Message:
    """It is set, what that means, and which one it has taken the place of."""
    means = t("It comes with the next tip and then with every second one. `/tips focus off` ends it.")
    lines = [focus_line(focused.standard, focused.until, catalogue, t), means]
    if focused.instead_of is not None:
        lines.append(t("It takes the place of *{title}*.", title=escape(_title(focused.instead_of, catalogue, t))))
    return plain_message("\n".join(lines))


def focus_line(standard: str, until: date | None, catalogue: Catalogue, t: Translator) -> str:
    """Which standard it is, and until when."""
    title = escape(_title(standard, catalogue, t))
    if until is None:
        return t("Standard of the week: *{title}*.", title=title)
    return t("Standard of the week: *{title}*, until the end of {day}.", title=title, day=t.day(until))


def lifted(was_on: bool, t: Translator) -> Message:
    """It is over, or there was none."""
    return plain_message(
        t("There is no standard of the week any more.") if was_on else t("There was no standard of the week to end.")
    )


def present(subscription: SubscriptionRecord | None, catalogue: Catalogue, t: Translator) -> Message:
    """Which one it is now, and how to set one."""
    how = t("Type `/tips focus greeting 1w` to put a standard first for a week.")
    none = t("There is no standard of the week in this channel.")
    standard = subscription.focus if subscription else None
    if subscription is None or standard is None:
        return plain_message(f"{none}\n{how}")
    return plain_message(f"{focus_line(standard, subscription.focus_until, catalogue, t)}\n{how}")


def unknown(wish: FocusWish, near: Sequence[str], catalogue: Catalogue, t: Translator) -> Message:
    """No standard, or more than one, goes by that name; what may have been meant."""
    typed = quoted(wish.name, WORDS_SHOWN)
    opening = t("I do not know which standard “{name}” is. Nothing has been changed.", name=typed)
    if retired_called(wish.name, catalogue) is not None:
        opening = t("“{name}” is retired, so it gets no tips. Nothing has been changed.", name=typed)
    if not near:
        everything = t("`/standard list` shows all of them.")
        return plain_message(f"{opening}\n{everything}")
    titles = [_title(standard, catalogue, t).casefold() for standard in near]
    names = [escape(f"{title} {wish.length}".strip()) for title in titles]
    lines = ["• `" + t("/tips focus {name}", name=name) + "`" for name in names]
    return plain_message("\n".join([opening, t("Did you mean one of these?"), *lines]))


def too_long(t: Translator) -> Message:
    """Nobody can mean that long."""
    return plain_message(
        t("A standard can come first for 1 to {days} days, such as `1w` or `3 days`. Nothing changed.", days=LONGEST)
    )


def no_tips(subscription: SubscriptionRecord | None, typed: str, t: Translator) -> Message:
    """Where no tips come, none can come first: how they come (again), and what was typed."""
    reason = subscription.paused_reason if subscription else None
    if reason is None:
        return no_tips_yet(typed, t)
    return plain_message(titled(t("Tips are paused in this channel."), how_to_mend(reason, t, t("here"))))


def _title(standard: str, catalogue: Catalogue, t: Translator) -> str:
    known = catalogue.get(standard)
    return catalogue.localise(known, t.language).text.title if known else standard
