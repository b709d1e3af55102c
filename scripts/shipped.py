"""Prints the lines of requirements.lock that a running Takt needs, of all that its tests and checks need too."""

import importlib.metadata
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

LOCK = Path(__file__).parent.parent / "requirements.lock"


def plain(name: str) -> str:
    """The name as PyPI compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def needed(
    name: str, extras: frozenset[str] = frozenset(), seen: set[tuple[str, frozenset[str]]] | None = None
) -> set[str]:
    """The names of a package and of everything that it needs here, as it is installed."""
    seen = set() if seen is None else seen
    if (plain(name), extras) not in seen:
        seen.add((plain(name), extras))
        for wanted in map(Requirement, importlib.metadata.requires(name) or []):
            if wanted.marker is None or any(wanted.marker.evaluate({"extra": one}) for one in extras or {""}):
                needed(wanted.name, frozenset(wanted.extras), seen)
    return {one for one, _ in seen}


def shipped() -> Iterator[str]:
    """The lines of the lock, in its order; the image brings Sentry's package, which nothing uses without a DSN."""
    names = needed("takt", frozenset({"sentry"}))
    return (line for line in LOCK.read_text(encoding="utf-8").split() if plain(line.partition("==")[0]) in names)


if __name__ == "__main__":
    sys.stdout.write("\n".join(shipped()) + "\n")
