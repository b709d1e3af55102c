"""Makes observations: one workspace, eighteen months, as supervisors would record them over the days."""

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta

import psycopg
from sqlalchemy.engine import make_url

from bot.db import migrate
from bot.ports import MemberId, WorkspaceId

NOW = datetime(2026, 11, 25, 14, tzinfo=UTC)
DAYS = 548
WORKSPACE, OBSERVER = WorkspaceId("T0BENCH"), MemberId("UO0")
OBSERVERS = 60
LEVELS, WEIGHTS = ("not-yet", "met", "example"), (3, 6, 1)
COLUMNS = (
    *("workspace", "observer", "subject", "standard", "standard_version", "level", "note", "place"),
    *("seen_at", "recorded_at", "source_key"),
)
NOTE = "Looked up at once, said good morning and asked what the guest was looking for."


def fill(url: str, rows: int, people: int, standards: Sequence[str]) -> None:
    """Make the tables and this many observations, the same ones each time."""
    migrate.upgrade(url)
    if make_url(url).get_backend_name() == "sqlite":
        _fill_sqlite(make_url(url).database or "", _rows(rows, people, standards))
    else:
        _fill_postgresql(url, _rows(rows, people, standards))


def _rows(rows: int, people: int, standards: Sequence[str]) -> Iterator[tuple[object, ...]]:
    chance = random.Random(6)
    for number in range(rows):
        at = NOW - timedelta(seconds=chance.random() * DAYS * 86_400)
        observer, subject = f"UO{chance.randrange(OBSERVERS)}", f"U{chance.randrange(people)}"
        level = chance.choices(LEVELS, WEIGHTS)[0]
        yield (WORKSPACE, observer, subject, chance.choice(standards), "v1", level, NOTE, "", at, at, f"key-{number}")


def _fill_sqlite(path: str, rows: Iterator[tuple[object, ...]]) -> None:
    places = ", ".join("?" * len(COLUMNS))
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA synchronous=OFF")
        texts = (tuple(_text(value) for value in row) for row in rows)
        database.executemany(f"INSERT INTO observation ({', '.join(COLUMNS)}) VALUES ({places})", texts)
    with closing(sqlite3.connect(path)) as database:
        database.execute("ANALYZE")


def _text(value: object) -> object:
    return value.strftime("%Y-%m-%d %H:%M:%S.%f") if isinstance(value, datetime) else value


def _fill_postgresql(url: str, rows: Iterator[tuple[object, ...]]) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        with connection.cursor().copy(f"COPY observation ({', '.join(COLUMNS)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        connection.execute("VACUUM ANALYZE observation")
