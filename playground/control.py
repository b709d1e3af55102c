"""The control API: programs (the page, the client, tests) act as people, look at screens, and cause trouble."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from playground import looking
from playground.acts import clicking, commands, forms, shortcuts, speaking, suggesting
from playground.acts.people import actor, open_room
from playground.acts.surfaces import Surface, find_control, find_surface
from playground.errors import ControlError
from playground.faults import read_fault
from playground.slack import Slack
from playground.socket_out import SocketOutlet
from playground.views import View
from playground.world import Channel, Person, UnknownNameError
from playground.world_changes import change_world

Json = dict[str, Any]
SETTLE_MS = 150


@dataclass(frozen=True)
class Request:
    """One control request's JSON, with typed readers that raise ControlError."""

    slack: Slack
    body: Json

    def text(self, name: str, default: str | None = None) -> str:
        """A string; required unless there is a default."""
        value = self.body.get(name)
        value = default if value is None else value
        if not isinstance(value, str):
            raise ControlError(f'"{name}" is required and must be a string.')
        return value

    @property
    def person(self) -> Person:
        """Who acts."""
        return actor(self.slack, self.text("user"))

    @property
    def open_channel(self) -> Channel:
        """Where, when the person can write there."""
        return open_room(self.slack, self.text("channel"), self.person)

    @property
    def surface(self) -> Surface:
        """The message or view that is meant."""
        return find_surface(self.slack, self.person, self.body)

    @property
    def view(self) -> tuple[Surface, View]:
        """The modal that is meant."""
        surface = find_surface(self.slack, self.person, {"view_id": self.text("view_id")})
        if surface.view is None or not surface.is_modal:
            raise ControlError("This is not a modal.")
        return surface, surface.view


Act = Callable[[Request], Awaitable[Json]]


async def _command(request: Request) -> Json:
    return await commands.type_command(
        request.slack, request.person, request.open_channel, request.text("command"), request.text("text", "")
    )


async def _message(request: Request) -> Json:
    thread_ts = request.text("thread_ts", "") or None
    return await speaking.say(request.slack, request.person, request.open_channel, request.text("text"), thread_ts)


async def _click(request: Request) -> Json:
    surface = request.surface
    block, element = find_control(surface, request.body)
    return await clicking.click(surface, block, element, request.body.get("value"))


async def _suggest(request: Request) -> Json:
    surface = request.surface
    block, element = find_control(surface, {**request.body, "value": None})
    return await suggesting.suggest(surface, block, element, request.text("value", ""))


async def _view(request: Request) -> Json:
    surface, view = request.view
    if request.body.get("close"):
        return await forms.close(surface, view, whole_stack=request.body["close"] == "all")
    values = request.body.get("values", {})
    if not isinstance(values, dict):
        raise ControlError('"values" must be an object.')
    return await forms.submit(surface, view, values)


async def _shortcut(request: Request) -> Json:
    surface = request.surface if request.body.get("ts") else None
    return await shortcuts.use_shortcut(request.slack, request.person, request.text("callback_id"), surface)


async def _home(request: Request) -> Json:
    return await speaking.open_home(request.slack, request.person, request.text("tab", "home"))


async def _fault(request: Request) -> Json:
    fault, outlet = read_fault(request.body), request.slack.outlet
    if fault.method != "socket":
        request.slack.faults.add(fault)
        return {"ok": True}
    if not isinstance(outlet, SocketOutlet):
        raise ControlError("There are no sockets in HTTP mode.")
    silent = fault.kind in ("drop", "drop_before")
    count = await (outlet.drop() if silent else outlet.disconnect(request.text("reason", "refresh_requested")))
    return {"ok": True, "connections": count}


async def _mend(request: Request) -> Json:
    request.slack.faults.mend(request.text("method"))
    return {"ok": True}


async def _reset(request: Request) -> Json:
    request.slack.faults.clear()
    request.slack.state.reset()
    return {"ok": True}


async def _world(request: Request) -> Json:
    return await change_world(request.slack, request.body)


ACTS: dict[str, Act] = {
    "command": _command,
    "message": _message,
    "click": _click,
    "suggest": _suggest,
    "view": _view,
    "shortcut": _shortcut,
    "home": _home,
}
ORDERS: dict[str, Act] = {"fault": _fault, "mend": _mend, "reset": _reset, "world": _world}


class Control:
    """Serves `/control/...`; acts answer once the app is quiet, everything else at once."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    def mount(self, app: web.Application, under: str = "") -> None:
        """Add the routes."""
        app.router.add_post(under + "/control/{name}", self.post)
        app.router.add_get(under + "/control/files/{id}", self.file)
        app.router.add_get(under + "/control/{name}", self.get)

    async def post(self, request: web.Request) -> web.Response:
        """One act or order; 400 with one clear sentence when it makes no sense."""
        name = request.match_info["name"]
        act = ACTS.get(name) or ORDERS.get(name)
        if act is None:
            return _refused(f"There is no /control/{name}.", 404)
        try:
            asked = Request(self._slack, await _json(request))
            answer = await act(asked)
            if name in ACTS:
                answer = await self._settled(asked, name, answer)
        except ControlError as error:
            return _refused(str(error), error.status, **error.extra)
        except UnknownNameError as error:
            return _refused(str(error), 400)
        return web.json_response(answer)

    async def get(self, request: web.Request) -> web.Response:
        """One look at a screen or at the whole."""
        look = looking.LOOKS.get(request.match_info["name"])
        if look is None:
            return _refused(f"There is no /control/{request.match_info['name']}.", 404)
        try:
            return web.json_response(await look(self._slack, request.query))
        except (ControlError, UnknownNameError) as error:
            return _refused(str(error), 400)

    async def file(self, request: web.Request) -> web.Response:
        """An uploaded file's bytes, for the page."""
        file = self._slack.state.files.find(request.match_info["id"])
        if file is None or file.content is None:
            return _refused("There is no such file.", 404)
        return web.Response(body=file.content, content_type=file.content_type)

    async def _settled(self, asked: Request, name: str, answer: Json) -> Json:
        milliseconds = asked.body.get("settle_ms", SETTLE_MS)
        if not isinstance(milliseconds, int | float):
            raise ControlError('"settle_ms" must be a number.')
        await self._slack.quiet.settled(milliseconds / 1000)
        return answer | {"view": speaking.home_of(self._slack, asked.person)} if name == "home" else answer


async def _json(request: web.Request) -> Json:
    foreign = request.headers.get("Origin", "").rstrip("/") not in ("", f"http://{request.host}")
    if foreign and request.content_type != "application/json":
        raise ControlError("Another website sent this: it must be JSON, content type application/json.", status=415)
    try:
        body = json.loads(await request.text() or "{}")
    except ValueError as error:
        raise ControlError("This is not JSON.") from error
    if not isinstance(body, dict):
        raise ControlError("Send a JSON object.")
    return body


def _refused(sentence: str, status: int, **extra: Any) -> web.Response:
    return web.json_response({"ok": False, "error": sentence, **extra}, status=status)
