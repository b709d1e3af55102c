"""The best SQL that we could write by hand for the numbers of the monthly report, for each database.

It counts what the report shows and no more: levels and people of this month and of the one before, of every standard,
every area and of all; and the reader's own. It does nothing to keep small groups hidden over periods that overlap,
which the report does: so the report has the harder task.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

from benchmarks._observations_fill import OBSERVER, WORKSPACE

COUNTED = (
    "workspace = :workspace AND seen_at >= :before AND seen_at < :until AND undone_at IS NULL AND contested_at IS NULL"
)
PEOPLE = (
    "count(DISTINCT CASE WHEN seen_at >= :since THEN subject END), "
    "count(DISTINCT CASE WHEN seen_at < :since THEN subject END)"
)
LEVELS = (
    f"SELECT standard, CASE WHEN seen_at >= :since THEN 1 ELSE 0 END AS now, level, count(*) FROM observation "
    f"WHERE {COUNTED} GROUP BY 1, 2, 3"
)
BY_STANDARD = f"SELECT standard, {PEOPLE} FROM observation WHERE {COUNTED} GROUP BY standard"
OF_ALL = f"SELECT {PEOPLE} FROM observation WHERE {COUNTED}"
OWN = (
    "SELECT standard, level, count(*) FROM observation WHERE workspace = :workspace AND observer = :observer "
    "AND recorded_at >= :since AND seen_at >= :since AND seen_at < :until AND undone_at IS NULL "
    "AND contested_at IS NULL GROUP BY standard, level"
)
Run = Callable[[], None]


def by_area(areas: Mapping[str, str]) -> str:
    """People of each area; which area a standard is in is written into the statement: a join costs more."""
    which = " ".join(f"WHEN '{standard}' THEN '{area}'" for standard, area in sorted(areas.items()))
    return f"SELECT CASE standard {which} END AS area, {PEOPLE} FROM observation WHERE {COUNTED} GROUP BY 1"


@contextmanager
def hand_written(
    url: str, areas: Mapping[str, str], *, before: datetime, since: datetime, until: datetime
) -> Iterator[Run]:
    """Runs all of it and fetches every row."""
    statements = (LEVELS, BY_STANDARD, by_area(areas), OF_ALL, OWN)
    moments: dict[str, datetime] = {"before": before, "since": since, "until": until}
    values: dict[str, object] = {"workspace": WORKSPACE, "observer": OBSERVER}
    if make_url(url).get_backend_name() == "sqlite":
        texts: dict[str, object] = {name: f"{moment:%Y-%m-%d %H:%M:%S.%f}" for name, moment in moments.items()}
        with closing(sqlite3.connect(make_url(url).database or "")) as database:
            yield lambda: _fetch(database.execute, statements, values | texts)
        return
    with psycopg.connect(url, autocommit=True) as connection:
        named = [re.sub(r":(\w+)", r"%(\1)s", statement) for statement in statements]
        yield lambda: _fetch(connection.execute, named, {**values, **moments})


def _fetch(execute: Callable[..., Any], statements: Iterable[str], values: Mapping[str, object]) -> None:
    for statement in statements:
        execute(statement, values).fetchall()
