"""The insert that can say what to do with a row that is there already."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Base


def insert_into(session: AsyncSession, table: type[Base]) -> Any:
    """The dialect's own insert, with `on_conflict_do_…`."""
    dialect = session.get_bind().dialect.name
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
