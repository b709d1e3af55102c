"""Writes files whole or not at all, and reads what nobody else has written."""

import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO


def write_whole(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    """Write a file in place of the one that is there, in a folder that is made if need be. Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            write(file)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)


def read_own(path: Path) -> bytes:
    """What we, or the machine's root, have written to a file that not everybody may write to. Raises `OSError`."""
    with open(path, "rb", opener=_at_once) as file:
        facts = os.fstat(file.fileno())
        is_ours = facts.st_uid in {0, os.geteuid()} and not facts.st_mode & stat.S_IWOTH
        if not stat.S_ISREG(facts.st_mode) or not is_ours:
            raise PermissionError(f"not to be believed: {path}")
        return file.read()


def forget_old(folder: Path, pattern: str, most: int) -> None:
    """Remove all but the newest files of a pattern. Raises `OSError`."""
    files = sorted(folder.glob(pattern), key=lambda path: path.stat().st_mtime)
    for path in files[:-most]:
        path.unlink(missing_ok=True)


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)  # a pipe in the place of a file would be waited for
