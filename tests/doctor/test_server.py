"""The doctor looks at the address where Takt listens."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Literal

import pytest
from aiohttp import web

from bot.doctor.findings import Finding, State
from bot.doctor.server import refused_by_signature, server_findings
from bot.health import Health
from bot.metrics import Metrics
from bot.settings import Settings
from tests.ports import free_port


async def looked(port: int, host: str = "127.0.0.1", mode: Literal["socket", "http"] = "socket") -> list[Finding]:
    return await server_findings(Settings(_env_file=None, host=host, port=port, mode=mode))


@contextlib.asynccontextmanager
async def served(*routes: web.RouteDef) -> AsyncIterator[int]:
    """The port of a web server with these pages."""
    app = web.Application()
    app.add_routes(routes)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield int(runner.addresses[0][1])
    await runner.cleanup()


async def passes() -> bool:
    return True


async def fails() -> bool:
    return False


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "localhost", ""])
async def test_a_takt_that_is_ready_is_well(host: str) -> None:
    async with served(*Health({"database": passes}).routes()) as port:
        (found,) = await looked(port, host)
    assert (found.state, found.seen) == (State.OK, f"Takt runs at {host}:{port}, and is ready.")


async def test_a_takt_that_is_not_ready_says_for_want_of_what() -> None:
    async with served(*Health({"database": fails, "slack": passes}).routes()) as port:
        (found,) = await looked(port)
    assert (found.state, "not ready: database." in found.seen) == (State.WARNING, True)


async def test_a_host_that_is_no_name_is_told() -> None:
    (found,) = await looked(free_port(), "a..b")
    assert (found.state, "TAKT_HOST" in found.mend) == (State.WRONG, True)


async def test_where_nobody_listens_takt_can() -> None:
    (found,) = await looked(free_port())
    assert (found.state, "Takt does not run here" in found.seen) == (State.OK, True)


async def page(_request: web.Request) -> web.Response:
    return web.Response(text="Hello")


async def other_json(_request: web.Request) -> web.Response:
    return web.json_response({"status": "up"})


@pytest.mark.parametrize("answer", [page, other_json], ids=["page", "json"])
async def test_another_program_is_told_from_takt(answer: object) -> None:
    async with served(web.get("/{path:.*}", answer)) as port:  # type: ignore[arg-type]
        (found,) = await looked(port)
    assert (found.state, "another program" in found.seen, "TAKT_PORT" in found.mend) == (State.WRONG, True, True)


async def test_a_program_that_speaks_no_http_is_another_too() -> None:
    async def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"SSH-2.0-OpenSSH\r\n")
        writer.close()

    async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as server:
        (found,) = await looked(server.sockets[0].getsockname()[1])
    assert (found.state, "another program" in found.seen) == (State.WRONG, True)


async def test_what_takes_a_connection_and_answers_nothing_may_be_a_takt_that_hangs() -> None:
    async def hangs(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await over.wait()
        writer.close()

    over = asyncio.Event()
    async with await asyncio.start_server(hangs, "127.0.0.1", 0) as server:
        settings = Settings(_env_file=None, port=server.sockets[0].getsockname()[1])
        (found,) = await server_findings(settings, patience=0.2)
        over.set()
    assert (found.state, "hangs" in found.seen) == (State.WRONG, True)


@pytest.mark.parametrize("host", ["192.0.2.1", "nobody.invalid"])
async def test_an_address_of_no_machine_of_ours_is_wrong(host: str) -> None:
    (found,) = await looked(free_port(), host)
    assert (found.state, "nothing can listen at" in found.seen) == (State.WRONG, True)
    assert "TAKT_HOST" in found.mend


async def test_any_free_port_is_no_place_to_look_at() -> None:
    assert await looked(0) == []


async def test_a_wrong_signing_secret_shows_by_what_was_refused_and_nothing_let_in() -> None:
    metrics = Metrics()
    metrics.refused("signature")
    async with served(*Health({}, metrics=metrics).routes()) as port:
        running, found = await looked(port)
        assert (running.state, found.state) == (State.OK, State.WARNING)
        assert "SLACK_SIGNING_SECRET" in found.mend
        metrics.request("command", "handled", 0.1)
        assert [one.state for one in await looked(port)] == [State.OK]  # the other one was forged


async def test_where_slack_calls_takt_it_shows_that_nothing_has_come() -> None:
    metrics = Metrics()
    async with served(*Health({}, metrics=metrics).routes()) as port:
        _, found = await looked(port, mode="http")
        assert (found.state, "no request has come" in found.seen) == (State.OK, True)
        metrics.request("command", "handled", 0.1)
        assert len(await looked(port, mode="http")) == 1


def test_requests_of_all_kinds_are_counted() -> None:
    metrics = Metrics()
    for reason in ("signature", "signature", "timestamp"):
        metrics.refused(reason)
    metrics.request("event", "ignored", 0.1)
    assert refused_by_signature(metrics.page().decode()) == (2, 1)
