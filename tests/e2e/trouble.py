"""Trouble that a dialogue can meet: Slack repeats itself, the database is away."""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Literal

from playground.wire import Ack, Envelope, EnvelopeKind
from tests.e2e.conftest import Stage

Repeatable = Literal[
    "slash_commands", "view_submission", "block_actions", "app_mention", "user_change", "app_uninstalled"
]


async def repeat_last(stage: Stage, name: Repeatable, retry_num: int = 0) -> Ack:
    """Deliver the last request of this kind once more, word for word; `retry_num`: as its repetition of this number."""
    slack = stage.playground.slack
    sent = [entry for entry in slack.traffic.entries() if (entry["direction"], entry["method"]) == ("out", name)]
    kinds: dict[str, EnvelopeKind] = {"slash_commands": "slash_commands"}
    kinds |= {"app_mention": "events_api", "user_change": "events_api", "app_uninstalled": "events_api"}
    return await slack.send(Envelope(kinds.get(name, "interactive"), sent[-1]["body"], retry_num, "http_timeout"))


@contextlib.asynccontextmanager
async def database_away(stage: Stage) -> AsyncIterator[None]:
    """Another process holds the database locked within this block."""
    async with locked(stage.database):
        yield


@contextlib.asynccontextmanager
async def locked(database: Path) -> AsyncIterator[None]:
    """The same of a file."""
    with contextlib.closing(sqlite3.connect(database, isolation_level=None, timeout=0)) as other:
        await _lock(other)
        yield
        other.execute("ROLLBACK")


async def _lock(other: sqlite3.Connection) -> None:
    async with asyncio.timeout(5):
        while True:
            with contextlib.suppress(sqlite3.OperationalError):  # Takt is writing just now
                other.execute("BEGIN EXCLUSIVE")
                return
            await asyncio.sleep(0.01)
