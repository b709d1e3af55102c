"""Which names a standard goes by; pure."""

from collections.abc import Iterator

from bot.catalogue.model import Standard
from bot.catalogue.names import fold


def has_name(standard: Standard, words: str) -> bool:
    """Whether the words begin with the standard's id, a title or an alias of it, in any language."""
    said = fold(words)
    return any(f"{said} ".startswith(f"{name} ") for name in names_of(standard) if name)


def names_of(standard: Standard) -> Iterator[str]:
    """Its id, titles and aliases in all languages, folded."""
    yield fold(standard.id)
    for text in standard.text.values():
        yield from map(fold, (text.title, *text.aliases))
