"""What a standard looks like in Slack, for `takt content preview`: the same views as there, outside of Slack."""

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from slack_sdk.models.blocks import ActionsBlock

from bot.catalogue.model import Catalogue, Check, Localised
from bot.errors import UnknownStandard
from bot.i18n import Translator, translator
from bot.ports import TipMessage
from handlers import ids
from handlers.views import cards, tips
from handlers.views.parts import Message, button, context, escape, section

Shown = tuple[str, Mapping[str, Any]]


def preview(catalogue: Catalogue, standard: str, language: str) -> list[Shown]:
    """The card, what is behind its button, the first tip and every check, each with a name. Raises `UnknownStandard`.

    A check has no view of its own yet: it is shown with all its feedback, which staff see one at a time.
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
    for number, check in enumerate(found.text.checks, 1):
        yield f"Check {number}", _check(check)


def _tip(found: Localised, catalogue: Catalogue) -> TipMessage:
    area = catalogue.area_title(found.standard.area, found.language)
    return TipMessage(found.standard.id, found.text.title, area, found.text.tips[0], found.language)


def _check(check: Check) -> Message:
    options = [button(option.text, ids.numbered("preview.option", place)) for place, option in enumerate(check.options)]
    feedback = "\n".join(f"{'✓' if option.right else '✗'} {escape(option.feedback)}" for option in check.options)
    return Message(
        f"{escape(check.ask)}\n{feedback}",
        [section(escape(check.ask)), ActionsBlock(elements=options), context(feedback)],
    )
