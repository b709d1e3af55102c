"""What a person is told of their answer to a tip's question; nobody else sees it."""

from collections.abc import Iterator

from slack_sdk.models.blocks import ActionsBlock

from bot.i18n import Translator
from bot.ports import Choice, TipQuestion
from bot.tips.answered import Answered, Standing
from handlers import ids
from handlers.views.cards import titled
from handlers.views.parts import Message, button, context, escape, plain_message, section
from handlers.views.tip_question import letters


def feedback(answered: Answered, t: Translator) -> Message:
    """What the answer is worth, what is right, the tip behind the question, and the way to the standard."""
    tip = answered.tip
    parts = [*_standing(answered.standing, t), *_verdict(answered, t), titled(t("Today’s tip"), escape(tip.tip))]
    see = button(
        t("See the standard"),
        ids.TIP_STANDARD,
        tip.standard,
        describes=t("See the standard “{title}”", title=tip.title),
    )
    private = t("Only you see this.")
    blocks = [*(section(part) for part in parts), ActionsBlock(elements=[see]), context(private)]
    return Message("\n\n".join([*parts, private]), blocks)


def forgotten(t: Translator) -> Message:
    """To who presses a button of a question whose words are gone."""
    return plain_message(
        t("This question is so old that I no longer have it. The next one comes soon; `/standard` finds any standard.")
    )


def _standing(standing: Standing, t: Translator) -> Iterator[str]:
    if standing is Standing.FIRST_STANDS:
        yield t("You have answered this one already, and your first answer stands. Here it is once more:")
    if standing is Standing.TOO_LATE:
        yield t("The next tip has come, so this answer no longer counts. Here is what is right, all the same:")


def _verdict(answered: Answered, t: Translator) -> Iterator[str]:
    question, choice = answered.tip.question, answered.choice
    if question is None:
        return
    said = t("You answered {option}", option=_option(question, choice))
    yield f"{':white_check_mark: ' if choice.right else ''}{said}\n{escape(choice.feedback)}"
    right = next((one for one in question.options if one.right), choice)
    if right != choice:
        yield titled(t("This is right"), _option(question, right))


def _option(question: TipQuestion, choice: Choice) -> str:
    return f"*{letters(question)[choice.number]}*  {escape(choice.text)}"
