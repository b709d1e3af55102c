"""Which words tell what a question is about: those that are rare among what is asked, not `where can I`; pure."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

RUN = 3
Signs = Mapping[str, float]


class Rarity:
    """How rare each word and each run of letters is in lines that people ask, by their inverse document frequency."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Learn from lines that are folded."""
        words: Counter[str] = Counter()
        self._lines = 0
        for line in lines:
            words.update(set(line.split()))
            self._lines += 1
        self._words = words
        self._runs: Counter[str] = Counter()
        for word, count in words.items():
            self._runs.update(dict.fromkeys(_runs(word), count))

    def signs(self, words: str) -> Signs:
        """The runs of letters in folded words, weighed by how rare they and their word are; of unit length."""
        found: dict[str, float] = {}
        for word in words.split():
            weight = self._rare(self._words[word]) ** 2
            for run in _runs(word):
                found[run] = max(found.get(run, 0.0), weight * self._rare(self._runs[run]))
        length = math.sqrt(sum(weight * weight for weight in found.values()))
        return {run: weight / length for run, weight in found.items()} if length else {}

    def _rare(self, count: int) -> float:
        """From 1, for what never came, down to 0 for what comes in every line."""
        return max(0.0, math.log((self._lines + 2) / (count + 1)) / math.log(self._lines + 2))


def _runs(word: str) -> Iterator[str]:
    """Three letters each, with the word's edges; and its beginning once more, for there its stem is."""
    edged = f" {word} "
    yield from (edged[at : at + RUN] for at in range(len(edged) - RUN + 1))
    yield edged[: RUN + 1]
