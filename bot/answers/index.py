"""A catalogue that can be asked: by letters at once, by meaning once it is learnt; what is slow is kept on disk."""

from collections.abc import Sequence
from typing import TypeAlias

from bot.answers import decision, inherited, meaning, ranking
from bot.answers.alike import Likeness
from bot.answers.cache import Arrays, Cache
from bot.answers.decision import Bounds, Verdict
from bot.answers.foreign import Foreign
from bot.answers.grams import Floats, Integers
from bot.answers.letters import Letters, as_array, trial_of, tried
from bot.answers.lines import Line, index_name, lines_of, lines_outside, signature, thinned
from bot.answers.meaning import Meaning
from bot.answers.outside import has_examples, nowhere
from bot.answers.ranking import Scores
from bot.answers.spelling import Spelling
from bot.answers.stopping import GoOn, always
from bot.answers.telling import Telling
from bot.answers.vectors import Vectors
from bot.catalogue.model import Standard

FEW_LINES = 5_000  # of which the letters are learnt in a moment
MOST_QUESTIONS = 40_000  # of many standards that are searched by meaning
OUTSIDE = 3  # lines that no standard answers, for each question of a standard, at most
FEWEST_OUTSIDE = 300
Asked: TypeAlias = tuple[str, Floats | None]  # folded words, and their vector


class Index:
    """The standards of one catalogue, by their positions."""

    def __init__(self, standards: Sequence[Standard], cache: Cache) -> None:
        self._standards = standards
        self._ids = [standard.id for standard in standards]
        self._cache = cache
        self._signature = signature(standards) + ("" if has_examples(_spoken(standards)) else "-lent")
        self._both: Bounds | None = None
        self._abroad: Bounds | None = None
        self._meaning: Meaning | None = None
        found = cache.load(self._name("search")) or self._searched()
        self.ranking = ranking.kept(found)
        self.spelling = Spelling((), found)
        self._telling = Telling((), found)
        self._letters = _bounds(found["bounds"])
        self._outside: Integers = found["outside"]

    @property
    def has_meaning(self) -> bool:
        """Whether a question's vector is of use."""
        return self._meaning is not None

    def texts(self) -> list[str]:
        """The lines whose vectors `learn` needs."""
        return [line.text for line in self._lines()]

    def learn(self, vectors: Vectors, go_on: GoOn = always) -> None:
        """Add meaning: what was kept if nothing has changed; else it is learnt, which takes minutes for many lines.

        Raises `Stopped`.
        """
        lines = self._lines()
        if not lines:
            return
        rows = vectors.of([line.text for line in lines], go_on)
        name = self._name(f"meaning-{vectors.encoder}")
        kept = self._cache.load(name)
        if kept is None:
            before = self._cache.newest(f"index-meaning-{vectors.encoder}-")
            kept = (before and self._inherited(before, rows, lines)) or self._learnt(rows, lines, vectors, go_on)
            self._cache.save(name, kept)
        self._abroad = _bounds(kept["abroad"]) if "abroad" in kept else None
        self._both = _bounds(kept["bounds"])
        self._meaning = meaning.kept(kept, rows, len(lines) - len(self._outside))

    def verdict(self, asked: Asked, *, is_foreign: bool = False) -> Verdict:
        """How the standards compare for a question; by letters alone without a vector, and without them if foreign."""
        folded, vector = asked
        if is_foreign and vector is not None and self._meaning is not None and self._abroad is not None:
            return _verdict(self.ranking.by_meaning(self._meaning, vector), self._abroad)
        spelt = self.ranking.spelt(folded)
        if vector is None or self._meaning is None or self._both is None:
            return _verdict(self.ranking.by_letters(spelt), self._letters)
        return _verdict(self.ranking.by_both(spelt, self._meaning, vector), self._both)

    def told(self, folded: str, standard: int) -> float | None:
        """How far the words alone tell of the standard, from 0 to 1; None where too few lines hold them."""
        return self._telling.share(folded, self.ranking.owners, standard)

    def _name(self, kind: str) -> str:
        return index_name(kind, self._signature)

    def _lines(self) -> list[Line]:
        """The lines that are searched: made anew, for they are needed once and are large."""
        elsewhere = _elsewhere(self._standards)
        return [*_inside(self._standards), *(elsewhere[position] for position in self._outside)]

    def _searched(self) -> Arrays:
        """All that search by letters needs, made of the catalogue and kept."""
        inside, outside = _inside(self._standards), _elsewhere(self._standards)
        kept = self._cache.load(self._name("letters"))
        learnt = kept or self._inherited_letters(inside, outside)
        made = Letters(self._standards, inside, outside, learnt, are_lent=not has_examples(_spoken(self._standards)))
        if kept is None:
            names = inherited.names([*inside, *outside], self._ids, 0)
            self._cache.save(self._name("letters"), {**names, **(learnt or {}), **made.learnt()})
        arrays = made.arrays()
        self._cache.save(self._name("search"), arrays)
        return self._cache.load(self._name("search")) or arrays

    def _inherited_letters(self, inside: Sequence[Line], outside: Sequence[Line]) -> Arrays | None:
        """What was learnt of the letters of an earlier catalogue that differs little; few lines are learnt anew."""
        before = self._cache.newest("index-letters-") if len(inside) > FEW_LINES else None
        return inherited.inherit_bounds(before, inside, outside, self._ids) if before and outside else None

    def _learnt(self, rows: Floats, lines: Sequence[Line], vectors: Vectors, go_on: GoOn) -> Arrays:
        ranked, inside = self.ranking, len(lines) - len(self._outside)
        letters = self._letters_of(lines) if ranked.is_by_line else None
        learnt = meaning.learnt(rows, inside, ranked.owners, ranked.count + 1, letters, go_on, are_few=ranked.are_few)
        places = tried(lines, inside, lambda line: not vectors.has_seen(line.text))
        bounds = self._fitted([(ranked.trial_by_both(at, lines[at].folded, learnt), at) for at in places])
        found = {**learnt.meaning.arrays(), "bounds": as_array(bounds), **inherited.names(lines, self._ids, 0)}
        if texts := Foreign(_spoken(self._standards)).examples():
            unanswered = [ranked.by_meaning(learnt.meaning, vector) for vector in vectors.of(texts, go_on)]
            abroad = self._fitted([(ranked.trial_by_meaning(at, learnt), at) for at in places])
            abroad = decision.refusing_half(abroad, [decision.trial(one, None) for one in unanswered])
            found["abroad"] = as_array(abroad)
        return found

    def _inherited(self, before: Arrays, rows: Floats, lines: Sequence[Line]) -> Arrays | None:
        """What was learnt of an earlier catalogue that differs little, with what is new; its bounds are good enough."""
        found = inherited.inherit(before, lines, self._ids) if self.ranking.is_by_line else None
        if found is None or self.ranking.are_few:
            return None
        inside = len(lines) - len(self._outside)
        grown = meaning.added(rows, inside, self.ranking.owners, found.weights, found.new, self._letters_of(lines))
        bounds: Arrays = {name: before[name] for name in ("bounds", "abroad") if name in before}
        return {**grown.arrays(), **bounds, **inherited.names(lines, self._ids, found.changes)}

    def _letters_of(self, lines: Sequence[Line]) -> Likeness:
        """How like a line, by its place, is to all lines by letters."""
        return lambda at: self.ranking.likeness(lines[at].folded)

    def _fitted(self, trials: Sequence[tuple[Scores, int]]) -> Bounds:
        """Bounds by the scores of lines that were tried."""
        found = [trial_of(self.ranking, scores, at) for scores, at in trials]
        return decision.fit(found, decision.ANSWERED, self.ranking.easier)


def _verdict(scores: Scores, bounds: Bounds) -> Verdict:
    return Verdict(scores.standards, decision.trial(scores, None), bounds)


def _bounds(array: Floats) -> Bounds:
    right, inside, (none, match) = array[:4].tolist(), array[4:8].tolist(), array[8:].tolist()
    return Bounds(tuple(right), tuple(inside), none, match)


def _inside(standards: Sequence[Standard]) -> list[Line]:
    """The lines of the standards, as many as can be searched; none where the standards are too many."""
    lines = lines_of(standards) if _are_few(standards) else []
    return thinned(lines, _room(standards)) if _may_be_thinned(standards) else lines


def _elsewhere(standards: Sequence[Standard]) -> list[Line]:
    """Lines that no standard answers, in the standards' languages if any: not so many that their own hardly count."""
    if not _are_few(standards):
        return []
    lines = lines_outside(nowhere(_spoken(standards)), len(standards))
    return lines[:: -(-len(lines) // max(FEWEST_OUTSIDE, OUTSIDE * _asked(standards))) or 1]


def _spoken(standards: Sequence[Standard]) -> set[str]:
    return {language for standard in standards for language in standard.text}


def _are_few(standards: Sequence[Standard]) -> bool:
    """Whether the standards have questions, and few enough to search by meaning."""
    return _asked(standards) > 0 and (_asked(standards) <= MOST_QUESTIONS or _may_be_thinned(standards))


def _may_be_thinned(standards: Sequence[Standard]) -> bool:
    """Whether the standards are so few that of each many lines can be searched one by one."""
    return _room(standards) >= ranking.MANY * len(standards)


def _room(standards: Sequence[Standard]) -> int:
    """For how many lines of the standards there is room beside those that no standard answers."""
    return ranking.most_lines(len(standards)) - len(nowhere(_spoken(standards)))


def _asked(standards: Sequence[Standard]) -> int:
    """How many questions the standards have, in all languages."""
    return sum(len(text.questions) for standard in standards for text in standard.text.values())
