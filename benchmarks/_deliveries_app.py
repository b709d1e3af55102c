"""The app under measurement: the real Takt by its settings, in this process, its Slack in another."""

import tempfile
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlalchemy import Engine, bindparam, create_engine, event, insert, make_url, text, update
from sqlalchemy import Engine as AnyEngine

from benchmarks._slack_process import SlackProcess
from bot.answers.answers import Answers
from bot.answers.cache import Cache
from bot.app import Takt, build
from bot.catalogue.live import LiveCatalogue
from bot.catalogue.loader import load
from bot.db import migrate
from bot.db.models import Subscription, UtcDateTime
from bot.library import Library
from bot.logs import configure_logs
from bot.settings import DEFAULT_CONTENT, SlackSettings, load_settings

BY_HAND = 300.0  # seconds between ticks: only those that the benchmark asks for take place
OF_TRANSACTIONS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "PRAGMA")
OPEN = """
SELECT (SELECT count(*) FROM delivery WHERE state IN ('pending', 'sending') AND workspace <> :beside)
     + (SELECT count(*) FROM subscription WHERE active AND next_due_at <= :now AND workspace <> :beside)
"""
FAR = timedelta(hours=20)


@dataclass
class Statements:
    """How many statements were executed; a row of an executemany counts as one, BEGIN and COMMIT do not."""

    count: int = 0


@dataclass(frozen=True)
class Wished:
    """A subscription to be there, due at a moment."""

    workspace: str
    channel: str
    due: datetime


def open_library() -> Library:
    """The default content, without the model that compares by meaning."""
    return Library(
        LiveCatalogue(load(DEFAULT_CONTENT)),
        Answers(LiveCatalogue(load(DEFAULT_CONTENT)), None, Cache(Path(tempfile.gettempdir()))),
    )


def sync_engine(url: str) -> Engine:
    """An engine beside the app's own."""
    made = make_url(url)
    if made.get_backend_name() == "sqlite":
        return create_engine(made, connect_args={"timeout": 60})  # seconds to wait while the app writes
    return create_engine(made.set(drivername="postgresql+psycopg"))


def fill(url: str, wished: Iterable[Wished]) -> None:
    """A database with these subscriptions and nothing else."""
    migrate.upgrade(url)
    engine, now = sync_engine(url), datetime.now(UTC)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM delivery"))
        connection.execute(text("DELETE FROM hold"))
        connection.execute(text("DELETE FROM subscription"))
        rows = [_row(one, now) for one in wished]
        for start in range(0, len(rows), 1000):
            connection.execute(insert(Subscription.__table__).values(rows[start : start + 1000]))  # type: ignore[arg-type]
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    engine.dispose()


def many(workspaces: int, each: int) -> list[Wished]:
    """So many channels in each of so many workspaces, all due in some hours."""
    due = datetime.now(UTC) + FAR
    return [Wished(f"T{ws:05d}", f"C{ws:05d}-{one}", due) for one in range(each) for ws in range(workspaces)]


def make_due(engine: Engine, moment: datetime, *, every: int = 1, beginning: int = 0) -> None:
    """Let every n-th subscription be due at this moment instead."""
    with engine.begin() as connection:
        rows = update(Subscription.__table__).where(Subscription.__table__.c.id % every == beginning)  # type: ignore[arg-type]
        connection.execute(rows.values(next_due_at=moment))


def still_open(engine: Engine, *, beside: str = "") -> int:
    """How many deliveries are neither sent nor given up, or not even begun; those of one workspace do not count."""
    with engine.connect() as connection:
        question = text(OPEN).bindparams(bindparam("now", type_=UtcDateTime()))
        return int(connection.execute(question, {"beside": beside, "now": datetime.now(UTC)}).scalar_one())


@asynccontextmanager
async def takt_on(
    url: str, slack: SlackProcess, library: Library, *, tick_seconds: float = BY_HAND, **more: Any
) -> AsyncIterator[Takt]:
    """Takt, started."""
    configure_logs("error", "json")
    settings = load_settings(
        SlackSettings,
        slack_bot_token=SecretStr("xoxb-benchmark"),
        slack_signing_secret=SecretStr("benchmark"),
        slack_api_url=slack.api_url,
        mode="http",
        host="127.0.0.1",
        port=0,
        database_url=SecretStr(url),
        cache_dir=Path(tempfile.gettempdir()),
        tick_seconds=tick_seconds,
        log_level="error",
        **more,
    )
    takt = build(settings, library=library)
    try:
        await takt.start()
        yield takt
    finally:
        await takt.stop()


@asynccontextmanager
async def counted_statements() -> AsyncIterator[Statements]:
    """Count what any engine executes."""
    statements = Statements()

    def count(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        if not statement.lstrip().upper().startswith(OF_TRANSACTIONS):
            statements.count += len(parameters) if many else 1

    event.listen(AnyEngine, "before_cursor_execute", count)
    try:
        yield statements
    finally:
        event.remove(AnyEngine, "before_cursor_execute", count)


def _row(one: Wished, now: datetime) -> dict[str, Any]:
    return {
        "workspace": one.workspace,
        "channel": one.channel,
        "owner": "U0BENCH",
        "local_time": one.due.time(),
        "time_zone": "UTC",
        "weekdays": "0123456",
        "language": "en",
        "active": True,
        "next_due_at": one.due,
        "created_at": now,
        "changed_at": now,
        "holidays": False,
    }
