"""An observation's number stands in the buttons of old messages: it is given once, also after the row is gone."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, delete, insert, inspect, select, text
from sqlalchemy.exc import DBAPIError

from bot.db import migrate
from bot.db.engine import Sessions, database_url
from bot.db.migrations import HEAD
from bot.db.models import Audit, Chore, Observation
from tests.fakes import ANNA, SOFIE, WORKSPACE
from tests.furnished import observation

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
BEFORE = "0024"


def opened(url: str) -> Engine:
    parsed = database_url(url)
    return create_engine(parsed.set(drivername="sqlite") if parsed.get_backend_name() == "sqlite" else parsed)


def upgraded(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def row(number: int) -> dict[str, object]:
    made = observation(number, SOFIE, ANNA, "Warm welcome")
    values = {column.name: getattr(made, column.name) for column in Observation.__table__.columns}
    return {name: value for name, value in values.items() if name != "id" and value is not None}


async def test_the_number_of_an_observation_that_is_gone_is_not_given_again(sessions: Sessions) -> None:
    async with sessions.begin() as session:
        first = await session.scalar(insert(Observation).values(row(1)).returning(Observation.id))
        await session.execute(delete(Observation))
    async with sessions.begin() as session:
        second = await session.scalar(insert(Observation).values(row(2)).returning(Observation.id))
    assert first is not None
    assert second is not None
    assert second > first


def before_the_upgrade(url: str) -> Engine:
    """A database of the release before: of nine observations two are left, and the audit log knows of the last."""
    engine = opened(url)
    with engine.begin() as connection:
        upgraded(connection, BEFORE)
        for number in (1, 2):
            values = row(number) | {"id": number}
            connection.execute(insert(Observation).values(values))
        told = {"workspace": WORKSPACE, "at": NOW, "actor": "one", "subject": "two"}
        connection.execute(insert(Audit).values(action="recorded", detail="9", **told))
        connection.execute(insert(Audit).values(action="read", detail="4000", **told))
        owed = {"workspace": WORKSPACE, "observation": 7, "kind": "empty", "key": "key", "not_before": NOW}
        connection.execute(insert(Chore).values(owed))
    return engine


def test_an_upgrade_goes_on_after_the_largest_number_that_anything_knows(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/takt.db"
    engine = before_the_upgrade(url)
    with engine.begin() as connection:
        connection.execute(delete(Observation).where(Observation.id == 2))
    assert migrate.upgrade(url) == HEAD
    with engine.begin() as connection:
        kept = connection.execute(select(Observation.id, Observation.note, Observation.seen_at)).all()
        added = connection.execute(insert(Observation).values(row(3)).returning(Observation.id)).scalar()
    engine.dispose()
    assert kept == [(1, "Warm welcome", NOW)]
    assert added == 10


def made_of(engine: Engine) -> list[str]:
    """The table's indexes, partial ones with their conditions, and what is unique in it."""
    found = inspect(engine)
    indexes = found.get_indexes("observation")
    unique = found.get_unique_constraints("observation")
    options = [{name: str(value) for name, value in one.get("dialect_options", {}).items()} for one in indexes]
    named = [
        str((one["name"], one["column_names"], one["unique"], option))
        for one, option in zip(indexes, options, strict=True)
    ]
    return [*named, *(str(one["column_names"]) for one in unique)]


def test_the_table_keeps_its_indexes_and_the_audit_log_its_triggers(database: str) -> None:
    engine = before_the_upgrade(database)
    before = made_of(engine)
    assert migrate.upgrade(database) == HEAD
    assert made_of(engine) == before
    assert len(before) > 5
    for change in ("UPDATE audit SET detail = '1'", "DELETE FROM audit"):
        with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
            connection.execute(text(change))
    engine.dispose()
