"""What the picture of a report shows, in the words of its reader. Pure."""

from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter


@dataclass(frozen=True)
class Bar:
    """One bar: its label, and a share in percent; None where it is hidden."""

    label: str
    percent: int | None


@dataclass(frozen=True)
class Bars:
    """Shares side by side, such as of weeks; `hidden` stands under one that is hidden."""

    title: str
    bars: tuple[Bar, ...]
    hidden: str


@dataclass(frozen=True)
class Pair:
    """A share then and now, in percent; None where there is none to show."""

    label: str
    first: int | None
    later: int | None


@dataclass(frozen=True)
class Pairs:
    """Shares then and now, one below the other, and what the legend calls both."""

    title: str
    pairs: tuple[Pair, ...]
    first: str
    later: str


@dataclass(frozen=True)
class Picture:
    """Charts, one below the other; light, or dark for those whose Slack is."""

    title: str
    charts: tuple[Bars | Pairs, ...]
    dark: bool = False


@cache
def _kept() -> TypeAdapter[Picture]:
    return TypeAdapter(Picture)


def keep_picture(picture: Picture) -> bytes:
    """The picture as JSON."""
    return _kept().dump_json(picture)


def read_picture(kept: bytes) -> Picture:
    """The picture again. Raises `ValueError`."""
    return _kept().validate_json(kept)
