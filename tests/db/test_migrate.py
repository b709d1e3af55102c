"""Migrations: an empty database becomes what the models say, once, on both databases."""

import os
import stat
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.schema import CreateIndex

from bot.db import migrate
from bot.db.engine import create_engine as create_async
from bot.db.engine import database_url, make_private
from bot.db.migrations import HEAD
from bot.db.models import Base
from bot.db.ready import prepare_database
from bot.errors import SettingsError, StorageAway


def test_the_head_that_the_start_checks_is_alembics_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_an_upgraded_database_is_what_the_models_say(database: str) -> None:
    assert migrate.revision(database) is None
    assert migrate.upgrade(database) == HEAD
    url = database_url(database)
    engine = create_engine(url.set(drivername="sqlite") if url.get_backend_name() == "sqlite" else url)
    with engine.connect() as connection:
        assert migrate.serves(connection)
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    engine.dispose()
    assert differences == []


def test_an_upgrade_may_be_run_again(database: str) -> None:
    migrate.upgrade(database)
    assert migrate.upgrade(database) == HEAD


def test_replicas_that_upgrade_at_once_take_turns(postgresql_url: str) -> None:
    reached: list[str] = []
    replicas = [threading.Thread(target=lambda: reached.append(migrate.upgrade(postgresql_url))) for _ in range(3)]
    for replica in replicas:
        replica.start()
    for replica in replicas:
        replica.join()
    assert reached == [HEAD] * 3


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at/all/takt.db", "postgresql://takt@127.0.0.1:1/takt"])
def test_a_database_that_is_away_is_said_to_be_away(url: str) -> None:
    with pytest.raises(StorageAway):
        migrate.upgrade(url)


def test_the_path_of_a_database_may_have_a_percent_sign(tmp_path: Path) -> None:
    assert migrate.upgrade(f"sqlite:///{tmp_path}/100%25.db") == HEAD


@pytest.mark.parametrize("url", ["sqlite://", "postgresql+psycopg://takt@127.0.0.1/takt"])
def test_an_index_of_a_part_of_the_rows_is_one_in_both_databases(url: str) -> None:
    indexes = {str(index.name): index for index in Base.metadata.tables["subscription"].indexes}
    written = str(CreateIndex(indexes["subscription_untold"]).compile(dialect=create_engine(url).dialect))
    assert written.endswith("(tell_at) WHERE untold IS NOT NULL")


def test_a_file_that_is_made_is_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "takt.db"
    assert migrate.revision(f"sqlite:///{file}") is None
    migrate.upgrade(f"sqlite:///{file}")
    assert stat.S_IMODE(file.stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR


def modes(folder: Path) -> dict[str, int]:
    """Who may do what with each file."""
    return {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}


async def test_what_a_start_makes_is_for_its_owner_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/takt.db"
    engine = create_async(url)
    before = os.umask(0o022)
    try:
        await prepare_database(engine, url)
        made = modes(tmp_path)
    finally:
        os.umask(before)
        await engine.dispose()
    assert made == dict.fromkeys(["takt.db", "takt.db-shm", "takt.db-wal"], stat.S_IRUSR | stat.S_IWUSR)


def test_a_file_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "takt.db"
    migrate.upgrade(f"sqlite:///{file}")
    os.utime(file, (1, 1))
    file.chmod(0o640)
    make_private(database_url(f"sqlite:///{file}"))
    assert (file.stat().st_mtime, stat.S_IMODE(file.stat().st_mode)) == (1, 0o640)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_is_not_upgraded_and_leaves_no_file(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError, match="names no file"):
        migrate.upgrade(url)
    assert list(tmp_path.iterdir()) == []
