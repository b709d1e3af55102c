"""The best SQL that we could write by hand for the numbers of the monthly report, for each database.

It counts what the report shows and no more: levels and people of this month and of the one before, of every standard,
every area and of all; and the reader's own. It does nothing to keep small groups hidden over periods that overlap,
which the report does: so the report has the harder task.

SQLite is quickest with a statement for each grouping; PostgreSQL sorts for each `count(DISTINCT …)`, and is more than
twice as quick where people are grouped by hashes, once, and areas and all of them from there. What was tried beside:
one scan kept for both parts, and levels counted by person first (slower on both).
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
    return f"SELECT {_area(areas)} AS area, {PEOPLE} FROM observation WHERE {COUNTED} GROUP BY 1"


def by_hashes(areas: Mapping[str, str]) -> str:
    """Levels by standard, and people of standards, areas and all in one statement: no sort but of the few results."""
    people = "count(*) FILTER (WHERE now), count(*) FILTER (WHERE before)"
    return f"""
        WITH seen AS NOT MATERIALIZED (
            SELECT standard, subject, level, seen_at >= :since AS now FROM observation WHERE {COUNTED}
        ), of_standard AS MATERIALIZED (
            SELECT standard, subject, bool_or(now) AS now, bool_or(NOT now) AS before FROM seen GROUP BY 1, 2
        ), wider AS (
            SELECT {_area(areas)} AS area, subject, bool_or(now) AS now, bool_or(before) AS before
            FROM of_standard GROUP BY GROUPING SETS ((1, 2), (2))
        )
        SELECT 'standard', standard, {people}, '' FROM of_standard GROUP BY 2
        UNION ALL SELECT 'area', area, {people}, '' FROM wider GROUP BY 2
        UNION ALL SELECT 'levels', standard, now::integer, count(*), level FROM seen GROUP BY 2, 3, 5
    """


def _area(areas: Mapping[str, str]) -> str:
    which = " ".join(f"WHEN '{standard}' THEN '{area}'" for standard, area in sorted(areas.items()))
    return f"CASE standard {which} END"


@contextmanager
def hand_written(
    url: str, areas: Mapping[str, str], *, before: datetime, since: datetime, until: datetime
) -> Iterator[Run]:
    """Runs all of it and fetches every row."""
    moments: dict[str, datetime] = {"before": before, "since": since, "until": until}
    values: dict[str, object] = {"workspace": WORKSPACE, "observer": OBSERVER}
    if make_url(url).get_backend_name() == "sqlite":
        texts: dict[str, object] = {name: f"{moment:%Y-%m-%d %H:%M:%S.%f}" for name, moment in moments.items()}
        statements = (LEVELS, BY_STANDARD, by_area(areas), OF_ALL, OWN)
        with closing(sqlite3.connect(make_url(url).database or "")) as database:
            yield lambda: _fetch(database.execute, statements, values | texts)
        return
    with psycopg.connect(url, autocommit=True) as connection:
        named = [re.sub(r"(?<!:):(\w+)", r"%(\1)s", statement) for statement in (by_hashes(areas), OWN)]
        yield lambda: _fetch(connection.execute, named, {**values, **moments})


def _fetch(execute: Callable[..., Any], statements: Iterable[str], values: Mapping[str, object]) -> None:
    for statement in statements:
        execute(statement, values).fetchall()
