"""Was this helpful? One vote per answer, without the voter."""

from bot.errors import UnknownStandard
from bot.i18n import translator
from bot.services import Services
from handlers.act import Act
from handlers.showing import card_of, show_again
from handlers.views import voting as views
from handlers.views.asked import Asked
from handlers.views.parts import Message


async def vote_helpful(act: Act, services: Services) -> None:
    """The thumb up."""
    await _vote(act, services, helpful=True)


async def vote_unhelpful(act: Act, services: Services) -> None:
    """The thumb down; offers a person to ask."""
    await _vote(act, services, helpful=False)


async def _vote(act: Act, services: Services, *, helpful: bool) -> None:
    asked = Asked.read(act.value)
    read = asked.standard if asked.standard in services.catalogue.current.everything else None
    stands = await services.questions.vote(act.workspace, asked.key, read, helpful=helpful)
    t, can_ask = translator(asked.words), services.asking.is_open(act.workspace)
    card = _card_or_nothing(act, services, asked)
    await show_again(act, views.voted(card, asked, t, helpful=helpful, stands=stands, can_ask=can_ask))


def _card_or_nothing(act: Act, services: Services, asked: Asked) -> Message:
    try:
        return card_of(act, services, asked)
    except UnknownStandard:  # its file was taken out of the folder since
        return Message("", [])
