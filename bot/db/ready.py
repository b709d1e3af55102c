"""Whether the database is there, up to date, and takes writes."""

import asyncio

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot.db import migrate
from bot.db.engine import Sessions, create_sessions, reading, transaction
from bot.errors import SettingsError, StorageAway

READS_ALONE = "it is read-only just now"
MAY_WRITE = "SELECT current_setting('transaction_read_only') = 'off'"


async def prepare_database(engine: AsyncEngine, url: str) -> None:
    """Bring an SQLite file up to date. Raises `SettingsError` where another database is not, and `StorageAway`."""
    async with reading(create_sessions(engine)) as session:
        is_enough = await (await session.connection()).run_sync(migrate.serves)
    if not is_enough:
        if not url.startswith("sqlite"):
            raise SettingsError(["TAKT_DATABASE_URL: the database is not up to date; run `takt db upgrade` first"])
        await asyncio.to_thread(migrate.upgrade, url)
    async with transaction(create_sessions(engine)) as session:
        if not await takes_writes(session):  # the first connection is slow, and others would queue behind it
            raise StorageAway(READS_ALONE)


async def database_answers(sessions: Sessions) -> bool:
    """Whether the database answers now, and takes writes."""
    try:
        async with transaction(sessions) as session:
            return await takes_writes(session)
    except StorageAway:
        return False


async def takes_writes(session: AsyncSession) -> bool:
    """False for a PostgreSQL that is a standby, or was made read-only; an SQLite says so when a transaction begins."""
    server = session.get_bind().dialect.name == "postgresql"
    return bool((await session.execute(text(MAY_WRITE if server else "SELECT 1"))).scalar())
