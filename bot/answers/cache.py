"""Arrays on disk: written whole or not at all, and as good as absent when they cannot be read."""

import contextlib
import os
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

import numpy as np

Arrays: TypeAlias = dict[str, np.ndarray]
MOST_FILES = 12
SHIPPED = Path(__file__).with_name("shipped")  # the default pack's index (`python -m bot.answers.shipping`)
_TROUBLE = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile)


def default_folder() -> Path:
    """Where vectors and indexes are kept: `TAKT_CACHE_DIR`, else the operating system's folder for caches."""
    if chosen := os.environ.get("TAKT_CACHE_DIR"):
        return Path(chosen)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "takt"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "takt"


class Cache:
    """A folder of arrays, each set by a name; None keeps nothing. What comes with Takt need not have been kept."""

    def __init__(self, folder: Path | None, shipped: Path = SHIPPED) -> None:
        self._folder = folder
        self._shipped = shipped

    def load(self, name: str) -> Arrays | None:
        """What was kept under the name; None when there is nothing, or nothing that can be read."""
        kept = None if self._folder is None else read_arrays(self._folder / f"{name}.npz")
        return read_arrays(self._shipped / f"{name}.npz") if kept is None else kept

    def save(self, name: str, arrays: Mapping[str, np.ndarray]) -> None:
        """Keep arrays; a disk that is full or read-only only means that they are computed again."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=self._folder, suffix=".tmp")
            try:
                with os.fdopen(handle, "wb") as file:
                    np.savez(file, allow_pickle=False, **arrays)
                Path(temporary).replace(self._folder / f"{name}.npz")
            finally:
                Path(temporary).unlink(missing_ok=True)
            self._forget("index-*.npz")

    def _forget(self, pattern: str) -> None:
        files = sorted((self._folder or Path()).glob(pattern), key=lambda path: path.stat().st_mtime)
        for path in files[:-MOST_FILES]:
            path.unlink(missing_ok=True)


def read_arrays(path: Path) -> Arrays | None:
    """The arrays of a file, or None when it is not there or is broken."""
    try:
        with np.load(path, allow_pickle=False) as found:
            return {name: found[name] for name in found.files}
    except _TROUBLE:
        return None
