"""Which names a standard goes by; pure."""

from collections.abc import Iterator

from bot.catalogue.model import Standard
from bot.catalogue.names import fold


def has_name(standard: Standard, words: str) -> bool:
    """Whether the words begin with the standard's id, a title or an alias of it, in any language."""
    said = fold(words)
    return any(f"{said} ".startswith(f"{name} ") for name in _names(standard) if name)


def _names(standard: Standard) -> Iterator[str]:
    yield fold(standard.id)
    for text in standard.text.values():
        yield from map(fold, (text.title, *text.aliases))
