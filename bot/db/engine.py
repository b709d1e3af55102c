"""Engines for both databases from one URL, and the translation of their troubles into ours."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.db import one_trip
from bot.db.in_turns import PATIENCE_MS, READERS, TURN, SessionsInTurns
from bot.db.trouble import FAILURES, Failures, is_away, is_cut_off, is_full, said
from bot.db.turn import Turn
from bot.errors import SettingsError, StorageAway
from bot.loading import later

with later():  # for PostgreSQL
    from bot.db import punctual

BUSY_TIMEOUT_MS = 2000  # a form must be answered within three seconds
POOL_TIMEOUT_SECONDS = 2
POOL_SIZE = 10
PLACES = POOL_SIZE - 1  # that are given in turns: installations take a connection without
SQLITE_READERS = 13  # of the fifteen that SQLAlchemy's pool has: one writes, and installations
LIMITS = f"-c statement_timeout={BUSY_TIMEOUT_MS} -c lock_timeout={BUSY_TIMEOUT_MS}"  # PostgreSQL's own words
READS_ONLY = "takt_reads_only"  # an execution option of a connection
DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}

ILLEGIBLE = (
    "TAKT_DATABASE_URL: cannot be read; expected sqlite:///takt.db or postgresql://user:password@host/database, "
    "where %40 stands for @ in a password, %2F for / and %3A for :"
)
IN_MEMORY = (
    "TAKT_DATABASE_URL: names no file, such as sqlite:///takt.db with three slashes; in memory nothing would last"
)

Sessions = async_sessionmaker[AsyncSession]


def database_url(text: str) -> URL:
    """The URL with the driver that serves both the app (async) and Alembic (PostgreSQL: sync as well).

    Raises `SettingsError`, which does not repeat what may be a password.
    """
    scheme, separator, rest = text.partition(":")
    try:
        url = make_url(f"{DRIVERS.get(scheme, scheme)}{separator}{rest}")
    except (ArgumentError, ValueError):
        raise SettingsError([ILLEGIBLE]) from None
    if url.get_backend_name() != "sqlite" and rest.count("@") > 1:
        raise SettingsError([ILLEGIBLE])  # the rest of a password, which would be shown as the host
    return url


def is_in_memory(url: URL) -> bool:
    """Whether an SQLite database has no file."""
    return url.get_backend_name() == "sqlite" and url.database in {None, "", ":memory:"}


def lasting_url(text: str) -> URL:
    """The same, of a database that outlives the process. Raises `SettingsError`."""
    url = database_url(text)
    if is_in_memory(url):
        raise SettingsError([IN_MEMORY])
    return url


def require_file(text: str) -> None:
    """Raises `SettingsError` where the file of an SQLite database is not there: it would be made, and be empty."""
    url = lasting_url(text)
    file = Path(str(url.database))
    if url.get_backend_name() == "sqlite" and not file.exists():
        here = "the settings of the running Takt may be others (docs/operations.md: A changed setting)"
        raise SettingsError([f"TAKT_DATABASE_URL: there is no {file}; {here}."])


def make_private(url: URL) -> None:
    """Make the file of an SQLite database, for its owner alone; SQLite gives what it puts beside it the same rights."""
    if url.get_backend_name() != "sqlite":
        return
    file = Path(str(url.database))
    with suppress(OSError):  # SQLite will say what is in the way
        if not file.exists() or file.stat().st_size == 0:  # a look at its revision may have made it just now
            file.touch(0o600)
            file.chmod(0o600)


def create_engine(text: str) -> AsyncEngine:
    """An engine that has not connected yet. Raises `SettingsError`."""
    url = lasting_url(text)
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url)
    turn, options = Turn(places=PLACES), _options(url)
    connect = partial(punctual.connect, silence=punctual.longest_silence(options))
    return create_async_engine(
        url,
        pool_size=POOL_SIZE,
        max_overflow=0,
        pool_timeout=POOL_TIMEOUT_SECONDS,
        pool_pre_ping=True,
        pool_use_lifo=True,  # few connections where few are needed: what each has prepared is used more often
        hide_parameters=True,  # a parameter is what a person typed; it has no place in an error
        connect_args={"connect_timeout": 2, "options": options, "async_creator_fn": connect},
        execution_options={TURN: turn, READERS: turn, FAILURES: Failures()},
    )


def failures_of(engine: AsyncEngine) -> Failures:
    """What the database did not carry out through this engine."""
    failures: Failures = engine.sync_engine.get_execution_options()[FAILURES]
    return failures


def create_sessions(engine: AsyncEngine, patience: float = BUSY_TIMEOUT_MS / 1000) -> Sessions:
    """The factory that services open their transactions with, which wait for their turn so many seconds."""
    shared = engine.sync_engine.get_execution_options()
    return SessionsInTurns(
        engine,
        turn=shared[TURN],
        readers=shared[READERS],
        patience=patience,
        expire_on_commit=False,
    )


def end_waiting(engine: AsyncEngine) -> None:
    """Let what is acknowledged wait for a connection no more: what has none by now is told that there is none."""
    shared = engine.sync_engine.get_execution_options()
    for turn in {shared[TURN], shared[READERS]}:
        turn.close()


@asynccontextmanager
async def transaction(sessions: Sessions) -> AsyncIterator[AsyncSession]:
    """One transaction, committed at the end. Raises `StorageAway` when the database does not answer."""
    async with _storage(sessions), sessions.begin() as session:
        yield session


@asynccontextmanager
async def reading(sessions: Sessions) -> AsyncIterator[AsyncSession]:
    """One look at what is kept; keeps no one from writing, in SQLite either. Raises `StorageAway`."""
    place = sessions.place_to_look() if isinstance(sessions, SessionsInTurns) else nullcontext()
    async with _storage(sessions), place, sessions() as session, session.begin():
        await session.connection(execution_options={READS_ONLY: True})
        yield session


@asynccontextmanager
async def _storage(sessions: Sessions) -> AsyncIterator[None]:
    try:
        yield
    except (PoolTimeout, OSError) as error:
        raise _away(sessions, type(error).__name__) from error
    except DBAPIError as error:
        if isinstance(sessions, SessionsInTurns) and is_cut_off(error):
            sessions.hurry()
        if is_away(error):
            raise _away(sessions, said(error), no_room=is_full(error)) from error
        raise


def _away(sessions: Sessions, reason: str, *, no_room: bool = False) -> StorageAway:
    if isinstance(sessions, async_sessionmaker):
        failures_of(sessions.kw["bind"]).note(reason, no_room=no_room)
    return StorageAway(reason)


async def let_go_of_old_pages(engine: AsyncEngine) -> None:
    """Empty SQLite's journal of changes, which still holds what was there before an erasure."""
    if engine.dialect.name == "sqlite":
        async with engine.connect() as connection:
            raw = await connection.get_raw_connection()
            await raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]


def _options(url: URL) -> str:
    """The server options that the URL asks for, which win, after our limits."""
    asked = url.query.get("options", ())
    return " ".join([LIMITS, *([asked] if isinstance(asked, str) else asked)])


def _sqlite_engine(url: URL) -> AsyncEngine:
    engine = create_async_engine(
        url,
        pool_timeout=POOL_TIMEOUT_SECONDS,
        hide_parameters=True,
        connect_args={"timeout": BUSY_TIMEOUT_MS / 1000, "async_creator_fn": one_trip.connect},
        execution_options={TURN: Turn(), READERS: Turn(places=SQLITE_READERS), FAILURES: Failures()},
    )

    @event.listens_for(engine.sync_engine, "do_connect")
    def _prepare(*_connecting: object) -> None:
        make_private(url)

    @event.listens_for(engine.sync_engine, "connect")
    def _configure(connection: Any, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # SQLAlchemy's documented way to take charge of BEGIN
        cursor = connection.cursor()
        # secure_delete: what is erased is overwritten, in the file too
        chosen = ("journal_mode=WAL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT_MS}", "synchronous=FULL")
        for pragma in (*chosen, "secure_delete=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Any) -> None:
        options = connection.get_execution_options()
        patience = options.get(PATIENCE_MS, BUSY_TIMEOUT_MS)
        if connection.info.get(PATIENCE_MS, BUSY_TIMEOUT_MS) != patience:  # of the last transaction on this connection
            connection.exec_driver_sql(f"PRAGMA busy_timeout={patience}")
            connection.info[PATIENCE_MS] = patience
        reads_only = options.get(READS_ONLY, False)
        # a plain BEGIN that goes on to write fails late, with "database is locked"
        connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")

    return engine
