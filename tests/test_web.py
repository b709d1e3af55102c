"""The web server, before any of our routes is reached."""

import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web

from bot.web import listen


async def echo(request: web.Request) -> web.Response:
    return web.Response(body=await request.read())


@asynccontextmanager
async def serving() -> AsyncIterator[int]:
    """The port of a server that answers with what it gets."""
    app = web.Application()
    app.add_routes([web.post("/echo", echo)])
    runner = await listen(app, "127.0.0.1", 0)
    try:
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()


async def test_nothing_is_unpacked() -> None:
    packed = gzip.compress(b"x" * 1000)
    async with serving() as port, aiohttp.ClientSession() as session:
        headers = {"Content-Encoding": "gzip"}
        async with session.post(f"http://127.0.0.1:{port}/echo", data=packed, headers=headers) as answer:
            assert await answer.read() == packed
