"""A listener that fails right after its acknowledgement, met over Slack's own wire, in both modes."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest
from aiohttp import ClientConnectionResetError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from structlog.testing import capture_logs

from bot.tasks import Tasks
from bot.web import listen
from handlers.act import Act
from handlers.connections import open_session, slack_client
from handlers.guard import Guard
from handlers.slack_wire import bolt_app
from handlers.socket_mode import SocketMode, SoundHandler
from playground.client import Workspace
from playground.server import Playground
from tests.e2e.conftest import MANIFEST
from tests.handlers.test_guard import DanishPeople, break_at_once, counted, services_of

FORM = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "Form"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "note",
            "label": {"type": "plain_text", "text": "Note"},
            "element": {"type": "plain_text_input", "action_id": "note"},
        }
    ],
}


async def open_form(act: Act, _services: object) -> None:
    await act.call("views.open", trigger_id=act.trigger, view=FORM)


async def fail_to_save(act: Act, _services: object) -> Mapping[str, Any] | None:
    raise ZeroDivisionError("what was typed")


@asynccontextmanager
async def broken_app(mode: str) -> AsyncIterator[tuple[Workspace, Guard]]:
    """An app whose handlers all fail, and the workspace that it is in."""
    playground = Playground(MANIFEST, request_url="http://127.0.0.1:9/" if mode == "http" else None)
    await playground.start()
    tasks = Tasks()
    guard = Guard(services_of(DanishPeople(), tasks))
    bolt = bolt_app(slack_client(playground.bot_token, playground.api_url), playground.signing_secret)
    bolt.client.session = open_session()
    bolt.error(guard.fall_through)
    bolt.command("/standard")(guard.soon(lambda: break_at_once))
    bolt.command("/observe")(guard.soon(lambda: open_form))
    bolt.view("form")(guard.form(lambda: fail_to_save))
    socket = SocketMode(bolt, playground.app_token, playground.api_url)
    server = await listen(bolt.web_app(path="/slack/events"), "127.0.0.1", 0, lambda _: None)
    try:
        playground.slack.quiet.at_work = lambda: tasks.working
        if mode == "socket":
            await socket.connect()
        else:
            playground.point_at(f"http://127.0.0.1:{server.addresses[0][1]}/slack/events")
        async with Workspace(playground.url) as slack:
            yield slack, guard
    finally:
        await tasks.drain(5)
        await socket.close()
        await server.cleanup()
        await bolt.client.session.close()
        await playground.stop()


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_a_listener_that_raises_right_after_it_acknowledged_has_acknowledged(mode: str) -> None:
    async with broken_app(mode) as (slack, guard):
        ben = slack.person("ben")
        await ben.types("/standard greeting")
        sent = [one for one in (await slack.state())["traffic"] if one["direction"] == "out"]
        assert [one["status"] for one in sent] == ["200"]
        assert "greeting" in (await ben.sees("Der gik noget galt hos os")).words
        assert counted(guard._services) == {("command", "failed"): 1}


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_a_form_whose_handler_raises_stays_open_with_what_was_typed(mode: str) -> None:
    async with broken_app(mode) as (slack, _):
        ben = slack.person("ben")
        await ben.types("/observe")
        await ben.form("Note")
        answer = await ben.submits({"note": "Said hello"})
        assert answer["response_action"] == "errors"
        assert len(await ben.forms()) == 1


class Broken:
    """A connection that is gone by the time that something is acknowledged."""

    async def send_socket_mode_response(self, _response: SocketModeResponse) -> None:
        raise ClientConnectionResetError("Cannot write to closing transport")


async def test_what_a_broken_connection_does_not_acknowledge_is_no_error() -> None:
    bolt = bolt_app(slack_client("xoxb-1", "http://127.0.0.1:9/"), None)
    handler = SoundHandler(bolt, "xapp-1", bolt.client)
    request = SocketModeRequest(type="interactive", envelope_id="1", payload={"type": "block_actions", "actions": 7})
    try:
        with capture_logs() as lines:
            await handler.handle(cast("SocketModeClient", Broken()), request)
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]
    assert [(line["event"], line["log_level"]) for line in lines] == [
        ("request_unsound", "warning"),
        ("acknowledgement_lost", "warning"),
    ]
