"""A process that dies between saving an observation and telling the colleague: the next one tells them, once."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bot.app import Takt, build, running
from bot.db import migrate
from bot.library import Library
from tests.e2e.conftest import NOTICE_OVERRIDDEN, Stage, takt_settings
from tests.fakes import FixedClock
from tests.waiting import until

SAID = {
    "anna": "<@U0SOFIE> har noteret noget, du gjorde.",
    "ben": "<@U0SOFIE> has written down something they saw you do.",
}


@pytest.fixture
def mode() -> str:
    """One way to reach Takt is enough here."""
    return "http"


@pytest.fixture
def clock() -> FixedClock:
    """A clock that the tests move."""
    return FixedClock()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, empty_database: Path, tmp_path: Path) -> str:
    """Each database once."""
    if request.param == "sqlite":
        return f"sqlite:///{shutil.copy(empty_database, tmp_path)}"
    url = str(request.getfixturevalue("postgresql_url"))
    migrate.upgrade(url)
    with psycopg.connect(url) as connection:
        connection.execute(NOTICE_OVERRIDDEN.encode())
    return url


async def dies(stage: Stage) -> None:
    """What is in the memory of the process goes, while its message waits for Slack."""
    tasks = stage.takt.services.tasks
    await until(lambda: tasks.running > 0 and not tasks.working)
    assert await tasks.drain(0) > 0
    await stage.slack.post("mend", {"method": "chat.postMessage"})


@asynccontextmanager
async def another(stage: Stage, clock: FixedClock, library: Library, database_url: str) -> AsyncIterator[Takt]:
    """A replica that starts once the lease of the first is over, and has done its work."""
    clock.advance(minutes=3)
    async with running(build(takt_settings(stage.playground, "http", database_url), clock, library)) as takt:
        await takt.services.fair.remind()
        yield takt


async def direct(stage: Stage, name: str) -> list[Any]:
    """The direct messages with Takt."""
    return list(await stage.slack.person(name).messages("dm"))


@pytest.mark.parametrize("name", ["anna", "ben"])
async def test_colleague_is_told_once_by_the_next_process(
    stage: Stage, clock: FixedClock, library: Library, database_url: str, name: str
) -> None:
    await stage.slack.fault("chat.postMessage", "429", retry_after=20, times=None)
    await stage.slack.person("sofie").types(f"/observe @{name} hilsen + Varm velkomst")
    await dies(stage)
    assert await direct(stage, name) == []
    async with another(stage, clock, library, database_url) as takt:
        clock.advance(minutes=11)
        await takt.services.fair.remind()
    await stage.takt.services.fair.remind()
    [told] = await direct(stage, name)
    assert SAID[name] in told.words
    assert "Varm velkomst" in told.words


async def test_colleague_is_not_told_of_what_was_undone_before_the_next_process_came(
    stage: Stage, clock: FixedClock, library: Library, database_url: str
) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.fault("chat.postMessage", "429", retry_after=20, times=None)
    await sofie.types("/observe @anna hilsen + Varm velkomst")
    await dies(stage)
    await sofie.presses("Fortryd", channel="butikken")
    async with another(stage, clock, library, database_url):
        pass
    assert not [one for one in await direct(stage, "anna") if "Varm velkomst" in one.words]


async def test_message_that_arrived_before_the_process_died_is_found_and_not_sent_again(
    stage: Stage, clock: FixedClock, library: Library, database_url: str
) -> None:
    await stage.slack.fault("chat.postMessage", "drop")
    await stage.slack.person("sofie").types("/observe @anna hilsen + Varm velkomst")
    await stage.slack.person("anna").sees("Varm velkomst", channel="dm")
    async with another(stage, clock, library, database_url):
        pass
    assert len(await direct(stage, "anna")) == 1
