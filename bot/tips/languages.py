"""Names of languages, in every language that Takt speaks, and back."""

from collections.abc import Iterable
from functools import cache

from babel import Locale, UnknownLocaleError

from bot.catalogue.names import fold
from bot.spoken_words import named_languages


def language_named(word: str) -> str | None:
    """The two-letter code of a language by its code or its name; None for a word that names none."""
    return _codes().get(fold(word[:30]))


def language_name(code: str, shown_in: str) -> str:
    """The language's name as another language writes it, such as `Danish` or `dansk`; the code where it has none."""
    try:
        return str(Locale.parse(shown_in).languages.get(code, code))
    except (UnknownLocaleError, ValueError):
        return code


def list_languages(codes: Iterable[str], shown_in: str) -> str:
    """Several languages for a sentence."""
    return ", ".join(language_name(code, shown_in) for code in codes)


@cache
def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for shown_in in named_languages():
        for code, name in Locale.parse(shown_in).languages.items():
            if len(code) == 2:
                found |= {code: code, fold(name): code}
    return found
