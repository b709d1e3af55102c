"""What the picture of a report shows, in the words of its reader. Pure."""

from dataclasses import dataclass

from pydantic import TypeAdapter


@dataclass(frozen=True)
class Bar:
    """One week: its label, and the share that took part; None where it is hidden."""

    label: str
    percent: int | None


@dataclass(frozen=True)
class Pair:
    """One area: the share of first answers that was right, and of later ones; None where there is none to show."""

    label: str
    first: int | None
    later: int | None


@dataclass(frozen=True)
class Picture:
    """Two charts, one below the other."""

    title: str
    weeks_title: str
    weeks: tuple[Bar, ...]
    areas_title: str
    areas: tuple[Pair, ...]
    first: str  # what the legend calls first and later answers
    later: str
    hidden: str  # under a week whose share is hidden


KEPT = TypeAdapter(Picture)


def keep_picture(picture: Picture) -> bytes:
    """The picture as JSON."""
    return KEPT.dump_json(picture)


def read_picture(kept: bytes) -> Picture:
    """The picture again. Raises `ValueError`."""
    return KEPT.validate_json(kept)
