"""What the queries of several features share."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CursorResult,
    FromClause,
    Select,
    String,
    Text,
    cast,
    column,
    func,
    literal,
    select,
    type_coerce,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import TypeEngine

from bot.db.models import Base
from bot.ports import Team

Columns = Mapping[str, TypeEngine[Any]]
SQLITE_MOMENT = "%Y-%m-%d %H:%M:%S.%f"  # how SQLAlchemy stores a moment there


def insert_into(session: AsyncSession, table: type[Base]) -> Any:
    """An INSERT that knows `ON CONFLICT`, in the words of the session's database."""
    return postgresql.insert(table) if _is_postgresql(session) else sqlite.insert(table)


def given_rows(session: AsyncSession, columns: Columns, rows: Sequence[Mapping[str, Any]]) -> FromClause:
    """Rows of our own as a table `given`: one parameter (JSON), so that the statement is prepared once for any number.

    A multi-row `VALUES` is compiled anew for every number of rows: 50 ms for 500 of them, while the event loop waits.
    """
    if _is_postgresql(session):
        text = json.dumps(rows, default=_postgresql_value)
        table = func.json_to_recordset(cast(literal(text, Text()), JSON))
        typed = [column(name, kind) for name, kind in columns.items()]
        return table.table_valued(*typed, name="given").render_derived(with_types=True)
    each = func.json_each(literal(json.dumps(rows, default=_sqlite_value), Text())).table_valued("value")
    found = (func.json_extract(each.c.value, f"$.{name}") for name in columns)
    typed_found = (type_coerce(one, kind).label(name) for one, (name, kind) in zip(found, columns.items(), strict=True))
    return select(*typed_found).subquery("given")


def among(session: AsyncSession, kind: TypeEngine[Any], values: Collection[Any]) -> Select[Any]:
    """Values of our own to look for by `in_`, as one parameter like `given_rows`.

    A list of parameters makes another statement of every length, and psycopg keeps none that has more than fifty.
    """
    given = given_rows(session, {"value": kind}, [{"value": value} for value in values])
    return select(given.c.value)


def among_teams(session: AsyncSession, teams: Collection[Team]) -> Select[Any]:
    """The same for pairs of workspace and channel."""
    rows = [{"workspace": team.workspace, "channel": team.channel} for team in teams]
    given = given_rows(session, {"workspace": String(), "channel": String()}, rows)
    return select(given.c.workspace, given.c.channel)


def rows_changed(result: object) -> int:
    """How many rows a statement has changed; only statements that change any have the number."""
    if not isinstance(result, CursorResult):
        raise TypeError("a statement that changes nothing")
    return result.rowcount


def _is_postgresql(session: AsyncSession) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _postgresql_value(value: datetime) -> str:
    return value.isoformat()


def _sqlite_value(value: datetime) -> str:
    return value.astimezone(UTC).strftime(SQLITE_MOMENT)
