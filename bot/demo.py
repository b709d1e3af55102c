"""`takt demo`: the real Takt and a playground in one process, talking over Slack's own wire."""

import asyncio
import os
import sys
import tempfile
import webbrowser
from pathlib import Path
from typing import Any

import yaml
from pydantic import SecretStr

from bot.app import Takt, build, running
from bot.db.engine import create_engine, create_sessions
from bot.errors import SettingsError
from bot.logs import configure_logs
from bot.observations.season import invent_season
from bot.ports import WorkspaceId
from bot.settings import SlackSettings, load_settings
from bot.signals import end_by_signal
from playground.server import Playground

MANIFEST = Path(__file__).with_name("manifest.yaml")  # the same as the one at the top, and in the wheel


async def run_demo(port: int, *, open_browser: bool) -> None:
    """Serve the playground's page until the process is told to stop."""
    playground = Playground(manifest=yaml.safe_load(MANIFEST.read_text(encoding="utf-8")))
    try:
        await playground.start(port=port)
    except OSError as error:
        raise SettingsError(
            [f"--port: cannot listen on port {port} ({os.strerror(error.errno or 0)}); choose another"]
        ) from error
    try:
        with end_by_signal(), tempfile.TemporaryDirectory(prefix="takt-demo-") as folder:
            settings = demo_settings(playground, f"sqlite:///{folder}/takt.db")
            configure_logs("warning", settings.log_format)
            async with running(build(settings)) as takt:
                await furnish(takt, WorkspaceId(playground.state.world.team_id))
                _welcome(playground.url, open_browser)
                await asyncio.Event().wait()
    finally:
        await playground.stop()


async def furnish(takt: Takt, workspace: WorkspaceId) -> None:
    """Open recording, and invent what was seen before: else no report would have enough to show."""
    services = takt.services
    await services.fair.notice.open_demo(workspace)
    engine = create_engine(takt.settings.database_url.get_secret_value())
    standards = services.catalogue.current.standards
    try:
        await invent_season(create_sessions(engine), workspace, standards, services.clock.now())
    finally:
        await engine.dispose()


def demo_settings(playground: Playground, database: str, **other: Any) -> SlackSettings:
    """Settings that point Takt at the playground; the environment may still choose content and languages."""
    usual: dict[str, Any] = {
        "slack_bot_token": SecretStr(playground.bot_token),
        "slack_app_token": SecretStr(playground.app_token),
        "slack_signing_secret": SecretStr(playground.signing_secret),
        "slack_api_url": playground.api_url,
        "mode": "socket",
        "host": "127.0.0.1",
        "port": 0,
        "database_url": SecretStr(database),
        "supervisor_groups": frozenset({"S0SUPERS"}),
        "supervisors": frozenset(),
        "admins": frozenset(),
        "tick_seconds": 1,
    }
    return load_settings(SlackSettings, **usual | other)


def _welcome(url: str, open_browser: bool) -> None:
    sys.stdout.write(f"\n  Takt is running in the playground: {url}\n  Stop with Ctrl+C.\n\n")
    sys.stdout.flush()
    if open_browser:
        webbrowser.open(url)
