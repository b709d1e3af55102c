"""Vectors of lines: each computed once, then kept on disk; a line that is not changed keeps its vector.

They are kept in eight bits a number (the cosine changes by less than 0.001). The default pack's come with Takt, and
which of its lines the encoder was trained on: of what it has seen it knows more than of what people ask.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from bot.answers.cache import Cache, read_arrays
from bot.answers.encoder import Encoder
from bot.answers.grams import Floats
from bot.answers.lines import key_of
from bot.answers.stopping import GoOn, always

MOST_KEPT = 60_000
SHIPPED = Path(__file__).parent  # the folder of the files that come with Takt (`python -m bot.answers.shipping`)
_STEPS = 127
AT_ONCE = 64


class Vectors:
    """Vectors by text, of one encoder."""

    def __init__(self, encoder: Encoder, cache: Cache, shipped: Path | None = SHIPPED) -> None:
        self._encoder = encoder
        self._cache = cache
        self._name = f"vectors-{encoder.name}"
        self._known: dict[bytes, np.ndarray] = {}
        self._trained: set[bytes] = set()
        for found in (read_arrays(file_of(encoder.name, shipped)) if shipped else None, cache.load(self._name)):
            if found is not None:
                self._remember(found)

    @property
    def encoder(self) -> str:
        """Whose vectors these are."""
        return self._encoder.name

    def of(self, texts: Sequence[str], go_on: GoOn = always) -> Floats:
        """A row of unit length for each text; those that are new are computed, and kept as far as they are.

        Raises `Stopped`.
        """
        keys = [key_of(text) for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if missing:
            try:
                self._compute(missing, go_on)
            finally:
                self._keep(keys)
        rows = np.empty((len(keys), self._encoder.size), np.float32)
        for place, key in enumerate(keys):  # one by one, so that other threads get their turn
            rows[place] = self._known[key]
        return unit(rows)

    def missing(self, texts: Sequence[str]) -> int:
        """How many of the texts are still to be computed."""
        return len({key for text in texts if (key := key_of(text)) not in self._known})

    def has_seen(self, text: str) -> bool:
        """Whether the encoder was trained on this line."""
        return key_of(text) in self._trained

    def kept(self, text: str) -> np.ndarray:
        """The small vector of a text. Raises `KeyError` where it was never computed."""
        return self._known[key_of(text)]

    def _compute(self, missing: Mapping[bytes, str], go_on: GoOn) -> None:
        keys = list(missing)
        for at in range(0, len(keys), AT_ONCE):
            go_on()
            some = keys[at : at + AT_ONCE]
            rows = self._encoder.encode([missing[key] for key in some])
            self._known |= dict(zip(some, _small(rows), strict=True))

    def _keep(self, used: Sequence[bytes]) -> None:
        order = [key for key in dict.fromkeys([*used, *self._known]) if key in self._known][:MOST_KEPT]
        self._cache.save(self._name, as_arrays({key: self._known[key] for key in order}))

    def _remember(self, found: dict[str, np.ndarray]) -> None:
        keys, rows = found.get("keys"), found.get("rows")
        fits = keys is not None and rows is not None and rows.shape == (len(keys), self._encoder.size)
        if fits and keys is not None and rows is not None and rows.dtype == np.int8 and keys.dtype == np.uint64:
            self._known |= {key.tobytes(): row for key, row in zip(keys, rows, strict=True)}
        if (trained := found.get("trained")) is not None:
            self._trained |= {key.tobytes() for key in trained}


def file_of(encoder: str, folder: Path) -> Path:
    """Where the vectors that come with Takt are, of one encoder."""
    return folder / f"vectors-{encoder}.npz"


def as_arrays(known: dict[bytes, np.ndarray]) -> dict[str, np.ndarray]:
    """Keys and rows as they are kept on disk."""
    return {"keys": np.frombuffer(b"".join(known), np.uint64), "rows": np.array(list(known.values()), np.int8)}


def unit(rows: Floats) -> Floats:
    """The rows at length one."""
    scaled: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.float32(1e-9))
    return scaled


def _small(rows: Floats) -> np.ndarray:
    most = np.maximum(np.abs(rows).max(axis=1, keepdims=True), 1e-9)
    small: np.ndarray = np.round(rows / most * _STEPS).astype(np.int8)
    return small
