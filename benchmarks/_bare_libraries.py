"""The baseline of `wire.py` for start and memory: the libraries that Takt stands on, at work, and nothing else."""

import asyncio
import sys
from pathlib import Path

from aiohttp import web
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine


async def main(port: int, api: str, secret: str, database: Path) -> None:
    """Connect to the database, start a scheduler, and serve until killed."""
    client = AsyncWebClient(token="xoxb-bare", base_url=api)
    bolt = AsyncApp(client=client, signing_secret=secret, process_before_response=True)
    engine = create_async_engine(f"sqlite+aiosqlite:///{database}")
    async with engine.connect() as connection:
        await connection.execute(text("SELECT 1"))
    scheduler = AsyncIOScheduler()
    scheduler.add_job(nothing, "interval", seconds=15)
    scheduler.start()
    app = bolt.web_app(path="/slack/events")
    app.router.add_get("/readyz", ready)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


async def nothing() -> None:
    """A job that has nothing to do."""


async def ready(_request: web.Request) -> web.Response:
    """Answer that the app is ready."""
    return web.json_response({"ok": True})


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2], sys.argv[3], Path(sys.argv[4])))
