"""An upgrade is done as a whole or not at all, wherever it is cut off, and one at a time, on both databases."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine

from bot.db import migrate
from bot.db.engine import BUSY_TIMEOUT_MS, database_url
from bot.db.migrations import HEAD
from bot.db.models import Base

OLD = [None, "0003", "0015"]
EVERY = 11  # statements: each kind of change is met by one of the old revisions


class CutOffError(Exception):
    """The process ends here."""


@contextmanager
def cut_off_before(number: int) -> Iterator[list[int]]:
    """End the work before its so many-th statement; yields how many there were."""
    seen = [0]

    def count(*_statement: Any) -> None:
        seen[0] += 1
        if seen[0] == number:
            raise CutOffError

    event.listen(Engine, "before_cursor_execute", count)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", count)


def engine_of(url: str) -> Engine:
    made = database_url(url)
    return create_engine(made.set(drivername="sqlite") if made.get_backend_name() == "sqlite" else made)


def bring_to(url: str, revision: str | None) -> None:
    """Make the database of an older Takt."""
    if revision is None:
        return
    config = Config()
    config.set_main_option("script_location", str(migrate.MIGRATIONS))
    engine = engine_of(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


def differences(url: str) -> list[Any]:
    """What the database lacks of what the models say."""
    engine = engine_of(url)
    with engine.connect() as connection:
        found = list(compare_metadata(MigrationContext.configure(connection), Base.metadata))
    engine.dispose()
    return found


@pytest.mark.parametrize("old", OLD)
def test_an_upgrade_that_is_cut_off_leaves_nothing_and_the_next_one_succeeds(database: str, old: str | None) -> None:
    bring_to(database, old)
    number, cut = 2, 0
    while True:
        with cut_off_before(number) as seen:
            try:
                migrate.upgrade(database)
            except CutOffError:
                cut += 1
            else:
                break
        assert migrate.revision(database) == old, f"before statement {seen[0]}"
        number += EVERY
    assert cut > 1
    assert migrate.revision(database) == HEAD
    assert differences(database) == []


def test_two_starts_that_upgrade_a_file_at_once_take_turns(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/takt.db"
    bring_to(url, "0003")
    reached: list[object] = []

    def start() -> None:
        try:
            reached.append(migrate.upgrade(url))
        except Exception as error:  # noqa: BLE001  (whatever it is, it is shown)
            reached.append(error)

    starts = [threading.Thread(target=start) for _ in range(4)]
    for one in starts:
        one.start()
    for one in starts:
        one.join()
    assert reached == [HEAD] * 4
    assert differences(url) == []


def test_an_upgrade_waits_for_another_longer_than_a_form_does(tmp_path: Path) -> None:
    engine = migrate._engine_in_turns(engine_of(f"sqlite:///{tmp_path}/takt.db").url)
    with engine.begin() as connection:
        patience = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
    engine.dispose()
    assert patience == migrate.PATIENCE_SECONDS * 1000 > 10 * BUSY_TIMEOUT_MS
