"""Words that people type, in every language at once: English stands in the code, each further one in its catalogue.

They are a part of Takt, as the names of days are a part of Babel: read once, when first asked for, and the same ever
after. A language is added by a file of texts alone; what it leaves untranslated adds nothing.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cache, cached_property
from typing import TypeVar

from bot.catalogue.names import fold
from bot.i18n import SOURCE_LANGUAGE, languages, translator

T = TypeVar("T")


class Words(Set[str]):
    """Words or phrases in small letters, read when first asked for."""

    def __init__(self, read: Callable[[], Iterable[str]]) -> None:
        self._read = read

    @cached_property
    def _found(self) -> frozenset[str]:
        return frozenset(self._read())

    def __contains__(self, word: object) -> bool:
        return word in self._found

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    @classmethod
    def _from_iterable(cls, words: Iterable[str]) -> "Words":  # type: ignore[override]  # what `|` and `&` make theirs by
        return cls(lambda: words)

    def plus(self, *others: Iterable[str]) -> "Words":
        """These and others."""
        return Words(lambda: itertools.chain(self, *others))

    @property
    def folded(self) -> "Words":
        """The same as `bot.catalogue.names.fold` leaves them; a sign such as `?` stays what it is."""
        return Words(lambda: (fold(word) or word for word in self))

    @property
    def pattern(self) -> str:
        """A regular expression, without groups, for any of them as they are typed, the longest first."""
        longest_first = sorted(self, key=lambda word: (-len(word), word))
        # small letters have no ß: `casefold` writes ss
        return "|".join(re.escape(word).replace(r"\ ", r"\s+").replace("ss", "(?:ss|ß)") for word in longest_first)


class Meanings(Mapping[str, T]):
    """What each of many words or phrases means, read when first asked for."""

    def __init__(self, read: Callable[[], Mapping[str, T]]) -> None:
        self._read = read

    @cached_property
    def _found(self) -> Mapping[str, T]:
        return self._read()

    def __getitem__(self, word: str) -> T:
        return self._found[word]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    @cached_property
    def most_words(self) -> int:
        """How many words the longest phrase has."""
        return max((len(phrase.split()) for phrase in self), default=0)


@cache
def spoken(words: str) -> Words:
    """The words that `spoken("help|?")` lists, and in each language those that its catalogue has in their place."""
    return Words(lambda: (word for one in known_languages() for word in translator(one)(words).casefold().split("|")))


def meanings(said: Mapping[T, Set[str]], spelt: Callable[[str], str] = fold) -> Meanings[T]:
    """By each word, spelt like this, what it means; where two languages differ, the first that is listed."""

    def read() -> dict[str, T]:
        pairs = [(spelt(word) or word, meaning) for meaning, words in said.items() for word in words]
        return dict(reversed(pairs))

    return Meanings(read)


def known_languages() -> tuple[str, ...]:
    """English, and the languages that there is a catalogue for."""
    return (SOURCE_LANGUAGE, *sorted(languages() - {SOURCE_LANGUAGE}))


def named_languages() -> tuple[str, ...]:
    """Those of them in which Babel names days, places and languages; it does not know every language."""
    return tuple(language for language in known_languages() if _has_names(language))


def _has_names(language: str) -> bool:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  (what a word means is asked by few)

    try:
        Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return False
    return True
