"""The web server, before any of our routes is reached."""

import asyncio
import gzip
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web
from structlog.testing import capture_logs

from bot.web import listen
from tests.waiting import until


async def echo(request: web.Request) -> web.Response:
    return web.Response(body=await request.read())


@asynccontextmanager
async def serving(refused: list[str]) -> AsyncIterator[int]:
    """The port of a server that answers with what it gets."""
    app = web.Application()
    app.add_routes([web.post("/echo", echo)])
    runner = await listen(app, "127.0.0.1", 0, refused.append)
    try:
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()


async def test_nothing_is_unpacked() -> None:
    packed = gzip.compress(b"x" * 1000)
    async with serving([]) as port, aiohttp.ClientSession() as session:
        headers = {"Content-Encoding": "gzip"}
        async with session.post(f"http://127.0.0.1:{port}/echo", data=packed, headers=headers) as answer:
            assert await answer.read() == packed


STRANGE = {
    "no HTTP": b"GET / XTTP/1.1\r\n\r\n",
    "two lengths": b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "a long header": b"POST /echo HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 20_000 + b"\r\n\r\n",
    "a chunk of no length": b"POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",
}


@pytest.mark.parametrize("sent", STRANGE.values(), ids=STRANGE.keys())
async def test_what_is_no_http_is_counted_and_no_error(sent: bytes, caplog: pytest.LogCaptureFixture) -> None:
    refused: list[str] = []
    async with serving(refused) as port:
        with capture_logs() as lines:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(sent)
            async with asyncio.timeout(20):
                await reader.readline()
            writer.close()
            await until(lambda: refused)
    assert set(refused) == {"malformed"}
    assert {(line["event"], line["log_level"]) for line in lines} == {("http_refused", "warning")}
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_what_ends_in_the_middle_is_no_error(caplog: pytest.LogCaptureFixture) -> None:
    refused: list[str] = []
    async with serving(refused) as port:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc")
        await writer.drain()
        await asyncio.sleep(0.2)
        writer.transport.abort()
        await until(lambda: refused)
    assert refused == ["gone"]
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_a_mistake_of_ours_is_still_an_error(caplog: pytest.LogCaptureFixture) -> None:
    async def broken(_request: web.Request) -> web.Response:
        raise ZeroDivisionError

    app = web.Application()
    app.add_routes([web.get("/", broken)])
    refused: list[str] = []
    runner = await listen(app, "127.0.0.1", 0, refused.append)
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{runner.addresses[0][1]}/") as answer:
        assert answer.status == 500
    await runner.cleanup()
    assert refused == []
    assert [record.levelname for record in caplog.records if record.name == "aiohttp.server"] == ["ERROR"]
