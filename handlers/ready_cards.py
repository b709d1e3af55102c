"""Cards that are put together once, for everybody who gets them.

Slack's models and their checks are most of the work of an answer: milliseconds a card, and always the same.
"""

from bot.catalogue.model import Catalogue, Localised
from bot.i18n import Translator
from handlers.views.cards import card
from handlers.views.parts import Message
from handlers.views.ready import ready

MOST_CARDS = 500  # standards, languages, and who may share and observe: some 10 kB each


class ReadyCards:
    """The cards of one catalogue, each put together when somebody first gets it; another catalogue begins anew."""

    def __init__(self) -> None:
        self._catalogue: Catalogue | None = None
        self._cards: dict[tuple[str | bool, ...], Message] = {}

    @property
    def kept(self) -> int:
        """How many there are."""
        return len(self._cards)

    def card(
        self, found: Localised, catalogue: Catalogue, t: Translator, *, can_share: bool, can_observe: bool
    ) -> Message:
        """What `cards.card` gives."""
        if catalogue is not self._catalogue or len(self._cards) >= MOST_CARDS:
            self._catalogue, self._cards = catalogue, {}
        key = (found.standard.id, found.language, found.fell_back, t.language, can_share, can_observe)
        if key not in self._cards:
            self._cards[key] = ready(card(found, catalogue, t, can_share=can_share, can_observe=can_observe))
        return self._cards[key]
