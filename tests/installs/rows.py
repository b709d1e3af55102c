"""One row of any table, by the types of its columns: what it says does not matter."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Boolean, Column, Date, DateTime, Float, Integer, Table, Time, insert

from bot.db.base import UtcDateTime
from bot.db.engine import Sessions, transaction
from bot.db.models import Base, Removal

MOMENT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
BY_TYPE: tuple[tuple[type, Any], ...] = (
    (UtcDateTime, MOMENT),
    (DateTime, MOMENT.replace(tzinfo=None)),
    (Date, date(2026, 11, 23)),
    (Time, time(9)),
    (Boolean, True),
    (Float, 1.0),
)


def tables() -> list[Table]:
    """Every table whose rows belong to a workspace, but the note that it was removed."""
    return [one for one in Base.metadata.sorted_tables if "workspace" in one.c and one.name != Removal.__tablename__]


def row(table: Table, workspace: str, number: int) -> dict[str, Any]:
    """A row of the table; another number makes it another row."""
    return {one.name: _value(one, workspace, number) for one in table.columns}


async def write(sessions: Sessions, into: Iterable[Table], workspace: str, number: int) -> None:
    """A row in each of these tables."""
    async with transaction(sessions) as session:
        for table in into:
            await session.execute(insert(table).values(row(table, workspace, number)))


def _value(column: Column[Any], workspace: str, number: int) -> Any:
    if column.name == "workspace":
        return workspace
    if isinstance(column.type, Integer):
        return number
    for kind, value in BY_TYPE:
        if isinstance(column.type, kind):
            return value
    return f"{column.name}-{number}"
