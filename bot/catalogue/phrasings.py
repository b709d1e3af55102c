"""What staff type, beside the questions of a standard's own file: `phrasings/<language>/<id>.txt`, for search alone.

One line is one phrasing; a line that begins with `#` is a remark. A phrasing is never shown and is no part of a
standard's version: search may learn without the standard changing.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from bot.catalogue.checks import UNKNOWN_LANGUAGE, UNKNOWN_REFERENCE
from bot.catalogue.problems import Problem
from bot.catalogue.source import Source, text_of
from bot.catalogue.wording import did_you_mean

FOLDER = "phrasings"
LONGEST = 300
Phrasings: TypeAlias = Mapping[str, Mapping[str, Sequence[str]]]  # standard → language → lines


def read_phrasings(folder: Path) -> tuple[Phrasings, list[Problem]]:
    """The phrasings of a pack, which need not have any, and what is wrong with their files."""
    found: dict[str, dict[str, Sequence[str]]] = {}
    problems: list[Problem] = []
    for path in sorted((folder / FOLDER).glob("*/*.txt")):
        source = Source(path.relative_to(folder).as_posix())
        text = text_of(path, folder, source) or ""
        lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1)]
        kept = [(number, line) for number, line in lines if line and not line.startswith("#")]
        problems += [*source.problems, *_too_long(source.file, kept)]
        found.setdefault(path.stem, {})[path.parent.name] = tuple(line for _, line in kept)
    return found, problems


def references(phrasings: Phrasings, ids: Collection[str], spoken: Collection[str] | None) -> Iterator[Problem]:
    """Every file is about a standard of the pack, in a language of the pack."""
    for standard, languages in phrasings.items():
        for language in languages:
            file = f"{FOLDER}/{language}/{standard}.txt"
            if ids and standard not in ids:  # a pack without standards is told of that
                message = f"is named after `{standard}`: no such standard{did_you_mean(standard, ids)}"
                yield Problem(file, 1, message, UNKNOWN_REFERENCE)
            if spoken is not None and language not in spoken:
                message = f"language `{language}` is not in pack.yaml: add it there or remove the folder"
                yield Problem(file, 1, message, UNKNOWN_LANGUAGE)


def _too_long(file: str, lines: Sequence[tuple[int, str]]) -> Iterator[Problem]:
    for number, line in lines:
        if len(line) > LONGEST:
            yield Problem(file, number, f"has {len(line)} characters: a phrasing has at most {LONGEST}")
