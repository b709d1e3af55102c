"""`/standard` and its buttons."""

from bot.catalogue.model import Localised
from bot.errors import UnknownStandard
from bot.services import Services
from handlers.act import Act
from handlers.showing import answered, card_of, in_channel, show
from handlers.views import browsing, cards
from handlers.views import standards as views

HELP = frozenset({"help", "hjælp", "hjaelp", "?"})
LIST = frozenset({"list", "liste", "all", "alle"})


async def standard(act: Act, services: Services) -> None:
    """Answer what stands behind `/standard`; without words, offer the areas."""
    words = act.text.casefold()
    if not words:
        await browse(act, services)
    elif words in HELP:
        await act.reply(views.help_text(act.t))
    elif words in LIST:
        await list_standards(act, services)
    else:
        await act.reply(answered(act, services, act.text, "command", can_share=in_channel(act)))


async def open_standard(act: Act, services: Services) -> None:
    """Show the card of the standard that was clicked or picked."""
    await show(act, card_of(act, services, act.value, can_share=in_channel(act)))


async def share_standard(act: Act, services: Services) -> None:
    """Post the card into the channel, with the sharer's name and in their language."""
    found = _clicked(act, services)
    await act.post(cards.shared_card(found, services.catalogue.current, act.t, sharer=act.member))
    await act.reply(views.shared(found.text.title, act.t))


async def more_of_standard(act: Act, services: Services) -> None:
    """Show what does not fit on the card."""
    await show(act, cards.more(_clicked(act, services), services.catalogue.current, act.t))


async def browse(act: Act, services: Services) -> None:
    """Offer the areas."""
    await show(act, browsing.browse(services.catalogue.current, act.t, act.language))


async def browse_area(act: Act, services: Services) -> None:
    """Offer the standards of the area that was clicked; all areas when it is gone from the catalogue."""
    catalogue = services.catalogue.current
    if act.value in catalogue.areas:
        await show(act, browsing.area(act.value, catalogue, act.t, act.language))
    else:
        await browse(act, services)


async def list_standards(act: Act, services: Services) -> None:
    """Show all standards, by area."""
    await show(act, browsing.everything(services.catalogue.current, act.t, act.language))


def _clicked(act: Act, services: Services) -> Localised:
    catalogue = services.catalogue.current
    found = catalogue.get(act.value)
    if found is None:
        raise UnknownStandard(act.value)
    return catalogue.localise(found, act.language)
