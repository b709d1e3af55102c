"""A workspace to talk in: the real Takt and a playground, over Slack's own wire, in both modes."""

import contextlib
import socket
import sqlite3
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from pydantic import SecretStr

from bot.app import Takt, build, running
from bot.settings import SlackSettings, load_settings
from playground.client import Workspace
from playground.server import Playground
from tests.fakes import FixedClock

ROOT = Path(__file__).parent.parent.parent
MANIFEST = yaml.safe_load((ROOT / "manifest.yaml").read_text(encoding="utf-8"))


@dataclass
class Stage:
    """Everything behind a dialogue, for tests that must reach behind it."""

    playground: Playground
    takt: Takt
    slack: Workspace
    database: Path

    @contextlib.contextmanager
    def database_away(self) -> Iterator[None]:
        """The database does not answer within this block: another process holds it locked."""
        with contextlib.closing(sqlite3.connect(self.database, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            yield
            other.execute("ROLLBACK")


@pytest.fixture(params=["socket", "http"])
def mode(request: pytest.FixtureRequest) -> str:
    """Each dialogue is held in Socket Mode and over HTTP."""
    return str(request.param)


@pytest.fixture
def clock() -> FixedClock | None:
    """The real clock; a test that needs its own overrides this fixture."""
    return None


@pytest.fixture
async def stage(mode: str, clock: FixedClock | None, tmp_path: Path) -> AsyncIterator[Stage]:
    """A playground and a Takt that talk to each other."""
    port = free_port()
    request_url = f"http://127.0.0.1:{port}/slack/events" if mode == "http" else None
    playground = Playground(MANIFEST, request_url=request_url)
    await playground.start()
    database = tmp_path / "takt.db"
    try:
        settings = takt_settings(playground, mode, port, f"sqlite:///{database}")
        async with running(build(settings, clock)) as takt, Workspace(playground.url) as slack:
            yield Stage(playground, takt, slack, database)
    finally:
        await playground.stop()


@pytest.fixture
def slack(stage: Stage) -> Workspace:
    """The people of the workspace."""
    return stage.slack


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def takt_settings(playground: Playground, mode: str, port: int, database: str) -> SlackSettings:
    """Settings alone connect Takt to a stand-in."""
    return load_settings(
        SlackSettings,
        _env_file=None,
        slack_bot_token=SecretStr(playground.bot_token),
        slack_app_token=SecretStr(playground.app_token),
        slack_signing_secret=SecretStr(playground.signing_secret),
        slack_api_url=playground.api_url,
        mode=mode,
        port=port,
        database_url=SecretStr(database),
        supervisor_groups=frozenset({"S0SUPERS"}),
        tick_seconds=0.2,
        log_level="error",
    )
