"""SQLite's connection for SQLAlchemy: a statement goes to its thread once, and comes back with its rows.

aiosqlite goes there four times for each: for a cursor, the statement, its rows, the end of the cursor. Each time one
waits for the other's turn, thread and event loop; beside a busy sender that is longer than the statement takes.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import Any, Self

from aiosqlite import Connection
from aiosqlite.core import _connection_worker_thread

THREAD = "takt-sqlite"
CHUNK = 64  # rows that aiosqlite reads at once where it reads little by little, which nobody does here


class OneTripCursor:
    """As much of a cursor as SQLAlchemy uses where it wants all rows at once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: Sequence[Any] = ()
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Iterable[Any] = ()) -> None:
        """Carry a statement out, and keep its rows."""
        await self._carry_out(sqlite3.Cursor.execute, sql, parameters)

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> None:
        """Carry a statement out for each of some rows."""
        await self._carry_out(sqlite3.Cursor.executemany, sql, parameters)

    async def fetchall(self) -> Sequence[Any]:
        """The rows; they are here already."""
        return self._rows

    async def close(self) -> None:
        """Nothing to do: the cursor in the thread is closed already."""

    async def _carry_out(self, how: Any, sql: str, parameters: Any) -> None:
        await self._connection._execute(self._in_thread, how, sql, parameters)  # type: ignore[no-untyped-call]

    def _in_thread(self, how: Any, sql: str, parameters: Any) -> None:
        cursor = self._connection._conn.cursor()
        try:
            how(cursor, sql, parameters)
            self.description = cursor.description
            self._rows = cursor.fetchall() if cursor.description else ()
            self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        finally:
            cursor.close()


class OneTripConnection(Connection):
    """aiosqlite's connection, whose cursors need no trip of their own."""

    def cursor(self) -> OneTripCursor:  # type: ignore[override]
        """A cursor."""
        return OneTripCursor(self)


def connect(path: str, **options: Any) -> OneTripConnection:
    """A connection to be awaited, in place of `aiosqlite.connect`; its thread keeps no process alive."""
    connection = OneTripConnection(partial(sqlite3.connect, path, **options), CHUNK)
    connection._thread = Thread(target=_work, name=THREAD, args=(connection._tx,), daemon=True)
    return connection


def _work(calls: Any) -> None:
    """aiosqlite's thread, which ends without a word where the event loop ended first: nobody waits for a result then.

    A connection that is given up at a stop may still be at work; a traceback would tell an operator of no trouble.
    """
    with suppress(RuntimeError):  # the event loop is closed: nothing else reaches this place
        _connection_worker_thread(calls)
