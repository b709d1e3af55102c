"""Makes of a catalogue what search by letters needs: its index, and where matches and answers begin; pure."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from bot.answers import decision, ranking
from bot.answers.decision import Bounds, Trial
from bot.answers.grams import Floats
from bot.answers.lines import Line
from bot.answers.ranking import Ranking, Scores
from bot.answers.spelling import Spelling
from bot.answers.telling import Telling
from bot.catalogue.model import Standard

MOST_TRIALS = 640
FEWEST_FAIR, FEWEST_FAIR_BEYOND = 200, 40


class Letters:
    """The index of letters of a catalogue, by its lines and by those that no standard answers.

    `learnt` is what was learnt of it before: which lines outside count, and the bounds. `are_lent` where `elsewhere` is
    in no language of the catalogue.
    """

    def __init__(
        self,
        standards: Sequence[Standard],
        inside: Sequence[Line],
        elsewhere: Sequence[Line],
        learnt: Mapping[str, np.ndarray] | None,
        *,
        are_lent: bool = False,
    ) -> None:
        self.spelling = Spelling([line.text for line in inside])
        self._telling = Telling(inside)
        self._inside = len(inside)
        if learnt is None:
            whole = ranking.made(standards, [*inside, *elsewhere])
            self._outside = _not_covered(whole, [*inside, *elsewhere], len(inside))
        else:
            self._outside = learnt["outside"].tolist()
        lines = [*inside, *(elsewhere[position] for position in self._outside)]
        self.ranking = ranking.made(standards, lines)
        self._bounds = self._found(lines, are_lent=are_lent) if learnt is None else learnt["bounds"]

    def _found(self, lines: Sequence[Line], *, are_lent: bool) -> Floats:
        """The bounds; those lent from another language tell letters nothing of where an answer ends."""
        return as_array(decision.DEFAULT_BOUNDS if are_lent else _fitted(self.ranking, lines, self._inside))

    def learnt(self) -> dict[str, np.ndarray]:
        """What is slow to learn, by name."""
        return {"bounds": self._bounds, "outside": np.array(self._outside, np.int64)}

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything, by name."""
        return {**self.learnt(), **self.ranking.arrays(), **self.spelling.arrays(), **self._telling.arrays()}


def tried(lines: Sequence[Line], inside: int, is_fair: Callable[[Line], bool] | None = None) -> list[int]:
    """Questions from all over the catalogue, few enough to try at a start, and all lines outside.

    Where enough of them are fair to try, those alone.
    """
    asked = [at for at, line in enumerate(lines[:inside]) if line.is_question]
    beyond = list(range(inside, len(lines)))
    if is_fair is not None:
        fair, fair_beyond = ([at for at in some if is_fair(lines[at])] for some in (asked, beyond))
        if len(fair) >= FEWEST_FAIR and len(fair_beyond) >= FEWEST_FAIR_BEYOND:
            asked, beyond = fair, fair_beyond
    return [*asked[:: max(1, -(-len(asked) // MOST_TRIALS))], *beyond]


def trial_of(ranked: Ranking, scores: Scores, line: int) -> Trial:
    """What became of a line as a question, by the scores that it got."""
    standard = int(ranked.owners[line])
    return decision.trial(scores, standard if standard < ranked.count else None)


def as_array(bounds: Bounds) -> Floats:
    """Bounds as they are kept."""
    return np.array([*bounds.right, *bounds.inside, bounds.none, bounds.match])


def _fitted(ranked: Ranking, lines: Sequence[Line], inside: int) -> Bounds:
    return decision.fit([_trial(ranked, lines, at) for at in tried(lines, inside)], decision.BY_LETTERS, ranked.easier)


def _not_covered(ranked: Ranking, lines: Sequence[Line], inside: int) -> list[int]:
    """The lines outside, less those that one standard answers as nearly and clearly as its own questions."""
    beyond = range(len(lines) - inside)
    own = np.array([_height(_trial(ranked, lines, at)) for at in tried(lines, inside) if at < inside])
    if not len(own):
        return list(beyond)
    usual = np.median(own, axis=0)
    return [at for at in beyond if (_height(_trial(ranked, lines, inside + at)) < usual).any()]


def _trial(ranked: Ranking, lines: Sequence[Line], line: int) -> Trial:
    return trial_of(ranked, ranked.trial_by_letters(line, lines[line].folded), line)


def _height(trial: Trial) -> tuple[float, float]:
    return trial.best, trial.margin
