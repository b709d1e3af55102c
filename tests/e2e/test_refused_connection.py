"""A connection of Socket Mode that Slack refuses: each address is good for one try."""

import asyncio

import pytest

from handlers.connections import slack_client
from handlers.slack_wire import bolt_app
from handlers.socket_mode import SocketMode
from playground.client import Workspace
from playground.server import Playground
from tests.e2e.conftest import MANIFEST, Stage
from tests.e2e.test_over_http import becomes_ready
from tests.waiting import until


@pytest.fixture
def mode() -> str:
    """Over HTTP it is Slack that connects."""
    return "socket"


async def test_takt_comes_back_after_a_handshake_that_was_refused_once(stage: Stage) -> None:
    connection = stage.takt._socket
    assert connection is not None
    assert connection._handler is not None
    connection._handler.client.ping_interval = 1  # it waits for so long between two tries
    await stage.slack.fault("link", "503")
    await stage.slack.fault("socket", "disconnect")
    await until(lambda: stage.playground.slack.faults.happened["503"])
    await becomes_ready(stage)
    anna = stage.slack.person("anna")
    await anna.types("/standard hilsen")
    await anna.sees("Hilsen")


@pytest.mark.parametrize("kind", ["503", "drop_before"])
async def test_a_start_goes_on_after_a_handshake_that_was_refused_once(kind: str) -> None:
    playground = Playground(MANIFEST)
    await playground.start()
    async with Workspace(playground.url) as slack:
        bolt = bolt_app(slack_client(playground.bot_token, playground.api_url), None)
        socket = SocketMode(bolt, playground.app_token, playground.api_url, seconds_between=0.5)
        await slack.fault("link", kind)
        try:
            async with asyncio.timeout(10):
                await socket.connect()
            assert await socket.connected()
        finally:
            await socket.close()
            await playground.stop()
