"""Finds standards by name: id, title or alias, whatever its spelling, number or one typing error."""

from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.answers.normalise import stem
from bot.catalogue.model import Standard
from bot.catalogue.names import fold

SHORTEST_MISSPELT = 4
LONGEST_NAME = 80


class Names:
    """The names of all standards, per language; the asker's own language is tried first."""

    def __init__(self, standards: Sequence[Standard], languages: Sequence[str]) -> None:
        self._exact: dict[str, dict[str, list[str]]] = {}
        self._stems: dict[str, dict[str, list[str]]] = {}
        self._languages = languages
        for standard in standards:
            for language, name in _names_of(standard):
                _add(self._exact, language, fold(name), standard.id)
                _add(self._stems, language, stem(fold(name)), standard.id)

    def find(self, folded: str, language: str) -> tuple[str, ...]:
        """The standards that go by the name: one, several when a typing error may mean each of them, or none."""
        if not folded or len(folded) > LONGEST_NAME:
            return ()
        order = [language, *(other for other in self._languages if other != language)]
        for names, wanted in ((self._exact, folded), (self._stems, stem(folded))):
            for spoken in order:
                if found := names.get(spoken, {}).get(wanted):
                    return tuple(found)
        return next((found for spoken in order if (found := self._misspelt(folded, spoken))), ())

    def _misspelt(self, folded: str, language: str) -> tuple[str, ...]:
        names = self._exact.get(language, {})
        near = extract(folded, names.keys(), scorer=OSA.distance, score_cutoff=1, limit=8)
        found = (standard for name, _, _ in near if _one_slip(folded, name) for standard in names[name])
        return tuple(dict.fromkeys(found))


def _names_of(standard: Standard) -> Iterator[tuple[str, str]]:
    for language, text in standard.text.items():
        yield language, standard.id
        yield language, text.title
        for alias in text.aliases:
            yield language, alias


def _add(names: dict[str, dict[str, list[str]]], language: str, name: str, standard: str) -> None:
    owners = names.setdefault(language, {}).setdefault(name, []) if name else [standard]
    if standard not in owners:
        owners.append(standard)


def _one_slip(typed: str, name: str) -> bool:
    """Whether the one difference is in a word that is long enough to be sure, or is a space too many or too few."""
    differing = _differing(typed.split(), name.split())
    return differing is None or min(map(len, differing)) >= SHORTEST_MISSPELT - 1 and len(differing[0]) >= SHORTEST_MISSPELT


def _differing(typed: Sequence[str], name: Sequence[str]) -> tuple[str, str] | None:
    if len(typed) != len(name):
        return None
    return next(((one, other) for one, other in _pairs(typed, name) if one != other), None)


def _pairs(some: Iterable[str], others: Iterable[str]) -> Iterator[tuple[str, str]]:
    return zip(some, others, strict=True)
