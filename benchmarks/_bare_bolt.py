"""The baseline of `wire.py`: a bare Bolt app that acknowledges a slash command and answers with fixed blocks."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient


async def main(port: int, api: str, secret: str, answer: Path, *, polls: bool) -> None:
    """Serve until killed; `polls`: as Bolt comes, which looks for an acknowledgement every 10 ms."""
    message = json.loads(await asyncio.to_thread(answer.read_bytes))
    client = AsyncWebClient(token="xoxb-bare", base_url=api)
    bolt = AsyncApp(client=client, signing_secret=secret, process_before_response=not polls)
    client.session = aiohttp.ClientSession()

    @bolt.command("/standard")
    async def standard(ack: Any, respond: Any) -> None:
        await ack()
        task = asyncio.create_task(respond(**message))
        running.add(task)
        task.add_done_callback(running.discard)

    running: set[asyncio.Task[Any]] = set()
    app = bolt.web_app(path="/slack/events")
    app.router.add_get("/readyz", ready)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


async def ready(_request: web.Request) -> web.Response:
    """Answer that the app is ready."""
    return web.json_response({"ok": True})


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2], sys.argv[3], Path(sys.argv[4]), polls=sys.argv[5:] == ["polls"]))
