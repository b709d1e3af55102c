"""Copies of an SQLite file while Takt runs, and back again. PostgreSQL has `pg_dump` (docs/operations.md)."""

import contextlib
import os
import sqlite3
from pathlib import Path

from bot.db import migrate
from bot.db.engine import database_url, is_in_memory
from bot.errors import SettingsError, StorageAway

ONLY_SQLITE = "TAKT_DATABASE_URL: this copies SQLite files; use pg_dump and pg_restore (docs/operations.md)."
LEFT_BESIDE = ("", "-wal", "-shm", "-journal")  # SQLite would take a stranger's journal for the new file's own


def back_up(url: str, file: Path) -> None:
    """Write what is committed into a new file that its owner alone may read. Raises `SettingsError`, `StorageAway`."""
    source = _path(url)
    if not source.is_file():
        raise SettingsError([f"TAKT_DATABASE_URL: there is no {source} to copy."])
    if file.exists():
        raise SettingsError([f"{file} exists already, and is left as it is: name a new file."])
    _copy(source, file)


def restore(url: str, file: Path) -> str:
    """Make a backup the database again; returns its revision. Raises `SettingsError` where something is in the way."""
    target = _path(url)
    there = [path for path in (target.with_name(target.name + end) for end in LEFT_BESIDE) if path.exists()]
    if there:
        names = " and ".join(path.name for path in there)
        raise SettingsError([f"{names} in {target.parent}: stop Takt and move that away first; nothing was changed."])
    if not file.is_file():
        raise SettingsError([f"{file}: there is no such file."])
    found = migrate.revision(f"sqlite:///{file}")
    if found is None:
        raise SettingsError([f"{file} is no database of Takt's."])
    _copy(file, target)
    _give_to_the_owner_of_the_folder(target)
    return found


def _path(url: str) -> Path:
    parts = database_url(url)
    if parts.get_backend_name() != "sqlite" or is_in_memory(parts):
        raise SettingsError([ONLY_SQLITE])
    return Path(str(parts.database))


def _give_to_the_owner_of_the_folder(file: Path) -> None:
    """Else Takt could not open what root has restored for it."""
    folder = file.absolute().parent.stat()
    if os.geteuid() == 0:
        os.chown(file, folder.st_uid, folder.st_gid)


def _copy(source: Path, target: Path) -> None:
    """Copy by SQLite itself, look the copy through, and only then give it its name."""
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with (
            contextlib.closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True)) as original,
            contextlib.closing(sqlite3.connect(unfinished)) as copy,
        ):
            original.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
            (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
        if verdict != "ok":
            raise StorageAway(f"the copy is not whole: {verdict}")
        unfinished.rename(target)
    except FileExistsError:
        seen = f"{unfinished} is in the way: another copy runs, or one was cut off; where none runs, delete it."
        raise SettingsError([seen]) from None
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise SettingsError(
            [f"{target} cannot be written ({error.strerror}): name a file in a folder that can."]
        ) from error
    except sqlite3.Error as error:
        unfinished.unlink(missing_ok=True)
        raise StorageAway(str(error)) from error
