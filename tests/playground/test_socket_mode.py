"""Socket Mode on the wire: hello, envelopes, acknowledgements, broken connections."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import ClientWebSocketResponse, WSMsgType
from slack_sdk.web.async_client import AsyncWebClient

from playground.client import Workspace
from playground.server import Playground
from tests.playground.bolt import in_socket_mode, tiny_app
from tests.playground.expecting import refused

Json = dict[str, Any]


async def address(playground: Playground) -> str:
    client = AsyncWebClient(token=playground.app_token, base_url=playground.api_url)
    return str((await client.apps_connections_open(app_token=playground.app_token))["url"])


@asynccontextmanager
async def connection(playground: Playground) -> AsyncIterator[ClientWebSocketResponse]:
    """A raw connection after its hello."""
    url = await address(playground)
    async with aiohttp.ClientSession() as session, session.ws_connect(url, autoping=False) as socket:
        assert (await socket.receive_json())["type"] == "hello"
        yield socket


async def acknowledged(socket: ClientWebSocketResponse, **more: Any) -> Json:
    envelope: Json = await socket.receive_json()
    await socket.send_json({"envelope_id": envelope["envelope_id"], **more})
    return envelope


async def test_only_the_app_token_opens_a_connection(playground: Playground, client: AsyncWebClient) -> None:
    with refused("not_allowed_token_type"):
        await client.apps_connections_open(app_token=playground.bot_token)


async def test_address_opens_one_connection_only(playground: Playground) -> None:
    url = await address(playground)
    async with aiohttp.ClientSession() as session, session.ws_connect(url):
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)


async def test_health_follows_the_connection(playground: Playground) -> None:
    async def status() -> int:
        async with aiohttp.ClientSession() as session, session.get(f"{playground.url}/healthz") as answer:
            return answer.status

    assert await status() == 503
    async with connection(playground):
        assert await status() == 200


async def test_command_without_a_connection_fails_at_once(slack: Workspace) -> None:
    assert (await slack.person("anna").types("/standard"))["error"] == "dispatch_failed"


async def test_acknowledgement_may_carry_the_answer(playground: Playground, slack: Workspace) -> None:
    anna = slack.person("anna")
    async with connection(playground) as socket:
        typing = asyncio.create_task(anna.types("/standard greeting"))
        envelope = await acknowledged(socket, payload={"text": "Only you"})
        assert (await typing)["ok"] is True
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
    assert envelope["payload"]["command"] == "/standard"
    assert (await anna.sees("Only you")).private


async def test_missing_acknowledgement_is_an_operation_timeout(playground: Playground, slack: Workspace) -> None:
    async with connection(playground):
        assert (await slack.person("anna").types("/standard"))["error"] == "operation_timeout"


async def test_event_without_acknowledgement_comes_again(playground: Playground, slack: Workspace) -> None:
    async with connection(playground) as socket:
        saying = asyncio.create_task(slack.person("anna").dm("Hello?"))
        first = await socket.receive_json()
        second = await acknowledged(socket)
        await saying
    assert (first["retry_attempt"], second["retry_attempt"], second["retry_reason"]) == (0, 1, "timeout")
    assert first["payload"]["event_id"] == second["payload"]["event_id"]
    assert first["accepts_response_payload"] is False


async def test_broken_connection_hands_its_envelope_to_another(playground: Playground, slack: Workspace) -> None:
    async with connection(playground) as one, connection(playground) as other:
        waiting = [asyncio.create_task(socket.receive_json()) for socket in (one, other)]
        typing = asyncio.create_task(slack.person("anna").types("/standard"))
        done, pending = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        broken = one if waiting[0] in done else other
        await broken.close()
        second = await pending.pop()
        await (other if broken is one else one).send_json({"envelope_id": second["envelope_id"]})
        assert (await typing)["ok"] is True
    assert done.pop().result()["payload"]["trigger_id"] == second["payload"]["trigger_id"]


async def test_each_envelope_goes_to_one_connection(playground: Playground, slack: Workspace) -> None:
    async with connection(playground) as one, connection(playground) as other:
        reading = [asyncio.create_task(acknowledged(socket)) for socket in (one, other)]
        await slack.person("anna").types("/standard")
        assert sum(task.done() for task in reading) == 1
        for task in reading:
            task.cancel()


async def test_ping_is_answered_with_its_own_content(playground: Playground) -> None:
    async with connection(playground) as socket:
        await socket.ping(b"sdk-ping-pong:1.5")
        message = await socket.receive()
        assert (message.type, bytes(message.data)) == (WSMsgType.PONG, b"sdk-ping-pong:1.5")


async def test_eleventh_connection_is_one_too_many(playground: Playground) -> None:
    async with aiohttp.ClientSession() as session:
        sockets = [await session.ws_connect(await address(playground)) for _ in range(11)]
        first_words = [await socket.receive_json() for socket in sockets]
        assert [words["type"] for words in first_words] == ["hello"] * 10 + ["disconnect"]
        assert first_words[-1]["reason"] == "too_many_websockets"


async def test_disconnect_comes_with_its_reason(playground: Playground, slack: Workspace) -> None:
    async with connection(playground) as socket:
        await slack.fault("socket", "disconnect", reason="warning")
        assert (await socket.receive_json())["reason"] == "warning"
        await slack.fault("socket", "disconnect")
        assert (await socket.receive_json())["reason"] == "refresh_requested"
        assert (await socket.receive()).type == WSMsgType.CLOSE


@pytest.mark.parametrize("kind", ["disconnect", "drop"])
async def test_real_client_comes_back_after_a_lost_connection(
    playground: Playground, slack: Workspace, kind: str
) -> None:
    changes = playground.state.subscribe()
    async with in_socket_mode(playground, tiny_app(playground, [])):
        await slack.fault("socket", kind)
        async with asyncio.timeout(10):
            while not await playground.slack.outlet.connected():
                await anext(changes)
        assert (await slack.person("anna").types("/standard greeting"))["ok"] is True
