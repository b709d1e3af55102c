"""What a standard looks like in Slack, for `takt content preview`: the same views as there, outside of Slack."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.catalogue.model import Catalogue, Localised
from bot.errors import UnknownStandard
from bot.i18n import Translator, translator
from bot.ports import Tally, TipMessage
from bot.tips.posing import as_written
from handlers.views import cards, tip_question, tips
from handlers.views.parts import Message, context, escape

Shown = tuple[str, Mapping[str, Any]]


def preview(catalogue: Catalogue, standard: str, language: str) -> list[Shown]:
    """The card, what is behind its button, the first tip and every check, each with a name. Raises `UnknownStandard`.

    A check is shown as its channel gets it, and below with all its feedback, which staff see one at a time.
    """
    known = catalogue.get(standard)
    if known is None:
        raise UnknownStandard(standard, difflib.get_close_matches(standard, catalogue.everything, n=2))
    found, t = catalogue.localise(known, language), translator(language)
    return [(name, message.to_dict()) for name, message in _messages(found, catalogue, t)]


def _messages(found: Localised, catalogue: Catalogue, t: Translator) -> Iterator[tuple[str, Message]]:
    yield "Card", cards.card(found, catalogue, t, can_share=True)
    yield "More", cards.more(found, catalogue, t)
    yield "Tip", tips.tip(_tip(found, catalogue), t)
    for number, check in enumerate(found.text.checks):
        yield f"Check {number + 1}", _check(replace(_tip(found, catalogue), question=as_written(check, number)), t)


def _tip(found: Localised, catalogue: Catalogue) -> TipMessage:
    area = catalogue.area_title(found.standard.area, found.language)
    return TipMessage(found.standard.id, found.text.title, area, found.text.tips[0], found.language)


def _check(message: TipMessage, t: Translator) -> Message:
    asked = tip_question.tip(message, Tally(), t, delivery="preview")
    choices = message.question.options if message.question else ()
    feedback = "\n".join(f"{'✓' if choice.right else '✗'} {escape(choice.feedback)}" for choice in choices)
    return asked.then(context(feedback), text=feedback)
