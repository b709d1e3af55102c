"""Where a catalogue ends: what people at work ask that no standard answers, as examples of nothing; other languages."""

from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

from bot.catalogue.names import fold

FILE = Path(__file__).with_name("elsewhere.yaml")
ABROAD = Path(__file__).with_name("abroad.yaml")


def elsewhere(languages: Collection[str] | None = None) -> list[str]:
    """Questions, small talk and abuse in these languages: in one that the catalogue lacks, they would draw all."""
    return [line for one, lines in _read().items() if languages is None or one in languages for line in lines]


def nowhere(spoken: Collection[str]) -> list[str]:
    """Those in the languages that a catalogue has; all where it has none of them, for meaning has no language."""
    return elsewhere(spoken if has_examples(spoken) else None)


def has_examples(spoken: Collection[str]) -> bool:
    """Whether there are such questions in any of these languages."""
    return not languages().isdisjoint(spoken)


def languages() -> frozenset[str]:
    """The languages in which there are such questions."""
    return frozenset(_read())


@cache
def abroad() -> dict[str, frozenset[str]]:
    """The commonest words of languages that a question may be in and a catalogue seldom is."""
    return {str(one): frozenset(str(words).split()) for one, words in _loaded(ABROAD).items()}


@cache
def words() -> frozenset[str]:
    """The words of all these lines, folded."""
    return frozenset(fold(" ".join(elsewhere())).split())


@cache
def _read() -> dict[str, list[str]]:
    """The file: data that comes with Takt."""
    return {str(one): [str(line) for line in lines] for one, lines in _loaded(FILE).items()}


def _loaded(path: Path) -> dict[Any, Any]:
    import yaml  # noqa: PLC0415  (with the first question, for an idle process asks nothing)

    found: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found
