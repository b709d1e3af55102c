"""How far the words of a question tell which standard is meant: `the customer` stands in lines of nearly all; pure."""

from collections.abc import Mapping, Sequence

import numpy as np

from bot.answers.lines import Line, key_of
from bot.answers.postings import Postings
from bot.answers.postings import kept as kept_postings

FEWEST = 10  # lines with all words of a question, from which on they tell anything about the words
VAGUE = 0.14  # of them, what a standard has at least where these words may mean it
_PREFIX = "words-"
_WHOLE = "whole-lines"


class Telling:
    """The words of a catalogue that stand in many lines, and in which; or of what was kept of one."""

    def __init__(self, lines: Sequence[Line], kept: Mapping[str, np.ndarray] | None = None) -> None:
        self._postings = _frequent(lines) if kept is None else kept_postings(kept, _PREFIX)
        self._whole = _whole(lines) if kept is None else kept[_WHOLE]

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything, by name, to be kept on disk."""
        return {**self._postings.arrays(_PREFIX), _WHOLE: self._whole}

    def share(self, folded: str, owners: np.ndarray, standard: int) -> float | None:
        """The standard's share, from 0 to 1, of the lines that hold all these words; None if too few hold them.

        All of it where the words are a line of the standard's. `owners` are the standards of the lines, by their
        positions.
        """
        own = np.uint64(_of_line(folded, standard))
        if (place := np.searchsorted(self._whole, own)) < len(self._whole) and self._whole[place] == own:
            return 1.0
        words = dict.fromkeys(folded.split())
        found = self._postings.find(np.array(sorted(map(_code, words)), np.uint64))
        if not words or len(found.numbers) < len(words):
            return None
        lines, held = np.unique(self._postings.pairs(found.numbers)[0], return_counts=True)
        of = owners[lines[held == len(words)]]
        return float((of == standard).mean()) if len(of) >= FEWEST else None


def _frequent(lines: Sequence[Line]) -> Postings:
    """The index of the words that stand in enough lines."""
    places: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        for word in dict.fromkeys(line.folded.split()):
            places.setdefault(word, []).append(place)
    often = sorted((_code(word), at) for word, at in places.items() if len(at) >= FEWEST)
    codes = np.array([code for code, _ in often], np.uint64)
    start = np.cumsum([0, *(len(at) for _, at in often)])
    documents = np.array([place for _, at in often for place in at], np.int32)
    return Postings(len(lines), codes, start, documents, np.zeros(len(documents), np.uint8))


def _whole(lines: Sequence[Line]) -> np.ndarray:
    """Whole lines and their standards, as numbers in order."""
    return np.unique(np.array([_of_line(line.folded, line.standard) for line in lines], np.uint64))


def _of_line(folded: str, standard: int) -> int:
    return _code(f"{standard}\t{folded}")


def _code(word: str) -> int:
    return int.from_bytes(key_of(word))
