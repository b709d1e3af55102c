"""The baseline of `soak.py`: Bolt as it comes, which acknowledges, writes and answers without any of Takt's guards."""

import asyncio
import os
import sys
from typing import Any

from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

TABLE = "CREATE TABLE IF NOT EXISTS bare (word TEXT NOT NULL)"


async def main(port: int) -> None:
    """Serve until stopped."""
    client = AsyncWebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["TAKT_SLACK_API_URL"])
    bolt = AsyncApp(client=client, signing_secret=os.environ["SLACK_SIGNING_SECRET"])
    engine = create_async_engine(os.environ["BARE_DATABASE_URL"], pool_size=10)

    async def write(word: str) -> None:
        async with engine.begin() as connection:
            await connection.execute(text("INSERT INTO bare VALUES (:word)"), {"word": word})

    @bolt.command("/standard")
    @bolt.command("/observe")
    async def answer(ack: Any, respond: Any) -> None:
        await ack()
        await respond("A card.")

    @bolt.event("app_mention")
    async def mention(event: Any, say: Any) -> None:
        await say("A card.", thread_ts=event["ts"])

    @bolt.action("tips.answer.0")
    async def click(ack: Any, action: Any, body: Any, respond: Any) -> None:
        await ack()
        await write(f"{action['value'].partition('/')[0]}/{body['user']['id']}")
        await respond("Noted.")

    @bolt.view("observe.form")
    async def form(ack: Any, view: Any) -> None:
        await ack()
        await write(view["state"]["values"]["observe.note"]["observe.note"]["value"])

    app = bolt.web_app(path="/slack/events")
    app.router.add_get("/healthz", _alive)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


async def _alive(_request: web.Request) -> web.Response:
    return web.json_response({"ok": True})


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
