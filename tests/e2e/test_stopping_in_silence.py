"""A stop ends within ten seconds also where Slack or the database takes everything and answers nothing."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import psycopg
import pytest

from bot.db import migrate
from tests.e2e.conftest import NOTICE_OVERRIDDEN
from tests.e2e.silence import PATIENCE_SECONDS, Running, running_takt, server_of, silent
from tests.waiting import until

MOST_SECONDS = 10
WAITING = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


@pytest.fixture
def url(postgresql_url: str) -> str:
    """A PostgreSQL with all tables, where observations may be recorded."""
    migrate.upgrade(postgresql_url)
    with psycopg.connect(postgresql_url) as connection:
        connection.execute(NOTICE_OVERRIDDEN)
    return postgresql_url


@pytest.fixture
async def takt(mode: str, url: str, tmp_path: Path) -> AsyncIterator[Running]:
    """A Takt that is ready."""
    async with running_takt(mode, url, tmp_path) as takt:
        await takt.becomes("/readyz", status=200)
        yield takt


@contextlib.asynccontextmanager
async def typing(takt: Running, line: str) -> AsyncIterator[None]:
    """Somebody types a line, and has no answer yet."""
    task = asyncio.create_task(takt.slack.person("sofie").types(line))
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_silent_database_does_not_hold_a_stop_up(takt: Running, url: str) -> None:
    with silent(server_of(url)):
        async with typing(takt, "/observe @anna hilsen + Varm velkomst"):
            await takt.becomes("/readyz", status=503, check="database")
            assert await takt.ends() < MOST_SECONDS


async def test_a_silent_slack_does_not_hold_a_stop_up(takt: Running) -> None:
    await takt.slack.fault("chat.postMessage", "slow", seconds=60)
    async with typing(takt, "/tips nu"):
        with silent(takt.slack_pid):
            assert await takt.ends() < MOST_SECONDS


@pytest.mark.parametrize("mode", ["socket"])
async def test_two_that_are_silent_hold_a_stop_up_no_longer(takt: Running, url: str) -> None:
    with silent(server_of(url)):
        async with typing(takt, "/observe @anna hilsen + Varm velkomst"):
            await takt.becomes("/readyz", status=503, check="database")
            with silent(takt.slack_pid):
                assert await takt.ends() < MOST_SECONDS


@pytest.mark.parametrize("mode", ["socket"])
async def test_a_start_that_a_silent_database_holds_up_is_ended_in_time_too(
    mode: str, url: str, tmp_path: Path
) -> None:
    async with running_takt(mode, url, tmp_path) as takt:
        with psycopg.connect(url) as holding, psycopg.connect(url, autocommit=True) as looking:
            holding.execute("LOCK TABLE alembic_version")
            await until(lambda: looking.execute(WAITING).fetchone(), PATIENCE_SECONDS)
            with silent(server_of(url)):
                assert await takt.ends(was_ready=False) < MOST_SECONDS
