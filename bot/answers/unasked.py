"""Tells words that ask nothing of a catalogue: small talk, abuse, and what somebody does not want to know; pure."""

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import dropwhile

from bot.answers.smalltalk import Speech
from bot.catalogue.model import Standard
from bot.catalogue.names import fold

MUCH = 0.2  # of a standard's questions: as many small talk, and the standard is about it
LONGEST_TALK = 8  # words: a longer question of a standard is no small talk
_FEWEST_WORDS = 2  # of what goes on after a refusal, unless it is a name


class Unasked:
    """What asks nothing of these standards; `is_name` tells whether folded words are the name of one."""

    def __init__(self, speech: Speech, standards: Sequence[Standard], is_name: Callable[[str], bool]) -> None:
        self._speech = speech
        self._standards = standards
        self._is_name = is_name

    def warm(self) -> None:
        """Find now which standards are about small talk, so that nobody who talks so waits for it."""
        self._about_small_talk  # noqa: B018  (found at the first look)

    def is_nothing(self, wording: str) -> bool:
        """Whether the words ask nothing, whatever is found for them."""
        return self._is_refusal(wording) or (self._is_talk(fold(wording)) and not self._about_small_talk)

    def is_nothing_of(self, wording: str, best: str) -> bool:
        """Whether the words ask nothing where this standard is the best for them."""
        is_talk = self._is_talk(fold(wording))
        return self._is_refusal(wording) or (is_talk and best not in self._about_small_talk)

    def wanted(self, wording: str) -> str:
        """What is asked where somebody also names what they do without: `dress code` of `not the queue but the dress
        code`; all of it elsewhere.
        """
        parts = self._parts(wording)
        kept = [one for at, one in enumerate(parts) if not self._is_unwanted(fold(one[0]), is_first=at == 0)]
        if len(kept) == len(parts) or not any(self._asks(fold(part)) for part, _ in kept):
            return wording
        thing = self._speech.thing(fold(kept[0][0]))
        return thing if len(kept) == 1 and self._is_name(thing) else "".join(map("".join, kept)).strip(" ,;:-–—")

    @cached_property
    def _about_small_talk(self) -> frozenset[str]:
        """The standards that people ask for by small talk, found when somebody first talks so.

        Where it is much of one, a little is enough for the others: somebody has thought of chatting.
        """
        shares = {one.id: self._share(one) for one in self._standards}
        is_chatty = any(share > MUCH for share in shares.values())
        return frozenset(name for name, share in shares.items() if is_chatty and share > 0)

    def _share(self, standard: Standard) -> float:
        asked = [question for text in standard.text.values() for question in text.questions]
        talk = sum(self._is_talk(fold(question)) for question in asked if question.count(" ") < LONGEST_TALK)
        return talk / max(len(asked), 1)

    def _is_talk(self, folded: str) -> bool:
        """Whether the words are small talk or abuse; abuse with a name in it is not: `the fucking queue`."""
        is_abuse = self._speech.is_abuse(folded) and not self._holds_name(folded.split())
        return is_abuse or self._speech.is_small_talk(folded)

    def _holds_name(self, words: Sequence[str]) -> bool:
        ends = range(1, len(words) + 1)
        return any(self._is_name(" ".join(words[at:end])) for end in ends for at in range(end))

    def _is_unwanted(self, folded: str, *, is_first: bool) -> bool:
        return self._excludes(folded) or (is_first and self._refuses(folded))

    def _parts(self, wording: str) -> list[tuple[str, str]]:
        """What was typed, part by part with what ends it, from the first on that is no greeting."""
        parts = [(part, end) for part, end in self._speech.turned(wording) if fold(part)]
        return [*dropwhile(lambda one: self._speech.is_small_talk(fold(one[0])), parts)]

    def _is_refusal(self, wording: str) -> bool:
        """`not about the dress code` is one; `not about the dress code, about my name badge` asks for something."""
        first, *others = [*(fold(part) for part, _ in self._parts(wording)), ""]
        refuses = self._refuses(first) or self._is_name(self._speech.lacked(first))
        return refuses and not any(map(self._asks, others))

    def _refuses(self, folded: str) -> bool:
        return self._speech.is_refusal(folded) or self._excludes(folded)

    def _excludes(self, folded: str) -> bool:
        """Whether somebody names a standard, or several, to do without it."""
        excluded = self._speech.excluded(folded)
        parts = [self._speech.thing(part.strip()) for part in self._speech.parts.split(excluded)]
        return self._is_name(excluded) or (bool(excluded) and all(map(self._is_name, parts)))

    def _asks(self, folded: str) -> bool:
        is_more = len(folded.split()) >= _FEWEST_WORDS or self._is_name(folded)
        return is_more and not self._refuses(folded) and not self._speech.is_small_talk(folded)
