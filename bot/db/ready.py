"""Whether the database is there and up to date."""

import asyncio

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.db import migrate
from bot.db.engine import Sessions, create_sessions, transaction
from bot.errors import SettingsError, StorageAway


async def prepare_database(engine: AsyncEngine, url: str) -> None:
    """Bring an SQLite file up to date. Raises `SettingsError` where another database is not, and `StorageAway`."""
    if not await asyncio.to_thread(migrate.serves, url):
        if not url.startswith("sqlite"):
            raise SettingsError(["TAKT_DATABASE_URL: the database is not up to date; run `takt db upgrade` first"])
        await asyncio.to_thread(migrate.upgrade, url)
    async with transaction(create_sessions(engine)) as session:
        await session.execute(text("SELECT 1"))  # the first connection is slow, and others would queue behind it


async def database_answers(sessions: Sessions) -> bool:
    """Whether the database answers now."""
    try:
        async with transaction(sessions) as session:
            await session.execute(text("SELECT 1"))
    except StorageAway:
        return False
    return True
