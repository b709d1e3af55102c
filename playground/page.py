"""The web page: people in channels, by address, kept up to date by server-sent events."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from playground.rendering.boot import boot
from playground.rendering.parts import Page, render
from playground.rendering.screen import screen_of
from playground.slack import Slack

if TYPE_CHECKING:
    from playground.server import Playground

STATIC = Path(__file__).parent / "static"
HEARTBEAT_SECONDS = 15.0
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; connect-src 'self'; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def mount(app: web.Application, playground: Playground) -> None:
    """Add the page, its parts, its events and its files to the playground's web application."""
    site = Site(playground.slack)
    app.router.add_get("/", site.page)
    app.router.add_get("/page/parts", site.parts)
    app.router.add_get("/page/events", site.events)
    app.router.add_get("/static/{path:[a-z/]+\\.(?:css|js|svg)}", site.static)
    app.on_shutdown.append(site.close)


class Site:
    """The page's request handlers."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._streams: set[asyncio.Task[None]] = set()

    async def page(self, request: web.Request) -> web.Response:
        """The whole document."""
        page = await self._page(request)
        html = render("page", page.context(), parts=page.parts(with_wire=False), boot=boot(page), title=page.title)
        return web.Response(text=html, content_type="text/html", headers=HEADERS)

    async def parts(self, request: web.Request) -> web.Response:
        """Every part of the page and what its scripts have to know, as JSON."""
        page = await self._page(request)
        parts = page.parts(with_wire=request.query.get("wire") == "1")
        return web.json_response({"boot": boot(page), "parts": parts}, headers=HEADERS)

    async def events(self, request: web.Request) -> web.StreamResponse:
        """A stream that says `changed` whenever something did."""
        response = web.StreamResponse(headers={**HEADERS, "Content-Type": "text/event-stream"})
        await response.prepare(request)
        stream = asyncio.create_task(self._stream(response))
        self._streams.add(stream)
        try:
            await asyncio.wait({stream})
        finally:
            stream.cancel()
            self._streams.discard(stream)
        return response

    async def static(self, request: web.Request) -> web.StreamResponse:
        """A style sheet, a script or a picture of the page."""
        file = STATIC / request.match_info["path"]
        if not file.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(file, headers={**HEADERS, "Cache-Control": "no-cache"})

    async def close(self, _: web.Application) -> None:
        """End the open streams, so that the server can stop at once."""
        for stream in self._streams:
            stream.cancel()

    async def _page(self, request: web.Request) -> Page:
        screen = screen_of(request.query, self._slack.state.world)
        return Page(self._slack, screen, await self._slack.outlet.connected())

    async def _stream(self, response: web.StreamResponse) -> None:
        changes = self._slack.state.subscribe()
        upcoming = asyncio.ensure_future(anext(changes))
        await asyncio.sleep(0)  # from here on the feed keeps changes for us
        try:
            await response.write(b"event: ready\ndata: {}\n\n")
            while True:
                done, _ = await asyncio.wait({upcoming}, timeout=HEARTBEAT_SECONDS)
                if not done:
                    await response.write(b": still here\n\n")
                    continue
                told = json.dumps({"kind": upcoming.result().kind})
                upcoming = asyncio.ensure_future(anext(changes))
                await response.write(f"event: changed\ndata: {told}\n\n".encode())
        except ConnectionError:
            return
        finally:
            upcoming.cancel()
