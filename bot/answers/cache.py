"""Arrays on disk: written whole or not at all, and as good as absent when they cannot be read.

They are read where they lie: the operating system brings a page into memory when somebody asks for it.
"""

import contextlib
import io
import os
import re
import struct
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal, TypeAlias

from bot.whole_files import forget_old, write_whole

if TYPE_CHECKING:
    import numpy as np

Arrays: TypeAlias = dict[str, "np.ndarray"]
MOST_FILES = 18
SHIPPED = Path(__file__).with_name("shipped")  # the default pack's index (`python -m bot.answers.shipping`)
_TROUBLE = (OSError, ValueError, KeyError, EOFError, TypeError, struct.error, zipfile.BadZipFile)
_ALIGNED = 64  # bytes: numpy copies what lies askew, at every use
_PADDING = 0xD935  # the kind of a zip's extra field that only fills
_HEADER = 30  # bytes of a zip's header before the name
_LENGTHS = 26  # where in it the lengths of name and extra field stand
_DESCRIBED = re.compile(rb"\{'descr': '([^']+)', 'fortran_order': (True|False), 'shape': \(([\d, ]*)\), \}\s*")


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

    def has(self, name: str) -> bool:
        """Whether something was kept under the name, or comes with Takt."""
        return any(folder is not None and (folder / f"{name}.npz").exists() for folder in (self._folder, self._shipped))

    def newest(self, prefix: str) -> Arrays | None:
        """What was kept last under a name that begins so; else what comes with Takt."""
        for folder in (self._folder, self._shipped):
            files = sorted(folder.glob(f"{prefix}*.npz"), key=_age) if folder is not None else []
            for path in files:
                if (found := read_arrays(path)) is not None:
                    return found
        return None

    def save(self, name: str, arrays: "Mapping[str, np.ndarray]") -> None:
        """Keep arrays; a disk that is full or read-only only means that they are computed again."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            write_whole(self._folder / f"{name}.npz", lambda file: write_arrays(file, arrays))
            forget_old(self._folder, "index-*.npz", MOST_FILES)


def _age(path: Path) -> float:
    """Smaller for what was written later; a file that has just gone counts as the oldest."""
    with contextlib.suppress(OSError):
        return -path.stat().st_mtime
    return 0.0


def write_arrays(file: IO[bytes], arrays: "Mapping[str, np.ndarray]") -> None:
    """Write arrays as `np.savez` does, each at an even place."""
    import numpy as np  # noqa: PLC0415  (a process that is asked nothing has no need of it)

    with zipfile.ZipFile(file, "w") as archive:
        for name, array in arrays.items():
            content = io.BytesIO()
            np.lib.format.write_array(content, np.asarray(array), allow_pickle=False)
            member = zipfile.ZipInfo(f"{name}.npy")
            filled = 4 + -(file.tell() + _HEADER + len(member.filename) + 4) % _ALIGNED
            member.extra = struct.pack("<HH", _PADDING, filled - 4) + bytes(filled - 4)
            archive.writestr(member, content.getvalue())


def read_arrays(path: Path) -> Arrays | None:
    """The arrays of a file, not to be written to, or None when it is not there or is broken."""
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as file:
            if archive.testzip() is not None:
                return None
            return {one.filename.removesuffix(".npy"): _array(path, file, one) for one in archive.infolist()}
    except _TROUBLE:
        return None


def _array(path: Path, file: IO[bytes], member: zipfile.ZipInfo) -> "np.ndarray":
    """One array of a file. Raises `ValueError` where it cannot be read in its place."""
    import numpy as np  # noqa: PLC0415

    if member.compress_type != zipfile.ZIP_STORED:
        raise ValueError("compressed")
    file.seek(member.header_offset + _LENGTHS)
    file.seek(member.header_offset + _HEADER + sum(struct.unpack("<HH", file.read(4))))
    if np.lib.format.read_magic(file) != (1, 0):
        raise ValueError("of another form")
    kind, order, shape = _described(file)
    if kind.hasobject:
        raise ValueError("holds objects: what a file says would be taken for places in memory")
    if not np.prod(shape):
        return np.zeros(shape, kind, order)
    return np.memmap(path, kind, "r", file.tell(), shape, order).view(np.ndarray)


def _described(file: IO[bytes]) -> "tuple[np.dtype, Literal['C', 'F'], tuple[int, ...]]":
    """What an array's header says. Raises `ValueError` and `TypeError` where it says nothing that can be understood.

    numpy has it parsed as Python, which fails in a thread while another thread parses some too (CPython's gh-106905).
    """
    import numpy as np  # noqa: PLC0415

    (length,) = struct.unpack("<H", file.read(2))
    if (found := _DESCRIBED.fullmatch(file.read(length))) is None:
        raise ValueError("described in another way")
    kind, columns_first, sizes = (group.decode() for group in found.groups())
    return np.dtype(kind), "F" if columns_first == "True" else "C", tuple(map(int, re.findall(r"\d+", sizes)))
