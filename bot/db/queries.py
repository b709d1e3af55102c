"""What the queries of several features share."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import (
    JSON,
    BindParameter,
    CursorResult,
    FromClause,
    Select,
    String,
    Table,
    Text,
    bindparam,
    column,
    func,
    literal,
    select,
    type_coerce,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import TypeEngine

from bot.db.models import Base
from bot.ports import Team

ALIKE = 100  # moments that are remembered as text: many rows have the same ones
Columns = Mapping[str, TypeEngine[Any]]


def insert_into(session: AsyncSession, table: type[Base]) -> Any:
    """An INSERT that knows `ON CONFLICT`, in the words of the session's database."""
    return insert_in(database_of(session), table)


def insert_in(database: str, table: type[Base] | Table) -> Any:
    """The same, for a statement that is made once."""
    if database != "postgresql":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415  (2 MB that only its users should pay)

    return postgresql.insert(table)


def database_of(session: AsyncSession) -> str:
    """The kind of database, by SQLAlchemy's name for it."""
    return session.get_bind().dialect.name


def table_of(model: type[Base]) -> Table:
    """A table without the ORM, which costs as much again for every statement."""
    return cast("Table", model.__table__)


def rows_to_come(database: str, columns: Columns, name: str) -> FromClause:
    """A table `given` of the rows that come with each execution, as its parameter `name`: what `packed` makes of them.

    A statement that is made once for a kind of database, and kept, costs a third of one that is made each time.
    """
    return _table(database, columns, bindparam(name, type_=Text()))


def values_to_come(database: str, kind: TypeEngine[Any], name: str) -> Select[Any]:
    """The same for values to look for by `in_`."""
    return select(rows_to_come(database, {"value": kind}, name).c.value)


def teams_to_come(database: str, name: str) -> Select[Any]:
    """The same for pairs of workspace and channel."""
    given = rows_to_come(database, {"workspace": String(), "channel": String()}, name).c
    return select(given.workspace, given.channel)


def packed(session: AsyncSession, rows: Collection[Mapping[str, Any]]) -> str:
    """Rows of our own as one parameter."""
    return json.dumps(list(rows), default=_postgresql_value if _is_postgresql(session) else _sqlite_value)


def packed_values(session: AsyncSession, values: Collection[Any]) -> str:
    """Values of our own as one parameter."""
    return packed(session, [{"value": value} for value in values])


def packed_teams(session: AsyncSession, teams: Collection[Team]) -> str:
    """Pairs of workspace and channel as one parameter."""
    return packed(session, [{"workspace": team.workspace, "channel": team.channel} for team in teams])


def given_rows(session: AsyncSession, columns: Columns, rows: Sequence[Mapping[str, Any]]) -> FromClause:
    """Rows of our own as a table `given`: one parameter (JSON), so that the statement is prepared once for any number.

    A multi-row `VALUES` is compiled anew for every number of rows: 50 ms for 500 of them, while the event loop waits.
    """
    return _table(database_of(session), columns, literal(packed(session, rows), Text()))


def rows_changed(result: object) -> int:
    """How many rows a statement has changed; only statements that change any have the number."""
    if not isinstance(result, CursorResult):
        raise TypeError("a statement that changes nothing")
    return result.rowcount


def _table(database: str, columns: Columns, text: BindParameter[str]) -> FromClause:
    if database == "postgresql":
        typed = [column(name, kind) for name, kind in columns.items()]
        table = func.json_to_recordset(sql_cast(text, JSON))
        return table.table_valued(*typed, name="given").render_derived(with_types=True)
    each = func.json_each(text).table_valued("value")
    found = (func.json_extract(each.c.value, f"$.{name}") for name in columns)
    typed_found = (type_coerce(one, kind).label(name) for one, (name, kind) in zip(found, columns.items(), strict=True))
    return select(*typed_found).subquery("given")


def _is_postgresql(session: AsyncSession) -> bool:
    return database_of(session) == "postgresql"


@lru_cache(maxsize=ALIKE)
def _postgresql_value(value: datetime) -> str:
    return value.isoformat()


@lru_cache(maxsize=ALIKE)
def _sqlite_value(value: datetime) -> str:
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")  # as SQLAlchemy stores it there
