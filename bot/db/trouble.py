"""Which errors mean that a database cannot be used just now, what they say, and what an operator does about each."""

from collections.abc import Mapping
from time import monotonic

import structlog
from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, OperationalError

# PostgreSQL's codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
READ_ONLY, FORBIDDEN, NO_TABLE, DISK_FULL = "25006", "42501", "42P01", "53100"
UNUSABLE = frozenset({READ_ONLY, FORBIDDEN})
ELSE = "Start it, and check TAKT_DATABASE_URL and its rights."
MENDS: Mapping[str, str] = {
    "readonly": "Let Takt's user write to the file and to its folder (ls -l; is the disk mounted for reading alone?).",
    "read-only": "Let TAKT_DATABASE_URL lead to the server that takes writes, or lift default_transaction_read_only.",
    "disk is full": "Make room on its disk (df -h).",
    "no space left": "Make room on its disk (df -h).",
    "unable to open": "Make the folder of the file, and let Takt's user write to it.",
    "not a database": "TAKT_DATABASE_URL leads to another file: change it, or move the file away and restore a backup.",
    "malformed": "The file is damaged: stop Takt, move it away, and restore a backup (docs/operations.md).",
    "locked": "Another program holds the file: end it (a shell of sqlite3, a copy), then try again.",
    "denied for schema": "ALTER DATABASE … OWNER TO TAKT_DATABASE_URL's user, or GRANT CREATE ON SCHEMA public TO it.",
    "permission denied": "Let the user in TAKT_DATABASE_URL own the tables (ALTER … OWNER TO; restore as that user).",
    "authentication": "Check user and password in TAKT_DATABASE_URL; %40 stands for @ there, %2F for / and %3A for :.",
    "does not exist": (
        "Check TAKT_DATABASE_URL. If it was lost: restore a backup (docs/operations.md); "
        "if there never was one: make it (createuser, createdb), then: takt db upgrade."
    ),
    "pg_hba": "Let pg_hba.conf of the server let this machine in (with sslmode=require, where it asks for encryption).",
    "too many": "Raise its max_connections: each Takt holds a dozen at most.",
    "slots are reserved": "Raise its max_connections: each Takt holds a dozen at most.",
    "resolve": "Check the name of the host in TAKT_DATABASE_URL.",
    "connection option": "Take what it does not know out of TAKT_DATABASE_URL, behind the question mark.",
    "query parameter": "Take what it does not know out of TAKT_DATABASE_URL, behind the question mark.",
    "sslmode": "Choose one of disable, require or verify-full for sslmode in TAKT_DATABASE_URL.",
}
FAILURES = "takt_failures"  # an execution option of an engine: its `Failures`
QUIET_SECONDS = 60

log = structlog.get_logger()


class Failures:
    """How many transactions a database did not carry out. The log has the first, and then one a minute at most.

    `doubted` since one for want of room, until somebody has seen a row written: a full disk can still be read. Others
    tell of no want of room, and a look that takes a connection would only add to an overload.
    """

    def __init__(self) -> None:
        self.count = 0
        self.doubted = False
        self._quiet_until = 0.0

    def note(self, reason: str, *, no_room: bool = False) -> None:
        """Count one more; the reason is the database's own."""
        self.count += 1
        self.doubted = self.doubted or no_room
        if monotonic() >= self._quiet_until:
            self._quiet_until = monotonic() + QUIET_SECONDS
            log.warning("storage_fails", reason=reason, count=self.count)


def is_away(error: DBAPIError) -> bool:
    """Whether nothing can be read or saved just now; else the mistake is in what was asked."""
    damaged = type(error) is DatabaseError  # SQLite's word for a file that is none of its own, or no longer
    known = isinstance(error, (OperationalError, InterfaceError))
    return known or damaged or is_cut_off(error) or _code(error) in UNUSABLE


def is_cut_off(error: DBAPIError) -> bool:
    """Whether there was no connection, or it broke: the database itself may be away, for others too."""
    return error.statement is None or error.connection_invalidated


def is_full(error: DBAPIError) -> bool:
    """Whether there was no room for what was to be written."""
    return _code(error) == DISK_FULL or "disk is full" in str(error.orig)


def is_table_missing(error: DBAPIError) -> bool:
    """Whether a statement named a table that is not there."""
    return _code(error) == NO_TABLE or str(error.orig).startswith("no such table")


def said(error: DBAPIError) -> str:
    """What the database said, in one line; nothing that a person typed is in it."""
    words = str(error.orig).strip()
    told = words if _code(error) is None else words.partition("\n")[0]  # the server's other lines may quote a row
    return " ".join(told.split()) or type(error).__name__


def mend(words: str) -> str:
    """What to do about it."""
    return next((advice for sign, advice in MENDS.items() if sign in words.lower()), ELSE)


def _code(error: DBAPIError) -> str | None:
    return getattr(error.orig, "sqlstate", None)
