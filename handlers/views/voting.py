"""Was this helpful? Two buttons under an answer, and what takes their place."""

from functools import cache
from typing import Any

from slack_sdk.models.blocks import ActionsBlock, Block

from bot.i18n import Translator, translator
from handlers import ids
from handlers.views.asked import Asked
from handlers.views.parts import Message, button, context, section
from handlers.views.ready import ReadyBlock


def votable(card: Message, asked: Asked, t: Translator) -> Message:
    """The card with the question whether it helped."""
    question, buttons = _vote(t.language)
    value = asked.as_value()
    elements = [{**one, "value": value} for one in buttons["elements"]]
    return card.then(ReadyBlock(question), ReadyBlock({**buttons, "elements": elements}))


@cache
def _vote(language: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The question, and its two buttons without the answer that they are about, checked once."""
    t = translator(language)
    yes = button("👍", ids.HELPFUL, describes=t("Yes, this was helpful"))
    no = button("👎", ids.UNHELPFUL, describes=t("No, this was not helpful"))
    return context(t("Was this helpful?")).to_dict(), ActionsBlock(elements=[yes, no]).to_dict()


def voted(card: Message, asked: Asked, t: Translator, *, helpful: bool, stands: bool, can_ask: bool) -> Message:
    """The card with thanks in the place of the buttons; where it did not help, with ways on.

    `stands` is False where somebody has said otherwise before.
    """
    thanks = t("Thank you, good to know.")
    if not helpful:
        thanks = t("Thank you for saying so. It helps us to do better. How shall we go on?")
    if not stands:
        thanks = t("Thank you. Somebody has already said otherwise, and the first word counts.")
    if helpful:
        return card.then(context(thanks), text=thanks)
    return card.then(section(thanks), ways_on(t, asked.question, can_ask=can_ask), text=thanks)


def still_about(card: Message, standard: str, title: str, t: Translator) -> Message:
    """The card with the way back to the standard that the thread was about."""
    back = button(title, ids.OPEN_STANDARD, standard)
    blocks: tuple[Block, ...] = (context(t("This thread began with another standard:")), ActionsBlock(elements=[back]))
    return card.then(*blocks)


def ways_on(t: Translator, question: str = "", *, can_ask: bool = False) -> ActionsBlock:
    """Buttons for who did not find it: a person, where there is one, and the standards to look through."""
    browse = [button(t("Browse by area"), ids.BROWSE), button(t("All standards"), ids.LIST_STANDARDS)]
    return ActionsBlock(elements=[button(t("Ask a person"), ids.ASK_OPEN_FORM, question), *browse][not can_ask :])
