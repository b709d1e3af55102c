"""A workspace to talk in: the real Takt and a playground, over Slack's own wire, in both modes."""

import contextlib
import gc
import io
import itertools
import shutil
import sqlite3
import threading
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from aiohttp import web_app

from bot.app import Takt, build, running
from bot.db import migrate
from bot.demo import demo_settings
from bot.library import Library, open_library
from bot.logs import configure_logs
from bot.settings import DEFAULT_CONTENT, SlackSettings
from playground.client import Workspace
from playground.server import Playground
from tests.e2e.typed import leaks
from tests.fakes import FixedClock
from tests.playground.guard import check_all
from tests.waiting import end_sqlite_threads

ROOT = Path(__file__).parent.parent.parent
MANIFEST = yaml.safe_load((ROOT / "manifest.yaml").read_text(encoding="utf-8"))

ENDED = itertools.count(1)
SETTLE_MS = 30  # Takt says itself when it is done; the rest is for what comes over the wire by itself
NOTICE_OVERRIDDEN = (
    "INSERT INTO notice (workspace, override_reason, member, entered_at) "
    "VALUES ('T0TAKT', 'A dialogue', '', '2026-11-01 00:00:00.000000')"
)


@dataclass
class Stage:
    """Everything behind a dialogue, for tests that must reach behind it."""

    playground: Playground
    takt: Takt
    slack: Workspace
    database: Path


@pytest.fixture(params=["socket", "http"])
def mode(request: pytest.FixtureRequest) -> str:
    """Each dialogue is held in Socket Mode and over HTTP."""
    return str(request.param)


@pytest.fixture
def clock() -> FixedClock | None:
    """The real clock; a test that needs its own overrides this fixture."""
    return None


@pytest.fixture(scope="session")
def all_lines() -> io.StringIO:
    """Every log line, as in production, but all that there are."""
    lines = io.StringIO()
    configure_logs("debug", "json", lines)
    return lines


@pytest.fixture(autouse=True)
def log(all_lines: io.StringIO) -> io.StringIO:
    """The log lines of this dialogue."""
    all_lines.seek(0)
    all_lines.truncate()
    return all_lines


@pytest.fixture(scope="session")
def library() -> Library:
    """The default pack, indexed once for all dialogues."""
    library = open_library(DEFAULT_CONTENT)
    library.answers.learn()
    return library


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with all tables, to be copied for each dialogue."""
    path = tmp_path_factory.mktemp("database") / "takt.db"
    migrate.upgrade(f"sqlite:///{path}")
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(NOTICE_OVERRIDDEN)
    return path


@pytest.fixture
def database_url(empty_database: Path, tmp_path: Path) -> str:
    """A file of SQLite for the dialogue; where another database is to hear it, a test overrides this fixture."""
    return f"sqlite:///{shutil.copy(empty_database, tmp_path)}"


@pytest.fixture
async def stage(
    mode: str, clock: FixedClock | None, library: Library, database_url: str, log: io.StringIO
) -> AsyncIterator[Stage]:
    """A playground and a Takt that talk to each other."""
    before = threading.enumerate()
    playground = Playground(MANIFEST, request_url="http://127.0.0.1:9/" if mode == "http" else None)
    await playground.start()
    database = Path(database_url.removeprefix("sqlite:///"))
    try:
        settings = takt_settings(playground, mode, database_url)
        async with running(build(settings, clock, library)) as takt, Workspace(playground.url, SETTLE_MS) as slack:
            playground.slack.quiet.at_work = lambda: takt.services.tasks.working
            playground.point_at(f"http://127.0.0.1:{takt.port}/slack/events")
            yield Stage(playground, takt, slack, database)
        check_all(playground.state.sent)
        assert leaks(playground, log.getvalue()) == []
    finally:
        await playground.stop()
        end_sqlite_threads(but=before)
        # aiohttp remembers up to 1024 applications by their middlewares, and with each of ours all that it holds.
        web_app._cached_build_middleware.cache_clear()
        if next(ENDED) % 10 == 0:
            gc.collect()  # what was set apart at a start is not searched often enough by itself


@pytest.fixture
def slack(stage: Stage) -> Workspace:
    """The people of the workspace."""
    return stage.slack


def takt_settings(playground: Playground, mode: str, database: str) -> SlackSettings:
    """Settings alone connect Takt to a stand-in."""
    quick = {"tick_seconds": 0.2, "log_level": "error"}
    return demo_settings(playground, database, _env_file=None, mode=mode, owners_channel="C0RECEP", **quick)
