"""What all tables share: the base, moments in UTC, big ids, indexes of a part of the rows."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Index, Integer, String, TypeDecorator, text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.schema import CreateIndex

WHERE = "where"  # under which an index notes its condition


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite forgets time zones, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without time zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def partial(name: str, column: str, where: str) -> Index:
    """An index of the rows that fulfil a condition."""
    return Index(name, column, sqlite_where=text(where), info={WHERE: where})


@compiles(CreateIndex, "postgresql")
def _create_partly(create: Any, compiler: Any, **how: Any) -> str:
    """The condition in PostgreSQL: named where the index is declared, it would load 2 MB of it for SQLite too."""
    if condition := create.element.info.get(WHERE):
        create.element.dialect_options["postgresql"]["where"] = text(condition)
    return str(compiler.visit_create_index(create, **how))


class Base(DeclarativeBase):
    """Base of all tables."""

    type_annotation_map = {datetime: UtcDateTime(), str: String()}  # noqa: RUF012  (SQLAlchemy reads it from the class)


BigId = BigInteger().with_variant(Integer(), "sqlite")
