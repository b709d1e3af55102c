"""Asks back, and never forbids: does the note say what was seen?"""

from collections.abc import Sequence

from slack_sdk.models.blocks import ActionsBlock

from bot.catalogue.cautions import Caution, Kind
from bot.i18n import Translator
from handlers import ids
from handlers.views.carried import Held
from handlers.views.observation_parts import quotation, spoken
from handlers.views.parts import Message, button, escape, quoted, section

LONGEST_WORD = 60
MOST_NAMED = 5


def asks_back(cautions: Sequence[Caution], t: Translator) -> str:
    """A line for each kind of word, and the question, as mrkdwn."""
    shown = cautions[:MOST_NAMED]
    kinds = dict.fromkeys(caution.kind for caution in shown)
    lines = [_line(kind, [one.word for one in shown if one.kind is kind], t) for kind in kinds]
    return "\n".join([*lines, t("What did you see or hear?")])


def think_twice(held: Held, cautions: Sequence[Caution], t: Translator) -> Message:
    """To the observer, about a typed line that is not saved yet."""
    question = asks_back(cautions, t)
    so_far = t("Nothing is saved yet, and nobody is told.")
    value = held.as_value()
    buttons = [
        button(t("Change the words"), ids.OBSERVE_REWORD, value, style="primary"),
        button(t("Log it all the same"), ids.OBSERVE_ALL_THE_SAME, value),
    ]
    return Message(
        spoken(question, escape(held.draft.note), so_far),
        [section(question), *quotation(held.draft.note), section(so_far), ActionsBlock(elements=buttons)],
    )


def _line(kind: Kind, words: Sequence[str], t: Translator) -> str:
    named = ", ".join(t("“{words}”", words=quoted(word, LONGEST_WORD)) for word in words)
    match kind:
        case Kind.TRAIT:
            return t("{words}: that is what you think of the person, not what the person did.", words=named)
        case Kind.HEALTH:
            return t("{words}: health is private and has no place in an observation.", words=named)
        case Kind.RELIGION:
            return t("{words}: religion is private and has no place in an observation.", words=named)
        case Kind.UNION:
            return t("{words}: union matters are private and have no place in an observation.", words=named)
        case Kind.FAMILY:
            return t("{words}: family life is private and has no place in an observation.", words=named)
        case Kind.NAME:
            return t(
                "{words}: everybody you have chosen reads the same note. Leave names out, or log it one by one.",
                words=named,
            )
