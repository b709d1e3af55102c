"""The disk of the database fills up: people are told, the operator too, and all goes on when there is room."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

from tests.e2e.conftest import Stage
from tests.e2e.test_over_http import becomes_ready, get

NOTE = "Greeted a guest and showed them the way. " * 7
ALL_AT_MOST = 40  # observations that fill the pages that an empty database has


class Disk:
    """How many pages SQLite may use: its own way to have no room left."""

    pages = 1_000_000

    def limit(self, connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count={self.pages}")


@pytest.fixture
def disk() -> Iterator[Disk]:
    """Of every database that this test uses."""
    disk = Disk()
    event.listen(Engine, "begin", disk.limit)
    yield disk
    event.remove(Engine, "begin", disk.limit)


async def test_full_disk_is_told_to_people_and_to_the_operator_until_there_is_room(disk: Disk, stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await becomes_ready(stage)
    disk.pages = 1  # as many as there are, and none more
    refused = await fill(stage)
    assert NOTE.strip() in refused  # to be copied
    status, body = await get(stage, "/readyz")
    assert (status, body["checks"]["database"]) == (503, False)
    assert (await get(stage, "/servez"))[0] == 200
    disk.pages = 1_000_000
    await becomes_ready(stage)
    await sofie.types(f"/observe @ben greeting met {NOTE}")
    await sofie.sees("Gemt. <@U0BEN>")


async def fill(stage: Stage) -> str:
    """Log observations until one cannot be saved, and say how its author is told."""
    sofie = stage.slack.person("sofie")
    for number in range(ALL_AT_MOST):
        await sofie.types(f"/observe @anna greeting met {number} {NOTE}")
        said = (await sofie.answer()).words
        if "kan ikke gemme" in said:
            return said
    raise AssertionError("the disk is not full")
