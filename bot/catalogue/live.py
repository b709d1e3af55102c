"""The catalogue in use: services hold this, so that a reload reaches all of them at once."""

from collections.abc import Callable

from bot.catalogue.model import Catalogue


class LiveCatalogue:
    """Holds the current catalogue and tells listeners when it is replaced."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._current = catalogue
        self._listeners: list[Callable[[Catalogue], None]] = []

    @property
    def current(self) -> Catalogue:
        """The catalogue that answers are given from now."""
        return self._current

    def on_change(self, listener: Callable[[Catalogue], None]) -> None:
        """Call the listener at every replacement from now on."""
        self._listeners.append(listener)

    def off_change(self, listener: Callable[[Catalogue], None]) -> None:
        """Call the listener no more; nothing happens where it is none."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def replace(self, catalogue: Catalogue) -> None:
        """Put a new catalogue in use."""
        self._current = catalogue
        for listener in tuple(self._listeners):
            listener(catalogue)
