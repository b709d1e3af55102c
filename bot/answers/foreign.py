"""Tells a question in a language that a catalogue has no texts in: its letters say nothing of the catalogue's."""

from collections.abc import Collection
from functools import cache

from bot.answers.detect import Profiles, language_of_question, learn
from bot.answers.outside import elsewhere, has_examples, languages

ENOUGH = 300


class Foreign:
    """The languages that Takt knows and a catalogue lacks; none where it has none of them: see `nowhere`."""

    def __init__(self, spoken: Collection[str]) -> None:
        self._lacking = frozenset() if spoken and not has_examples(spoken) else languages() - set(spoken)

    def examples(self) -> list[str]:
        """Questions in them that no catalogue answers, a few hundred."""
        lines = elsewhere(self._lacking)
        return lines[:: max(1, len(lines) // ENOUGH)]

    def warm(self) -> None:
        """Learn now what the languages look like, where any is told apart."""
        self.has(" ")

    def has(self, wording: str) -> bool:
        """Whether the question is surely in one of them."""
        return bool(self._lacking) and language_of_question(wording, _profiles(), "") in self._lacking


@cache
def _profiles() -> Profiles:
    """What each language looks like, from the examples that come with Takt."""
    return learn({one: elsewhere([one]) for one in sorted(languages())})
