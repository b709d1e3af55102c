"""What must hold between the parts of a content pack, beyond the form of each file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.catalogue.model import Area, Level, Pack, Standard, Value
from bot.catalogue.names import fold
from bot.catalogue.problems import Problem
from bot.catalogue.source import Place, Source
from bot.catalogue.wording import did_you_mean, list_names

MISSING_LANGUAGE = "missing-language"
UNKNOWN_LANGUAGE = "unknown-language"
UNKNOWN_REFERENCE = "unknown-reference"
SHARED_ALIAS = "shared-alias"


@dataclass(frozen=True)
class Known:
    """What standards may refer to; None where the file that says so is missing or broken."""

    ids: frozenset[str]
    areas: Sequence[str] | None
    values: Sequence[str] | None
    languages: Sequence[str] | None


@dataclass
class _Names:
    """Which standard goes by which name, per language."""

    owners: dict[tuple[str, str], str] = field(default_factory=dict)

    def claim(self, language: str, name: str, standard: str) -> str | None:
        """The other standard that has the name already, if any."""
        owner = self.owners.setdefault((language, name), standard)
        return None if owner == standard else owner


def references(standard: Standard, source: Source, known: Known) -> Iterator[Problem]:
    """Area, value, related standards and languages exist, and the id is the file's name."""
    stem = source.file.rpartition("/")[2].removesuffix(".yaml")
    if standard.id != stem:
        yield _at(source, ("id",), f"`id` is `{standard.id}`, but the file's name says `{stem}`: make them the same")
    for name, wanted, among, file in (
        ("area", standard.area, known.areas, "areas.yaml"),
        ("value", standard.value, known.values, "values.yaml"),
    ):
        if among is not None and wanted not in among:
            hint = did_you_mean(wanted, among) or f" (it has {list_names(among)})"
            yield _at(source, (name,), f"`{name}` is `{wanted}`: no such {name} in {file}{hint}", UNKNOWN_REFERENCE)
    for position, related in enumerate(standard.related):
        place = ("related", position)
        if related == standard.id:
            yield _at(source, place, "`related` names the standard itself: remove it", UNKNOWN_REFERENCE)
        elif related not in known.ids:
            hint = did_you_mean(related, known.ids)
            yield _at(source, place, f"`related` names `{related}`: no such standard{hint}", UNKNOWN_REFERENCE)
    yield from languages(standard.text, source, ("text",), known.languages)


def languages(texts: Iterable[str], source: Source, place: Place, wanted: Sequence[str] | None) -> Iterator[Problem]:
    """Every language of the pack is there, and no other; what stands in for the others, its first, has to be."""
    present, line = set(texts), source.line_of(place)
    spoken = tuple(wanted or present)
    for at, language in enumerate(spoken):
        if language not in present:
            yield Problem(source.file, line, _lacking(language, spoken[0]), MISSING_LANGUAGE, is_error=at == 0)
    for language in sorted(present - set(spoken)):
        message = f"language `{language}` is not in pack.yaml: add it there or remove it"
        yield _at(source, (*place, language), message, UNKNOWN_LANGUAGE)


def _lacking(language: str, stand_in: str) -> str:
    if language == stand_in:
        return f"language `{language}` is missing: it is pack.yaml's first, which stands in where another is missing"
    return f"language `{language}` is missing: who reads it gets `{stand_in}` here"


def levels(pack: Pack, source: Source) -> Iterator[Problem]:
    """Every level has its sentence, in every language."""
    for level in Level:
        if level not in pack.levels:
            yield _at(source, ("levels",), f"level `{level}` is missing in `levels`")
        else:
            yield from languages(pack.levels[level], source, ("levels", level.value), pack.languages)


def entries(items: Sequence[Area | Value], source: Source, spoken: Sequence[str] | None) -> Iterator[Problem]:
    """Areas or values have an id each of their own, and every language."""
    seen: set[str] = set()
    for position, item in enumerate(items):
        if item.id in seen:
            yield _at(source, (position, "id"), f"`{item.id}` stands here a second time: an id is used once")
        seen.add(item.id)
        yield from languages(item.text, source, (position, "text"), spoken)
    yield from _shared(items, source)


def _shared(items: Sequence[Area | Value], source: Source) -> Iterator[Problem]:
    """No two areas, and no two values, share a title or alias in one language."""
    taken = _Names()
    for position, item in enumerate(items):
        for language, text in item.text.items():
            places = [((), "title", text.title), *(((at,), "aliases", alias) for at, alias in enumerate(text.aliases))]
            for within, key, name in places:
                if (other := taken.claim(language, fold(name), item.id)) is not None:
                    message = f"`{name}` is what `{other}` is called already: name one of them otherwise"
                    yield _at(source, (position, "text", language, key, *within), message, SHARED_ALIAS)


def names(standards: Sequence[tuple[Standard, Source]]) -> Iterator[Problem]:
    """No two standards share an id, title or alias in one language; retired ones leave theirs free."""
    taken = _Names()
    offered = [(standard, source) for standard, source in standards if not standard.retired]
    for standard, _ in offered:
        for language in standard.text:
            taken.claim(language, fold(standard.id), standard.id)
    for standard, source in offered:
        for language, text in standard.text.items():
            yield from _claims(taken, standard, source, language, [(("title",), text.title)])
    for standard, source in offered:
        for language, text in standard.text.items():
            aliases = [(("aliases", position), alias) for position, alias in enumerate(text.aliases)]
            yield from _claims(taken, standard, source, language, aliases)


def _claims(
    taken: _Names, standard: Standard, source: Source, language: str, wanted: Iterable[tuple[Place, str]]
) -> Iterator[Problem]:
    for place, name in wanted:
        where, what = ("text", language, *place), "title" if place[0] == "title" else "alias"
        folded = fold(name)
        if not folded:
            yield _at(source, where, f"{what} `{name}` has no letter or digit")
            continue
        other = taken.claim(language, folded, standard.id)
        if other:
            message = f"{what} `{name}` belongs to standard `{other}` already: a name leads to one standard"
            yield _at(source, where, message, SHARED_ALIAS)


def _at(source: Source, place: Place, message: str, rule: str = "format") -> Problem:
    return Problem(source.file, source.line_of(place), message, rule)
