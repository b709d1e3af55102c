"""What the queries of several features share."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Base


def insert_into(session: AsyncSession, table: type[Base]) -> Any:
    """An INSERT that knows `ON CONFLICT`, in the words of the session's database."""
    dialect = session.get_bind().dialect.name
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
