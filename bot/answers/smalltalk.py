"""Words that ask nothing of a standard, in all languages at once; folded; pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Speech:
    """What Takt knows of how people talk, in all its languages at once; words and phrases are folded.

    `refusals` begin a sentence that says what one does not want to know, `dismissals` are one by themselves, and
    `denials` may come before either. `endings` are those of plural and definite form; `joints` stand between two
    questions in one.
    """

    small_talk: frozenset[str] = frozenset()
    filling: frozenset[str] = frozenset()
    denials: frozenset[str] = frozenset()
    refusals: frozenset[str] = frozenset()
    dismissals: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    joints: frozenset[str] = frozenset()

    def is_small_talk(self, folded: str) -> bool:
        """Whether the words are a greeting, thanks, laughter, abuse or a test, and nothing besides."""
        words = set(folded.split())
        return words <= self.small_talk or (bool(words & self.small_talk) and words <= self.small_talk | self.filling)

    def is_refusal(self, folded: str) -> bool:
        """Whether the asker says what they do not want to know: `not about the dress code`."""
        return bool(self._refused.match(folded))

    @cached_property
    def parts(self) -> re.Pattern[str]:
        """Finds what stands between two questions in one, in words as they were typed."""
        words = f"|\\b(?:{_either(self.joints)})\\b" if self.joints else ""
        return re.compile(rf"[,;/&+?]{words}", re.IGNORECASE)

    @cached_property
    def _refused(self) -> re.Pattern[str]:
        refused = rf"(?:{_either(self.refusals)})\b|(?:{_either(self.dismissals)})$"
        return re.compile(rf"(?:(?:{_either(self.denials)}) )?(?:{refused})")


def _either(phrases: Collection[str]) -> str:
    """Any of the phrases, the longest first; nothing at all where there are none."""
    return "|".join(map(re.escape, sorted(phrases, key=len, reverse=True))) or r"(?!)"
