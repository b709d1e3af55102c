"""`/standard` and its buttons."""

from collections.abc import Awaitable, Callable

from bot.catalogue.model import Localised
from bot.errors import UnknownStandard
from bot.i18n import spoken
from bot.services import Services
from handlers.act import Act
from handlers.showing import answered, card_of, in_channel, show
from handlers.views import background, browsing, cards
from handlers.views import standards as views

Handler = Callable[[Act, Services], Awaitable[None]]


async def standard(act: Act, services: Services) -> None:
    """Answer what stands behind `/standard`; without words, offer the areas."""
    words = act.text.casefold()
    if not words:
        await browse(act, services)
    elif page := page_named(words):
        await page(act, services)
    else:
        await act.reply(answered(act, services, act.text, "command", can_share=in_channel(act)))


def page_named(words: str) -> Handler | None:
    """The page that a word stands for, in any language."""
    pages: dict[frozenset[str], Handler] = {
        spoken("help|?"): show_help,
        spoken("list|all"): list_standards,
        spoken("areas"): show_areas,
        spoken("values"): show_values,
    }
    return next((page for names, page in pages.items() if words in names), None)


async def show_help(act: Act, _services: Services) -> None:
    """Say what can be asked, and how."""
    await show(act, views.help_text(act.t))


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


async def show_areas(act: Act, services: Services) -> None:
    """Show what each area covers, and where it comes from."""
    await show(act, background.areas(services.catalogue.current, act.t, act.language))


async def show_values(act: Act, services: Services) -> None:
    """Show why each value matters."""
    await show(act, background.values(services.catalogue.current, act.t, act.language))


async def browse_value(act: Act, services: Services) -> None:
    """Show the value that was clicked and the standards that serve it; all values when it is gone."""
    catalogue = services.catalogue.current
    if act.value in catalogue.values:
        await show(act, background.value(act.value, catalogue, act.t, act.language))
    else:
        await show_values(act, services)


async def list_standards(act: Act, services: Services) -> None:
    """Show all standards, by area."""
    await show(act, browsing.everything(services.catalogue.current, act.t, act.language))


def _clicked(act: Act, services: Services) -> Localised:
    catalogue = services.catalogue.current
    found = catalogue.get(act.value)
    if found is None:
        raise UnknownStandard(act.value)
    return catalogue.localise(found, act.language)
