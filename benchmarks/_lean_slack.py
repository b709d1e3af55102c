"""A Slack that costs next to nothing, for measuring: posts, history and auth.test, with a delay and faults by rule.

Runs as a process of its own. Which call fails depends on the channel and the number of the try alone, so two runs
meet the same faults. `C<workspace>-<number>` tells the workspace of a channel.
"""

import asyncio
import json
import sys
import time
import zlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from aiohttp import web

Json = dict[str, Any]


@dataclass
class Rules:
    """How it behaves: shares are of the calls, seconds of every answer; `broken` workspaces have rules of their own."""

    seconds: float = 0
    limited: float = 0  # answered 429 with Retry-After 1
    failing: float = 0  # answered 500; every second one after the message was taken
    broken: dict[str, Json] = field(
        default_factory=dict
    )  # workspace → {"seconds", "limited", "failing", "retry_after"}


class LeanSlack:
    """The server, and every message with the moment it was taken (seconds of the epoch)."""

    def __init__(self) -> None:
        self._rules = Rules()
        self._tries: Counter[str] = Counter()
        self._taken: dict[str, list[tuple[float, Any]]] = {}
        self._faults = 0
        self._last: Json = {}

    async def serve(self) -> None:
        """Serve until killed; prints the address."""
        server = web.ServerRunner(web.Server(self._answer))
        await server.setup()
        site = web.TCPSite(server, "127.0.0.1", 0, backlog=1024)
        await site.start()
        print(f"http://127.0.0.1:{server.addresses[0][1]}", flush=True)
        await asyncio.Event().wait()

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        name = request.path.rpartition("/")[2]
        if request.path.startswith("/control/"):
            return self._control(name, await request.text())
        body = await _arguments(request)
        if name == "chat.postMessage":
            return await self._post(body)
        if name == "conversations.history":
            return await self._history(body)
        return web.json_response({"ok": True, "team_id": "T0LEAN", "user_id": "U0LEAN", "bot_id": "B0LEAN"})

    async def _post(self, body: Json) -> web.Response:
        channel = str(body["channel"])
        self._tries[channel] += 1
        self._last, rules = body, self._rules_for(channel)
        chance = zlib.crc32(f"{channel} {self._tries[channel]}".encode()) / 2**32
        if rules["seconds"]:
            await asyncio.sleep(rules["seconds"])
        if chance < rules["limited"]:
            self._faults += 1
            return _error("ratelimited", 429, {"Retry-After": str(rules.get("retry_after", 1))})
        fails = chance < rules["limited"] + rules["failing"]
        if not fails or int(chance * 2**32) % 2:
            self._taken.setdefault(channel, []).append((time.time(), body.get("metadata")))
        if fails:
            self._faults += 1
            return _error("internal_error", 500, {})
        return web.json_response({"ok": True, "channel": channel, "ts": f"{time.time():.6f}"})

    async def _history(self, body: Json) -> web.Response:
        channel = str(body["channel"])
        await asyncio.sleep(self._rules_for(channel)["seconds"])
        messages = [
            {"type": "message", "ts": f"{at:.6f}", "text": "", "metadata": metadata}
            for at, metadata in reversed(self._taken.get(channel, []))
        ]
        return web.json_response({"ok": True, "messages": messages, "has_more": False})

    def _rules_for(self, channel: str) -> Json:
        workspace = channel[1:].partition("-")[0]
        rules = self._rules
        own = rules.broken.get(workspace, {})
        return {"seconds": rules.seconds, "limited": rules.limited, "failing": rules.failing} | own

    def _control(self, name: str, body: str) -> web.Response:
        if name == "rules":
            self._rules = Rules(**json.loads(body))
            self._tries.clear()
            self._taken.clear()
            self._faults = 0
            return web.json_response({"ok": True})
        if name == "last":
            return web.json_response(self._last)
        taken = {channel: [at for at, _ in messages] for channel, messages in self._taken.items()}
        return web.json_response({"taken": taken, "faults": self._faults})


async def _arguments(request: web.BaseRequest) -> Json:
    text = await request.text()
    if request.content_type == "application/json":
        arguments: Json = json.loads(text or "{}")
    else:
        arguments = {name: values[0] for name, values in parse_qs(text).items()}
    return dict(request.query) | arguments


def _error(code: str, status: int, headers: dict[str, str]) -> web.Response:
    return web.json_response({"ok": False, "error": code}, status=status, headers=headers)


if __name__ == "__main__":
    sys.stdin.read()
    asyncio.run(LeanSlack().serve())
