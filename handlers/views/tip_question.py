"""A tip as its channel gets it: a question with its options and how many have answered, or a plain tip."""

from string import ascii_uppercase

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement

from bot.i18n import Translator
from bot.ports import Choice, Tally, TipMessage, TipQuestion
from handlers import ids
from handlers.views import tips
from handlers.views.parts import Message, button, context, escape, section
from handlers.views.why import why_today


def tip(message: TipMessage, tally: Tally, t: Translator, *, delivery: str) -> Message:
    """The tip in its style, and below it why it comes today."""
    asked = message.question
    shown = tips.tip(message, t) if asked is None else _question(message, asked, tally, t, delivery)
    why = why_today(message.why, t)
    return shown.then(context(why), text=why) if why else shown


def tip_in_words(message: TipMessage, t: Translator) -> str:
    """The tip without any blocks, and so without its question: what can stand alone."""
    return tips.tip(message, t).then(text=why_today(message.why, t)).text


def letters(question: TipQuestion) -> dict[int, str]:
    """The letter of each option, by its number."""
    return {choice.number: letter for letter, choice in zip(ascii_uppercase, question.options, strict=False)}


def _question(message: TipMessage, asked: TipQuestion, tally: Tally, t: Translator, delivery: str) -> Message:
    """The words stand in full above the buttons, which Slack cuts short on a phone."""
    opening, title, ask = t("Today’s tip"), escape(message.title), escape(asked.ask)
    marks = letters(asked)
    options = [(marks[choice.number], escape(choice.text)) for choice in asked.options]
    counted = _counted(asked, tally, t)
    blocks: list[Block] = [
        context(f"{opening} · {escape(message.area_title)}"),
        section(f"*{title}*\n{ask}"),
        section("\n".join(f"*{letter}*  {words}" for letter, words in options)),
        ActionsBlock(
            block_id=ids.TIP_ANSWER,  # stays when the count is updated under somebody's finger
            elements=[_button(marks[choice.number], choice, delivery) for choice in asked.options],
        ),
        context(counted),
    ]
    listed = "\n".join(f"{letter}: {words}" for letter, words in options)
    return Message(f"{opening}: {title}\n{ask}\n{listed}\n{counted}", blocks)


def _button(letter: str, choice: Choice, delivery: str) -> ButtonElement:
    action = ids.numbered(ids.TIP_ANSWER, letter.casefold())
    return button(letter, action, f"{delivery}/{choice.number}", describes=f"{letter}: {choice.text}")


def _counted(asked: TipQuestion, tally: Tally, t: Translator) -> str:
    """How many have answered, and of a day that is over how many were right."""
    if asked.personal:
        return t("Press the letter of your answer.")
    if tally.answers == 0:
        return t("Press the letter of your answer. Only you see what you answer.")
    answered = t.plural("{n} person has answered.", "{n} people have answered.", tally.answers)
    if tally.right_percent is None:
        return " ".join([answered, t("Only you see what you answer.")])
    return " ".join([answered, t("On the day, {percent} % of the answers were right.", percent=tally.right_percent)])
