"""Which version of the time zone database this process reads. Zones change: governments move summer time."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from zoneinfo import TZPATH

from tzdata import IANA_VERSION

NO_VERSION = "0000"  # of a system that does not say which it has: older than all that do
SAID_IN = ("tzdata.zi", "+VERSION")  # Linux, macOS and the BSDs
SAYS = "# version "


@cache
def zone_rules() -> str:
    """The version that slots are computed by, such as `2026f`; later ones sort behind earlier ones."""
    return version_read(TZPATH, IANA_VERSION)


def version_read(paths: Sequence[str], package: str) -> str:
    """The system's version, which wins (PEP 615), with the one of the package, which has what the system lacks.

    The package's alone where none of the system's `paths` holds zones.
    """
    system = next(_versions(paths), None)
    return package if system is None else f"{system} {package}"


def _versions(paths: Sequence[str]) -> Iterator[str]:
    for path in map(Path, paths):
        if (path / "UTC").is_file():
            yield next((_said(path / name) for name in SAID_IN if (path / name).is_file()), NO_VERSION)


def _said(file: Path) -> str:
    with file.open(encoding="utf-8") as lines:
        return lines.readline().removeprefix(SAYS).strip()
