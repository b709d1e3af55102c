"""A Slack that costs nothing: answers every Web API call at once and notes when an answer to a command arrives."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

USER = {
    "id": "U0BENCH", "team_id": "T0BENCH", "name": "bench", "locale": "en-GB", "tz": "Europe/London", "deleted": False,
    "is_bot": False, "is_admin": False, "profile": {"display_name": "Bench"},
}  # fmt: skip


@dataclass
class Sink:
    """The server and what has arrived at its response addresses."""

    arrived: dict[str, asyncio.Future[bytes]] = field(default_factory=dict)
    url: str = ""
    _runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen on a free port."""
        app = web.Application()
        app.add_routes([web.post("/api/{method}", self._api), web.get("/api/{method}", self._api)])
        app.add_routes([web.post("/respond/{key}", self._respond)])
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    def expect(self, key: str) -> asyncio.Future[bytes]:
        """What will arrive at this command's response address."""
        self.arrived[key] = asyncio.get_running_loop().create_future()
        return self.arrived[key]

    async def _respond(self, request: web.Request) -> web.Response:
        body = await request.read()
        waiting = self.arrived.pop(request.match_info["key"], None)
        if waiting is not None and not waiting.done():
            waiting.set_result(body)
        return web.Response(text="ok")

    async def _api(self, request: web.Request) -> web.Response:
        answer: dict[str, Any] = {"ok": True, "user_id": "U0BOT", "bot_id": "B0BOT", "team_id": "T0BENCH", "ts": "1.1"}
        if request.match_info["method"] == "users.info":
            answer["user"] = USER
        return web.Response(text=json.dumps(answer), content_type="application/json")
