"""Brings a database to the newest revision, once, however many try."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.engine import URL, Engine
from sqlalchemy.exc import DBAPIError

from bot.db.engine import database_url, lasting_url, make_private
from bot.db.migrations import HEAD
from bot.db.trouble import is_away, is_table_missing, said
from bot.errors import StorageAway

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 7_482_155  # any number, the same in every replica
PATIENCE_SECONDS = 60  # that one upgrade of an SQLite file waits for another


def upgrade(url: str) -> str:
    """Run what is missing and return the revision reached; a later one stays. Blocking.

    Raises `StorageAway`, and `SettingsError` for a URL that names no file.
    """
    with _storage():
        return _upgrade(_sync(lasting_url(url)))


def revision(url: str) -> str | None:
    """The revision that a database is at; None for an empty one. Blocking. Raises `StorageAway`."""
    engine = create_engine(_sync(database_url(url)))
    try:
        with _storage(), engine.connect() as connection:
            return _revision(connection)
    finally:
        engine.dispose()


def serves(connection: Connection) -> bool:
    """Whether this Takt can work with the database, at a cost of one query: nothing that it needs is missing.

    A later schema only adds (docs/operations.md), so an old replica works on while new ones start.
    """
    return (_revision(connection) or "") >= HEAD


def _upgrade(url: URL) -> str:
    from alembic import command  # noqa: PLC0415  (300 ms that only a migration should pay)
    from alembic.config import Config  # noqa: PLC0415

    make_private(url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    engine = _engine_in_turns(url)
    try:
        with engine.begin() as connection:
            _wait_for_turn(connection)
            if (found := _revision(connection) or "") >= HEAD:
                return found
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            return _revision(connection) or ""
    finally:
        engine.dispose()


def _engine_in_turns(url: URL) -> Engine:
    """An engine whose transactions hold for changes of tables as well, and of which SQLite lets in one at a time."""
    if url.get_backend_name() != "sqlite":
        return create_engine(url)
    engine = create_engine(url, connect_args={"timeout": PATIENCE_SECONDS})

    @event.listens_for(engine, "connect")
    def _take_charge(connection: Any, _entry: object) -> None:
        connection.isolation_level = None  # the driver would begin none before CREATE or ALTER TABLE

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _wait_for_turn(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def _revision(connection: Connection) -> str | None:
    try:
        with connection.begin_nested():
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except DBAPIError as error:
        if is_table_missing(error):
            return None
        raise


@contextlib.contextmanager
def _storage() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        if is_away(error):
            raise StorageAway(said(error)) from error
        raise


def _sync(url: URL) -> URL:
    return url.set(drivername="sqlite") if url.get_backend_name() == "sqlite" else url
