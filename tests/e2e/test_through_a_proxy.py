"""A network whose only way out is a proxy (`HTTPS_PROXY`): every call to Slack takes it, not only the SDK's own."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from tests.e2e.conftest import Stage
from tests.e2e.test_over_http import OVER_HTTP


@pytest.fixture
async def passed(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[list[str]]:
    """The first part of each path that went through the proxy."""
    paths = list[str]()
    app = web.Application(client_max_size=0)

    async def forward(request: web.Request) -> web.Response:
        paths.append(request.path.split("/")[1])
        body = await request.read()
        async with session.request(request.method, request.url, data=body, headers=request.headers) as answer:
            kept = {name: value for name, value in answer.headers.items() if name.startswith(("X-", "Date"))}
            return web.Response(
                body=await answer.read(), status=answer.status, content_type=answer.content_type, headers=kept
            )

    app.router.add_route("*", "/{path:.*}", forward)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{runner.addresses[0][1]}")
    async with aiohttp.ClientSession(auto_decompress=False) as session:
        yield paths
    await runner.cleanup()


@OVER_HTTP
async def test_answers_take_the_way_of_all_calls(passed: list[str], stage: Stage) -> None:
    ben = stage.slack.person("ben")
    await ben.types("/standard greeting")
    await ben.sees("greeted out loud")
    assert {"api", "response"} <= set(passed)


@OVER_HTTP
async def test_files_take_the_way_of_all_calls(passed: list[str], stage: Stage) -> None:
    ben = stage.slack.person("ben")
    await ben.types("/observe export")
    await ben.sees("Everything", channel="dm")
    assert {"api", "upload"} <= set(passed)
