"""What answers from one catalogue, loaded when somebody first asks: an idle process has no numpy and no index."""

import threading
from typing import TYPE_CHECKING

from bot.answers.cache import Cache
from bot.answers.lines import FORM, index_name
from bot.catalogue.model import Catalogue

if TYPE_CHECKING:
    from bot.answers.named import Named
    from bot.answers.responding import Responder


class Late:
    """The names of a catalogue and its search, each made at the first need; safe to call from any thread."""

    def __init__(self, catalogue: Catalogue, cache: Cache) -> None:
        self.catalogue = catalogue
        self._cache = cache
        self._making = threading.RLock()
        self._named: Named | None = None
        self._responder: Responder | None = None

    @property
    def knows_names(self) -> bool:
        """Whether names are known: `named` then takes no time."""
        return self._named is not None

    @property
    def is_loaded(self) -> bool:
        """Whether search is loaded: `responder` then takes no time."""
        return self._responder is not None

    @property
    def has_meaning(self) -> bool:
        """Whether questions are compared by meaning too."""
        return self._responder is not None and self._responder.has_meaning

    def make(self) -> None:
        """Make the index where none is kept: it takes seconds, which no question should wait for."""
        if not (self.catalogue.digest and self._cache.has(self._mark())):
            self.responder()

    def named(self) -> "Named":
        """The names; a tenth of a second the first time. Once they are known nobody waits for search to be made."""
        return self._named or self._make_named()

    def responder(self) -> "Responder":
        """Search by letters; a few tenths of a second the first time, for what is kept."""
        return self._responder or self._make_responder()

    def _make_named(self) -> "Named":
        with self._making:
            if self._named is None:
                from bot.answers.named import Named  # noqa: PLC0415  (rapidfuzz comes with it)
                from bot.answers.speech import speech  # noqa: PLC0415

                self._named = Named(self.catalogue, speech().endings, self._is_usual, self._is_word)
            return self._named

    def _make_responder(self) -> "Responder":
        with self._making:
            if self._responder is None:
                from bot.answers.responding import Responder  # noqa: PLC0415  (numpy comes with it: 11 MB)
                from bot.giving_back import give_memory_back  # noqa: PLC0415  (ctypes has come with it)

                give_memory_back()
                self._responder = Responder(self.catalogue, self.named(), self._cache)
                if self.catalogue.digest and not self._cache.has(self._mark()):
                    self._cache.save(self._mark(), {})
            return self._responder

    def _mark(self) -> str:
        """Under which name it is kept that the index of these files is kept."""
        return index_name("made", f"{self.catalogue.digest}-{FORM.decode()}")

    def _is_usual(self, word: str) -> bool:
        return self.responder().is_usual(word)

    def _is_word(self, word: str) -> bool:
        return self.responder().is_word(word)
