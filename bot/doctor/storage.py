"""Looks at the database: does it answer, is its schema the one that this Takt knows, what is due and what was sent."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot.db.engine import create_engine, create_sessions, database_url, is_in_memory, transaction
from bot.db.migrations import HEAD
from bot.db.ready import READS_ALONE, takes_writes
from bot.db.trouble import mend
from bot.doctor.deliveries import Deliveries, delivery_findings
from bot.doctor.delivery_queries import last_deliveries, next_slots, paused_by_reason
from bot.doctor.findings import Finding, ok, warning, wrong
from bot.doctor.removals import removal_findings
from bot.errors import SettingsError, StorageAway
from bot.installs.removal_queries import removals_coming

ABOUT, SCHEMA = "database", "schema"
SHOWN = 5
MOST_GOING = 50  # workspaces that are named with the day on which their data goes
MEBIBYTE = 1024 * 1024
NO_ROOM, LITTLE_ROOM = 4 * MEBIBYTE, 100 * MEBIBYTE
UPGRADE = "Run: takt db upgrade (SQLite: takt run does it at the start)."


async def storage_findings(url: str, now: datetime) -> list[Finding]:
    """What is to be said of a database; none is made where there is none."""
    try:
        if absent := _absent_file(url):
            return [absent]
        async with _engine(url) as engine:
            return [finding async for finding in _looked_at(engine, now)]
    except StorageAway as error:
        return [wrong(ABOUT, f"cannot be used ({error}).", mend(str(error)))]
    except (SettingsError, ImportError):
        written = "Write sqlite:///takt.db or postgresql://user:password@host/name; %40 stands for @ in a password."
        return [wrong(ABOUT, "TAKT_DATABASE_URL cannot be read.", written)]
    except SQLAlchemyError as error:
        seen = f"answers, but not as Takt's database does ({type(error).__name__})."
        return [wrong(ABOUT, seen, "Check that TAKT_DATABASE_URL leads to Takt's own database, or restore a backup.")]


async def _looked_at(engine: AsyncEngine, now: datetime) -> AsyncIterator[Finding]:
    async with transaction(create_sessions(engine)) as session:
        revision = await _revision(session)
        if not await takes_writes(session):
            raise StorageAway(READS_ALONE)
        yield ok(ABOUT, f"{engine.dialect.name} answers.")
        if engine.dialect.name == "sqlite":
            for finding in room_findings(_free_beside(str(engine.url.database))):
                yield finding
        for finding in _schema(revision):
            yield finding
        if (revision or "") >= HEAD:
            for finding in delivery_findings(await _deliveries(session), now):
                yield finding
            for finding in removal_findings(await removals_coming(session, limit=MOST_GOING), now):
                yield finding


def _free_beside(file: str) -> int:
    return shutil.disk_usage(Path(file).absolute().parent).free


def room_findings(free: int) -> Iterator[Finding]:
    """What to say of so many bytes that are free on the disk of an SQLite file; nothing where there is enough."""
    seen = f"{free / MEBIBYTE:.0f} MiB are free on its disk; on a full one nothing is saved."
    if free < NO_ROOM:
        yield wrong(ABOUT, seen, mend("disk is full"))
    elif free < LITTLE_ROOM:
        yield warning(ABOUT, seen, mend("disk is full"))


async def _deliveries(session: AsyncSession) -> Deliveries:
    return Deliveries(
        await next_slots(session, limit=SHOWN),
        await last_deliveries(session, limit=SHOWN),
        await paused_by_reason(session),
    )


async def _revision(session: AsyncSession) -> str | None:
    connection = await session.connection()
    tables = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    if "alembic_version" not in tables:
        return None
    found = (await session.execute(text("SELECT version_num FROM alembic_version"))).scalar()
    return None if found is None else str(found)


def _schema(revision: str | None) -> Iterator[Finding]:
    if revision == HEAD:
        yield ok(SCHEMA, f"revision {revision}, the newest.")
    elif revision is None:
        yield wrong(SCHEMA, "the database is empty.", UPGRADE)
    elif revision > HEAD:
        seen = f"revision {revision}; this Takt is older and knows {HEAD}. It works, but not for long."
        yield warning(SCHEMA, seen, "Finish the upgrade, or restore the backup from before (docs/operations.md).")
    else:
        yield wrong(SCHEMA, f"revision {revision}; this Takt needs {HEAD}.", UPGRADE)


def _absent_file(url: str) -> Finding | None:
    """What to say of an SQLite database that is not there yet."""
    parts = database_url(url)
    if parts.get_backend_name() != "sqlite":
        return None
    if is_in_memory(parts):
        seen = "would be kept in memory: Takt does not start with it."
        return wrong(ABOUT, seen, "Set TAKT_DATABASE_URL to a file: sqlite:///takt.db, with three slashes.")
    file = Path(str(parts.database))
    if file.exists():
        return None
    if not file.absolute().parent.is_dir():
        return wrong(ABOUT, f"{file.parent} is no folder.", "Make the folder, or change TAKT_DATABASE_URL.")
    try:
        with tempfile.TemporaryFile(dir=file.absolute().parent):
            return ok(ABOUT, f"{file} is not there yet; takt run makes it.")
    except OSError as error:
        return wrong(ABOUT, f"{file} cannot be made ({error.strerror}).", mend("unable to open"))


@asynccontextmanager
async def _engine(url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(url)
    try:
        yield engine
    finally:
        await engine.dispose()
