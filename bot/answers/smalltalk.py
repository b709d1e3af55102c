"""Words that ask nothing of a standard, in all languages at once; folded; pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Speech:
    """What Takt knows of how people talk, in all its languages at once; words and phrases are folded.

    `refusals` begin a sentence that says what one does not want to know, `dismissals` are one by themselves, and
    `denials` may come before either. `exclusions` are refusals too where they stand before a standard's name.
    `leads` may stand before a standard's name and say no more than that it is meant.
    `endings` are those of plural and definite form; `joints` stand between two questions in one.
    """

    small_talk: frozenset[str] = frozenset()
    filling: frozenset[str] = frozenset()
    denials: frozenset[str] = frozenset()
    refusals: frozenset[str] = frozenset()
    dismissals: frozenset[str] = frozenset()
    exclusions: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    joints: frozenset[str] = frozenset()

    def is_small_talk(self, folded: str) -> bool:
        """Whether the words are a greeting, thanks, laughter, abuse or a test, and nothing besides."""
        words = folded.split()
        talks: dict[int, bool] = {0: False}  # up to which word the phrases reach, and whether one of them is talk
        for at in range(len(words)):
            for end in range(at + 1, min(at + self._longest, len(words)) + 1) if at in talks else ():
                phrase = " ".join(words[at:end])
                if phrase in self.small_talk or phrase in self.filling:
                    talks[end] = talks.get(end, False) or talks[at] or phrase in self.small_talk
        return talks.get(len(words), False)

    def is_refusal(self, folded: str) -> bool:
        """Whether the asker says what they do not want to know: `not about the dress code`."""
        return bool(self._refused.match(folded))

    def excluded(self, folded: str) -> str:
        """What somebody wants to do without: `queue` of `anything but the queue, please`; empty where it is nothing."""
        begins = self._excluding.match(folded)
        return self.bare(folded[begins.end() :]) if begins else ""

    def bare(self, folded: str) -> str:
        """Folded words without those at either end that say little: `queue` of `for the queue, please`."""
        words = folded.split()
        while words and self._says_little(words[0]):
            del words[0]
        while words and self._says_little(words[-1]):
            del words[-1]
        return " ".join(words)

    def led(self, folded: str) -> str:
        """What somebody wants to see: `greeting` of `show me the greeting standard`; empty without a lead."""
        found = self._leading.match(folded)
        return self.bare(found[1]) if found else ""

    def _says_little(self, word: str) -> bool:
        return word in self.filling or word in self.small_talk

    @cached_property
    def _longest(self) -> int:
        """The most words of a phrase."""
        return max((len(phrase.split()) for phrase in self.small_talk | self.filling), default=1)

    @cached_property
    def parts(self) -> re.Pattern[str]:
        """Finds what stands between two questions in one, in words as they were typed."""
        words = f"|\\b(?:{_either(self.joints)})\\b" if self.joints else ""
        return re.compile(rf"[,;/&+?]{words}", re.IGNORECASE)

    @cached_property
    def _refused(self) -> re.Pattern[str]:
        refused = rf"(?:{_either(self.refusals)})\b|(?:{_either(self.dismissals)})$"
        return re.compile(rf"(?:(?:{_either(self.denials)}) )?(?:{refused})")

    @cached_property
    def _leading(self) -> re.Pattern[str]:
        leads = _either(self.leads)
        return re.compile(rf"(?:(?:{leads}) )+(.+?)(?: (?:{leads}))?$")

    @cached_property
    def _excluding(self) -> re.Pattern[str]:
        return re.compile(rf"(?:(?:{_either(self.denials)}) )?(?:{_either(self.exclusions)}) ")


def _either(phrases: Collection[str]) -> str:
    """Any of the phrases, the longest first; nothing at all where there are none."""
    return "|".join(map(re.escape, sorted(phrases, key=len, reverse=True))) or r"(?!)"
