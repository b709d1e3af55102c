"""Words and the form's field for the style of tips: a question, or a plain tip."""

from slack_sdk.models.blocks import InputBlock, Option, PlainTextObject, RadioButtonsElement

from bot.i18n import Translator
from bot.tips.posing import QUESTION, TIP
from handlers import ids
from handlers.views.parts import Message, plain_message, quoted

WORDS_SHOWN = 80


def line(style: str, t: Translator) -> str:
    """What comes, in one line."""
    if style == QUESTION:
        return t("Each tip asks a question with three answers.")
    return t("Each tip is a plain reminder, without a question.")


def chosen(style: str, is_on: bool, t: Translator) -> Message:
    """The style is saved, also for later where tips are off."""
    opening = t("From the next tip on:") if is_on else t("Tips are off now. When they are turned on again:")
    return plain_message(f"{opening} {line(style, t)}")


def which(words: str, t: Translator) -> Message:
    """What there is to choose from for a channel, where what was said names no style."""
    ask = t("`/tips style question`: each tip asks a question with three answers.")
    tell = t("`/tips style tip`: each tip is a plain reminder.")
    return _choice(words, ask, tell, t)


def which_own(words: str, t: Translator) -> Message:
    """What there is to choose from for a person's own tips."""
    ask = t("`/tips me style question`: each tip asks a question with three answers.")
    tell = t("`/tips me style tip`: each tip is a plain reminder.")
    return _choice(words, ask, tell, t)


def no_tips_yet(t: Translator) -> Message:
    """There is nothing yet that could have a style."""
    return plain_message(t("There are no tips in this channel yet. Type `/tips on` first, then choose the style."))


def _choice(words: str, ask: str, tell: str, t: Translator) -> Message:
    unknown = (
        [t("There is no style “{words}”. Choose one of these:", words=quoted(words, WORDS_SHOWN))] if words else []
    )
    return plain_message("\n".join([*unknown, f"• {ask}", f"• {tell}"]))


def field(style: str, t: Translator) -> InputBlock:
    """The choice in the form."""
    names = {QUESTION: t("A question with three answers"), TIP: t("A plain tip")}
    options = {value: Option(value=value, text=PlainTextObject(text=name)) for value, name in names.items()}
    buttons = RadioButtonsElement(
        action_id=ids.TIPS_STYLE, options=list(options.values()), initial_option=options.get(style)
    )
    return InputBlock(block_id=ids.TIPS_STYLE, label=PlainTextObject(text=t("What should it be?")), element=buttons)
