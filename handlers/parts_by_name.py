"""The page of an area, a value or a factor, for who types its name; pure but for the words of all languages."""

from collections.abc import Iterable

from bot.catalogue.model import Area, Catalogue, Value
from bot.catalogue.names import fold
from bot.i18n import Translator
from bot.spoken_words import meanings, spoken
from handlers.views import background, browsing
from handlers.views.parts import Message

MOST_WORDS = 6  # of such a name
_FACTORS = meanings(
    {
        "law": spoken("law|the law|laws|legislation"),
        "culture": spoken("culture|our culture"),
        "product": spoken("product|products|the product|our products|what we sell"),
    }
)


def page_of(words: str, catalogue: Catalogue, t: Translator, language: str) -> Message | None:
    """The page of what has this name in any language, with its texts in this one; None where nothing has."""
    name = fold(words)
    if not name or len(name.split()) > MOST_WORDS:
        return None
    if (area := _named(name, catalogue.areas.values())) is not None:
        return browsing.area(area, catalogue, t, language)
    if (value := _named(name, catalogue.values.values())) is not None:
        return background.value(value, catalogue, t, language)
    factor = _FACTORS.get(name)
    return background.factor(factor, catalogue, t, language) if factor else None


def _named(name: str, things: Iterable[Area | Value]) -> str | None:
    return next((one.id for one in things if name in _names(one)), None)


def _names(one: Area | Value) -> set[str]:
    called = (name for text in one.text.values() for name in (text.title, *text.aliases))
    return {fold(name) for name in (one.id, *called)}
