"""Tells the language of a question from the words of the catalogue itself: a new language needs content, no code."""

from collections.abc import Sequence

import numpy as np

from bot.answers.grams import Floats, counted, cut
from bot.catalogue.model import Standard
from bot.catalogue.names import fold

SURE = 4.0  # how much likelier (in log-odds) another language must be than the profile's
MOST_LINES = 4_000
_RARE = 0.5


class Languages:
    """The languages of a catalogue, each known by its grams."""

    def __init__(self, standards: Sequence[Standard], languages: Sequence[str]) -> None:
        self._names = [one for one in languages if any(one in standard.text for standard in standards)]
        found = [cut(_lines(standards, one))[1] for one in self._names]
        self._grams = np.unique(np.concatenate(found)) if found else np.zeros(0, np.uint64)
        self._likely = np.stack([self._chances(codes) for codes in found]) if found else np.zeros((0, 0))

    def of(self, folded: str, profile: str) -> str:
        """The language that a question is put in; the profile's unless another is much likelier."""
        if not len(self._grams) or len(self._names) < 2:
            return profile
        codes, _ = counted(folded)
        places = np.minimum(np.searchsorted(self._grams, codes), len(self._grams) - 1)
        known = places[self._grams[places] == codes]
        odds = self._likely[:, known].sum(axis=1) / 3  # a letter is counted in grams of three sizes
        best = int(np.argmax(odds))
        own = self._names.index(profile) if profile in self._names else None
        sure = own is None or odds[best] - odds[own] > SURE
        return self._names[best] if len(known) and sure else profile

    def _chances(self, codes: np.ndarray) -> Floats:
        counts = np.bincount(np.searchsorted(self._grams, codes), minlength=len(self._grams)) + _RARE
        chances: Floats = np.log(counts / counts.sum()).astype(np.float32)
        return chances


def _lines(standards: Sequence[Standard], language: str) -> list[str]:
    texts = [standard.text[language] for standard in standards if language in standard.text]
    lines = [line for text in texts for line in (text.title, text.criterion, *text.do, *text.tips, *text.questions)]
    return [fold(line) for line in lines[:: max(1, len(lines) // MOST_LINES)]]
