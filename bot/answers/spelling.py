"""Mends typing errors with the catalogue's own words, so that search and encoder see what was meant; pure.

A word that the catalogue does not know becomes the most frequent one that is one slip away and begins alike. Words
that were typed without æ, ø and å get them back, which is what an encoder knows.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.catalogue.names import fold

SHORTEST = 4
LONGEST = 40
FREQUENT = 12  # how often a word must stand for one that stands once to be taken for a slip of it
_MOST_NEAR = 8
_KEPT = "words"
_WORD = re.compile(r"\w+")


class Spelling:
    """The words of a catalogue, as they are most often written; or of what was kept of one."""

    def __init__(self, lines: Iterable[str], kept: Mapping[str, np.ndarray] | None = None) -> None:
        self._kept = kept
        self._lines = lines

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything, by name, to be kept on disk."""
        words = "\n".join(f"{folded}\t{self._spelt[folded]}\t{count}" for folded, count in self._counts.items())
        return {_KEPT: np.frombuffer(words.encode("utf-8", "replace"), np.uint8)}

    @cached_property
    def _words(self) -> list[tuple[str, str, int]]:
        """Folded words, how they are most often written, and how often they stand; read when somebody first asks."""
        if self._kept is not None:
            rows = (row.split("\t") for row in self._kept[_KEPT].tobytes().decode().split("\n") if row)
            return [(folded, written, int(count)) for folded, written, count in rows]
        written = Counter(word for line in self._lines for word in _WORD.findall(line.lower()))
        counts: Counter[str] = Counter()
        spelt: dict[str, str] = {}
        for word, count in written.most_common():
            folded = fold(word)
            counts[folded] += count
            spelt.setdefault(folded, word)
        return [(folded, spelt[folded], count) for folded, count in counts.items()]

    @cached_property
    def _counts(self) -> dict[str, int]:
        return {folded: count for folded, _, count in self._words}

    @cached_property
    def _spelt(self) -> dict[str, str]:
        return {folded: written for folded, written, _ in self._words}

    @cached_property
    def _alike(self) -> dict[tuple[int, str], list[str]]:
        """By length and first letter."""
        alike: dict[tuple[int, str], list[str]] = {}
        for folded in self._counts:
            alike.setdefault((len(folded), folded[:1]), []).append(folded)
        return alike

    def is_usual(self, folded: str) -> bool:
        """Whether the catalogue uses a word so often that it is meant where it is typed."""
        return self._counts.get(folded, 0) >= FREQUENT

    def is_word(self, folded: str) -> bool:
        """Whether the catalogue has a word more than once: one that stands once may itself be a slip."""
        return self._counts.get(folded, 0) > 1

    def mended(self, text: str) -> str:
        """The text with each word that is one slip from a known one as the known one; the others as they are.

        A text of which most words are strange is in another language, and stays as it is.
        """
        mended = {word: self._mended(word) for word in dict.fromkeys(_WORD.findall(text))}
        strange = sum(word == found and fold(word) not in self._counts for word, found in mended.items())
        if 2 * strange > len(mended):
            return text
        return _WORD.sub(lambda found: mended[found.group()], text)

    def _mended(self, word: str) -> str:
        folded = fold(word)
        if not SHORTEST <= len(folded) <= LONGEST or not folded.isalpha():
            return word
        count = self._counts.get(folded, 0)
        if count > 1:
            return self._spelt[folded] if word.isascii() and not self._spelt[folded].isascii() else word
        sizes = range(len(folded) - 1, len(folded) + 2)
        alike = [one for size in sizes for one in self._alike.get((size, folded[0]), ()) if one != folded]
        near = [one for one, _, _ in extract(folded, alike, scorer=OSA.distance, score_cutoff=1, limit=_MOST_NEAR)]
        best = max(near, key=lambda one: self._counts[one], default=None)
        if best is None or self._counts[best] < FREQUENT * count:
            return word
        return self._spelt[best]
