"""During a roll-out the old Takt talks on, on the schema that the new one has brought."""

import contextlib
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from playground.client import Workspace
from tests.db.test_expanding import extend
from tests.e2e.conftest import Stage


@pytest.fixture
def empty_database(empty_database: Path, tmp_path: Path) -> Path:
    """The database of the next release."""
    path = tmp_path / "next" / "takt.db"
    path.parent.mkdir()
    path.write_bytes(empty_database.read_bytes())
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        extend(connection)
    engine.dispose()
    return path


async def test_asking_observing_and_tips_go_on(slack: Workspace, stage: Stage) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await anna.types("/standard hilsen")
    await anna.sees("Hilsen")
    await sofie.types("/observe @anna greeting met Varm velkomst ved døren")
    assert "Varm velkomst" in (await anna.sees("Varm velkomst", channel="dm")).words
    await sofie.types("/tips now")
    await anna.sees("Dagens tip", channel="butikken")
    with contextlib.closing(sqlite3.connect(stage.database)) as database:
        assert database.execute("SELECT later FROM observation").fetchall() == [("x",)]
