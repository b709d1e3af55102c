"""Finds standards by name: id, title or alias, whatever its spelling, number or one typing error."""

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import TypeAlias

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.answers.holding import ANYWHERE, FIRST, LATER, Lines
from bot.answers.normalise import stem
from bot.catalogue.model import Standard
from bot.catalogue.names import fold

SHORTEST_MISSPELT = 4
SHORTEST_SURE = 6  # letters of a word that is taken for a misspelt name without asking back
LONGEST_NAME = 80
_ByLanguage: TypeAlias = dict[str, dict[str, dict[str, None]]]  # language → name → standards, in order


class Names:
    """The names of all standards, per language; the asker's own language is tried first.

    `is_usual` tells words that are meant as they are typed: `what` is no slip of `chat`. `is_word` tells all words that
    are known to be one: none of them is surely a slip.
    """

    def __init__(
        self,
        standards: Sequence[Standard],
        languages: Sequence[str],
        endings: Sequence[str] = (),
        is_usual: Callable[[str], bool] = lambda _: False,
        is_word: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._endings = endings
        self._is_usual = is_usual
        self._is_word = is_word
        self._exact: _ByLanguage = {}
        self._stems: _ByLanguage = {}
        self._languages = languages
        self._by_length: dict[str, dict[int, list[str]]] = {}
        for standard in standards:
            for language, name in _names_of(standard):
                _add(self._exact, language, fold(name), standard.id)
                _add(self._stems, language, stem(fold(name), endings), standard.id)
        self._lines = {language: Lines(names) for language, names in self._exact.items()}
        for language, names in self._exact.items():
            for name in names:
                self._by_length.setdefault(language, {}).setdefault(len(name), []).append(name)

    def has(self, folded: str) -> bool:
        """Whether some standard goes by exactly this name, in any language."""
        return any(folded in names for names in self._exact.values())

    def spelt(self, folded: str, language: str) -> tuple[str, ...]:
        """The standards that go by exactly this name, in the asker's language or in another."""
        order = [language, *(other for other in self._languages if other != language)]
        return next((tuple(found) for one in order if (found := self._exact.get(one, {}).get(folded))), ())

    def in_a_row(self, folded: str, language: str) -> tuple[str, ...]:
        """The standards of names that stand one after the other with nothing between, or none."""
        words, found = folded.split() if len(folded) <= LONGEST_NAME else [], dict[str, None]()
        while words:
            ends = range(len(words), 0, -1)
            named = next(((end, one) for end in ends if (one := self.spelt(" ".join(words[:end]), language))), None)
            if named is None:
                return ()
            found |= dict.fromkeys(named[1])
            del words[: named[0]]
        return tuple(found)

    def find(self, folded: str, language: str) -> tuple[str, ...]:
        """The standards that go by the name: one, several when a typing error may mean each of them, or none."""
        return self._found(folded, language, self._one_slip)

    def surely(self, folded: str, language: str) -> tuple[str, ...]:
        """The same, but a typing error must be unmistakable: `kiss` is no `kids`, nor `pasture` a `posture`."""
        return self._found(folded, language, self._sure_slip)

    def _found(self, folded: str, language: str, is_slip: Callable[[str, str], bool]) -> tuple[str, ...]:
        if not folded or len(folded) > LONGEST_NAME:
            return ()
        order = [language, *(other for other in self._languages if other != language)]
        stemmed = stem(folded, self._endings)
        # the name may end like one that is bent: `hilsenen` of `hilsen`, whose own stem is `hils`
        for names in (self._exact, self._stems):
            for wanted, spoken in ((wanted, spoken) for wanted in (folded, stemmed) for spoken in order):
                if owners := names.get(spoken, {}).get(wanted):
                    return tuple(owners)
        return next((found for spoken in order if (found := self._misspelt(folded, spoken, is_slip))), ())

    def holding(self, folded: str, language: str, limit: int) -> list[str]:
        """Standards with a name that begins with these letters, then with a word that does, then that holds them."""
        order = [language, *(other for other in self._languages if other != language)]
        found: dict[str, None] = {}
        for where, spoken in product((FIRST, LATER, ANYWHERE), order):
            if spoken not in self._lines:
                continue
            for name in self._lines[spoken].holding(folded, where):
                found |= dict.fromkeys(sorted(self._exact[spoken][name]))
                if len(found) >= limit:
                    return list(found)[:limit]
        return list(found)

    def _misspelt(self, folded: str, language: str, is_slip: Callable[[str, str], bool]) -> tuple[str, ...]:
        names = self._exact.get(language, {})
        lengths = self._by_length.get(language, {})
        alike = [name for size in range(len(folded) - 1, len(folded) + 2) for name in lengths.get(size, ())]
        near = extract(folded, alike, scorer=OSA.distance, score_cutoff=1, limit=8)
        found = (standard for name, _, _ in near if is_slip(folded, name) for standard in names[name])
        return tuple(dict.fromkeys(found))

    def _one_slip(self, typed: str, name: str) -> bool:
        """Whether the one difference is in a word that is long enough to be sure, or is a space too many or too few."""
        some, others = typed.split(), name.split()
        if len(some) != len(others):
            return len(name) > SHORTEST_MISSPELT
        changed = [(word, other) for word, other in zip(some, others, strict=True) if word != other]
        return all(len(word) >= SHORTEST_MISSPELT and not self._is_usual(word) for word, _ in changed)

    def _sure_slip(self, typed: str, name: str) -> bool:
        """Whether such a slip cannot be another word. Of one word its letters must all be the name's own, too: letters
        that are swapped, doubled or left out seldom make a word, another letter often does.
        """
        if not self._one_slip(typed, name):
            return False
        some, others = typed.split(), name.split()
        if len(some) != len(others):
            return True
        if len(some) > 1:
            return not any(self._is_word(word) for word, other in zip(some, others, strict=True) if word != other)
        is_own = typed[0] == name[0] and set(typed) <= set(name)
        return len(typed) >= SHORTEST_SURE and is_own and not self._is_word(typed)


def _names_of(standard: Standard) -> Iterator[tuple[str, str]]:
    for language, text in standard.text.items():
        yield language, standard.id
        yield language, text.title
        for alias in text.aliases:
            yield language, alias


def _add(names: _ByLanguage, language: str, name: str, standard: str) -> None:
    if name:
        names.setdefault(language, {}).setdefault(name, {})[standard] = None
