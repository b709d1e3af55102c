"""Tells words that ask nothing of a catalogue: small talk, abuse, and what somebody does not want to know; pure."""

import re
from collections.abc import Sequence
from functools import cached_property

from bot.answers.smalltalk import Speech
from bot.catalogue.model import Standard
from bot.catalogue.names import fold

MUCH = 0.2  # of a standard's questions: as many small talk, and the standard is about it
_GOES_ON = re.compile(r"[,;:.!?–—]|\s-\s")
_FEWEST_WORDS = 2  # of what goes on after a refusal


class Unasked:
    """What asks nothing of these standards."""

    def __init__(self, speech: Speech, standards: Sequence[Standard]) -> None:
        self._speech = speech
        self._standards = standards

    def is_nothing(self, wording: str) -> bool:
        """Whether the words ask nothing, whatever is found for them."""
        return self._is_refusal(wording) or (self._speech.is_small_talk(fold(wording)) and not self._about_small_talk)

    def is_nothing_of(self, wording: str, best: str) -> bool:
        """Whether the words ask nothing where this standard is the best for them."""
        is_talk = self._speech.is_small_talk(fold(wording))
        return self._is_refusal(wording) or (is_talk and best not in self._about_small_talk)

    @cached_property
    def _about_small_talk(self) -> frozenset[str]:
        """The standards that people ask for by small talk: found when somebody first talks so."""
        return frozenset(one.id for one in self._standards if self._much(one))

    def _much(self, standard: Standard) -> bool:
        asked = [fold(question) for text in standard.text.values() for question in text.questions]
        return sum(map(self._speech.is_small_talk, asked)) > MUCH * len(asked)

    def _is_refusal(self, wording: str) -> bool:
        """`not about the dress code` is one; `not about the dress code, about my name badge` asks for something."""
        first, *others = (fold(part) for part in _GOES_ON.split(wording))
        return self._speech.is_refusal(first) and not any(map(self._asks, others))

    def _asks(self, folded: str) -> bool:
        is_more = len(folded.split()) >= _FEWEST_WORDS
        return is_more and not self._speech.is_refusal(folded) and not self._speech.is_small_talk(folded)
