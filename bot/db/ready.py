"""Whether the database is there, up to date, and takes writes."""

import asyncio
from datetime import UTC, datetime
from secrets import token_hex

from sqlalchemy import delete, insert, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot.db import migrate
from bot.db.engine import Sessions, create_sessions, reading, transaction
from bot.db.models import Draft
from bot.db.trouble import Failures
from bot.errors import SettingsError, StorageAway

READS_ALONE = "it is read-only just now"
LONGEST_WRITTEN = 64 * 1024  # bytes: a few forms, and more than SQLite finds room for by chance
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
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


async def database_serves(sessions: Sessions, failures: Failures) -> bool:
    """Whether it answers and, where it has failed since that was seen, has room for what people write.

    A database without room answers, and takes writes that need none.
    """
    if not await database_answers(sessions):
        return False
    if failures.doubted and await has_room(sessions):
        failures.doubted = False
    return not failures.doubted


async def has_room(sessions: Sessions) -> bool:
    """Write as much as a person at most, and delete it before anybody can see it: no row is ever kept.

    Both databases write it all the same: PostgreSQL makes room as a row comes, SQLite overwrites what is deleted
    (`secure_delete`). It is random, so that it cannot be pressed.
    """
    unseen = {"workspace": "", "member": "", "form": token_hex(8)}
    row = unseen | {"content": token_hex(LONGEST_WRITTEN // 2), "kept_at": LONG_AGO}
    try:
        async with transaction(sessions) as session:
            await session.execute(insert(Draft).values(row))
            await session.execute(delete(Draft).filter_by(**unseen))
    except StorageAway:
        return False
    return True


async def takes_writes(session: AsyncSession) -> bool:
    """False for a PostgreSQL that is a standby, or was made read-only; an SQLite says so when a transaction begins."""
    server = session.get_bind().dialect.name == "postgresql"
    return bool((await session.execute(text(MAY_WRITE if server else "SELECT 1"))).scalar())
