"""Tells words that ask nothing of a catalogue: small talk, abuse, and what somebody does not want to know; pure."""

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import dropwhile

from bot.answers.smalltalk import Speech
from bot.catalogue.model import Standard
from bot.catalogue.names import fold

MUCH = 0.2  # of a standard's questions: as many small talk, and the standard is about it
_GOES_ON = re.compile(r"[,;:.!?–—]|\s-\s")
_FEWEST_WORDS = 2  # of what goes on after a refusal


class Unasked:
    """What asks nothing of these standards; `is_name` tells whether folded words are the name of one."""

    def __init__(self, speech: Speech, standards: Sequence[Standard], is_name: Callable[[str], bool]) -> None:
        self._speech = speech
        self._standards = standards
        self._is_name = is_name

    def is_nothing(self, wording: str) -> bool:
        """Whether the words ask nothing, whatever is found for them."""
        return self._is_refusal(wording) or (self._speech.is_small_talk(fold(wording)) and not self._about_small_talk)

    def is_nothing_of(self, wording: str, best: str) -> bool:
        """Whether the words ask nothing where this standard is the best for them."""
        is_talk = self._speech.is_small_talk(fold(wording))
        return self._is_refusal(wording) or (is_talk and best not in self._about_small_talk)

    @cached_property
    def _about_small_talk(self) -> frozenset[str]:
        """The standards that people ask for by small talk, found when somebody first talks so.

        Where it is much of one, a little is enough for the others: somebody has thought of chatting.
        """
        shares = {one.id: self._share(one) for one in self._standards}
        is_chatty = any(share > MUCH for share in shares.values())
        return frozenset(name for name, share in shares.items() if is_chatty and share > 0)

    def _share(self, standard: Standard) -> float:
        asked = [fold(question) for text in standard.text.values() for question in text.questions]
        return sum(map(self._speech.is_small_talk, asked)) / max(len(asked), 1)

    def _is_refusal(self, wording: str) -> bool:
        """`not about the dress code` is one; `not about the dress code, about my name badge` asks for something."""
        parts = [fold(part) for part in _GOES_ON.split(wording)]
        first, *others = [*dropwhile(self._speech.is_small_talk, parts), ""]
        return self._refuses(first) and not any(map(self._asks, others))

    def _refuses(self, folded: str) -> bool:
        return self._speech.is_refusal(folded) or self._is_name(self._speech.excluded(folded))

    def _asks(self, folded: str) -> bool:
        is_more = len(folded.split()) >= _FEWEST_WORDS
        return is_more and not self._refuses(folded) and not self._speech.is_small_talk(folded)
