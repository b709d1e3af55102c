"""Puts standards in the order in which they may answer a question, by letters and by meaning; pure.

What counts how much was measured on the default pack by leaving its questions out one by one: docs/answers.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.answers.grams import Floats, Integers
from bot.answers.lexical import Lexical
from bot.answers.lines import QUESTION_WEIGHT, Line, fields_of
from bot.answers.meaning import Learnt, Meaning
from bot.answers.nearest import Best, Nearest
from bot.catalogue.model import Standard

MOST_LINES = 39_000  # of a catalogue that is searched line by line; beyond, its documents and a linear head are enough
MOST_WEIGHTS = 4_000_000  # of the head: lines times standards
NEAREST = 2.0  # without an encoder: likeness to lines, beside the document's score
# With one: the document, likeness to lines by meaning and by letters, and the heads; by lines per standard. Few lines
# are rarely near; a document of many lines is near to everything. The second head is for few.
MANY, FEW = 100, 30
DOCUMENT_MANY, DOCUMENT_FEW = 0.1, 1.0
LINES_MANY, LINES_FEW = 1.0, 0.5
HEAD_MANY, HEAD_FEW = 2.5, 2.0
LIKELY_MANY, LIKELY_FEW = 0.0, 2.0
EASIER_MANY, EASIER_FEW = 0.28, 1.0  # chosen by questions of people (docs/answers.md), and so optimistic


@dataclass(frozen=True)
class Scores:
    """How well each standard answers, and how much the question is like those that none answers."""

    standards: Floats
    nowhere: float


@dataclass(frozen=True)
class Spelt:
    """What letters say of a question: of each document, and of each line where lines are searched."""

    documents: Floats
    lines: Floats | None


class Ranking:
    """An index of standards, known by their positions; lines at the position after the last are outside.

    It is made of a catalogue by `made`, or of what was kept of one.
    """

    def __init__(self, owners: Integers, lexical: Lexical, nearest: Nearest | None) -> None:
        self.count = lexical.postings.size
        self.owners = owners
        self._lexical = lexical
        self._nearest = nearest
        usual = len(owners) / max(self.count, 1)
        self._document = float(np.interp(usual, (FEW, MANY), (DOCUMENT_FEW, DOCUMENT_MANY)))
        self._near = float(np.interp(usual, (FEW, MANY), (LINES_FEW, LINES_MANY)))
        self._learnt = float(np.interp(usual, (FEW, MANY), (HEAD_FEW, HEAD_MANY)))
        self._likely = float(np.interp(usual, (FEW, MANY), (LIKELY_FEW, LIKELY_MANY)))
        # Errors for each error in trials, when people ask: authors of many lines avoid asking the same thing twice.
        self.easier = float(np.interp(usual, (FEW, MANY), (EASIER_FEW, EASIER_MANY)))
        self._best = Best(self.owners, self.count + 1)

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything, by name, to be kept on disk."""
        nearest = self._nearest.arrays() if self._nearest else {}
        return {"owners": self.owners, **self._lexical.arrays(), **nearest}

    @property
    def is_by_line(self) -> bool:
        """Whether lines are searched by letters too."""
        return self._nearest is not None

    @property
    def are_few(self) -> bool:
        """Whether the standards have so few lines that a head for few lines counts."""
        return self._likely > 0

    def spelt(self, folded: str) -> Spelt:
        """What letters say of a question."""
        lines = self._nearest.likeness(folded) if self._nearest else None
        return Spelt(self._lexical.scores(folded), lines)

    def likeness(self, folded: str) -> Floats:
        """How like one line is to all lines, by letters."""
        return self._nearest.likeness(folded) if self._nearest else np.zeros(0, np.float32)

    def by_letters(self, spelt: Spelt, without: int | None = None) -> Scores:
        """The order by letters alone."""
        if spelt.lines is None:
            return Scores(spelt.documents, 0.0)
        return self._sum(spelt.documents, NEAREST * self._best.of(spelt.lines, without), 1 + NEAREST)

    def by_both(self, spelt: Spelt, meaning: Meaning, vector: Floats) -> Scores:
        """The order by letters and meaning."""
        likeness = meaning.likeness(vector)
        heads = self._learnt * meaning.head(vector, likeness, spelt.lines) + self._likely * meaning.likely(vector)
        return self._joined(spelt, likeness, heads)

    def by_meaning(self, meaning: Meaning, vector: Floats) -> Scores:
        """The order by meaning alone, for a question in another language than the lines."""
        return self.by_both(self._silent(), meaning, vector)

    def _silent(self) -> Spelt:
        """What letters say where they say nothing."""
        lines = np.zeros(len(self.owners), np.float32) if self.is_by_line else None
        return Spelt(np.zeros(self.count, np.float32), lines)

    def _joined(self, spelt: Spelt, likeness: Floats, heads: Floats, without: int | None = None) -> Scores:
        parts = self._near * self._best.of(likeness, without) + heads
        whole = self._document + self._near + self._learnt + self._likely
        if spelt.lines is not None:
            parts = parts + self._near * self._best.of(spelt.lines, without)
            whole += self._near
        return self._sum(spelt.documents * np.float32(self._document), parts, whole)

    def _sum(self, documents: Floats, parts: Floats, whole: float) -> Scores:
        return Scores((documents + parts[: self.count]) / np.float32(whole), float(parts[self.count]) / whole)

    def trial_by_letters(self, line: int, folded: str) -> Scores:
        """The scores that a line would get by letters if nobody had foreseen it."""
        return self.by_letters(self._spelt_without(line, folded), line)

    def trial_by_both(self, line: int, folded: str, learnt: Learnt) -> Scores:
        """The scores that a line would get by letters and meaning if nobody had foreseen it."""
        return self._trial(line, self._spelt_without(line, folded), learnt)

    def trial_by_meaning(self, line: int, learnt: Learnt) -> Scores:
        """The same by meaning alone."""
        return self._trial(line, self._silent(), learnt)

    def _trial(self, line: int, spelt: Spelt, learnt: Learnt) -> Scores:
        vectors = learnt.meaning.vectors
        likeness = vectors @ vectors[line]
        head = learnt.without(line, int(self.owners[line]))
        likely = np.float32(0) if learnt.likely is None else learnt.likely[line]
        return self._joined(spelt, likeness, self._learnt * head + self._likely * likely, line)

    def _spelt_without(self, line: int, folded: str) -> Spelt:
        likeness = self._nearest.likeness(folded) if self._nearest else None
        owner = int(self.owners[line])
        if owner == self.count:
            return Spelt(self._lexical.scores(folded), likeness)
        return Spelt(self._lexical.scores_without(folded, owner, QUESTION_WEIGHT), likeness)


def most_lines(standards: int) -> int:
    """How many lines of so many standards are searched one by one, at most."""
    return min(MOST_LINES, MOST_WEIGHTS // max(standards, 1))


def made(standards: Sequence[Standard], lines: Sequence[Line]) -> Ranking:
    """An index of these standards and lines."""
    owners = np.array([line.standard for line in lines], np.int32)
    nearest = Nearest([line.folded for line in lines]) if len(lines) <= most_lines(len(standards)) else None
    return Ranking(owners, Lexical([fields_of(standard) for standard in standards]), nearest)


def kept(arrays: Mapping[str, np.ndarray]) -> Ranking:
    """An index from what `arrays` gave. Raises `KeyError`."""
    nearest = Nearest([], arrays) if "lines-size" in arrays else None
    return Ranking(arrays["owners"], Lexical([], arrays), nearest)
