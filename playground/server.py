"""The playground as a server: one object to start, stop, and point a Slack app at."""

import asyncio
import importlib
import importlib.util
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal
from urllib.parse import urlencode

from aiohttp import web

from playground.answering import ResponseUrls
from playground.api import Api
from playground.control import Control
from playground.failing import failed
from playground.http_out import HttpOutlet
from playground.limits import RateLimiter
from playground.manifest import Manifest, read_manifest
from playground.slack import Slack
from playground.socket_out import SocketOutlet
from playground.state import Sent, State
from playground.teams import Teams, another
from playground.tickets import Clock
from playground.tokens import Token, Tokens
from playground.traffic import TrafficLog
from playground.uploads import Uploads
from playground.wire import Outlet
from playground.world import World, hotel_world

Mode = Literal["socket", "http"]
PAGE = "playground.page"
LARGEST_BODY = 50 * 1024 * 1024


@dataclass(frozen=True)
class Patience:
    """How long Slack waits for an acknowledgement, and between its attempts to deliver an event."""

    seconds_to_acknowledge: float = 3.0
    seconds_between_event_retries: tuple[float, ...] = (0.0, 60.0, 300.0)


SLACKS_PATIENCE = Patience()


class Playground:
    """A Slack with one app, in one workspace. Give `request_url` for HTTP mode, leave it out for Socket Mode."""

    bot_token = "xoxb-playground-bot"  # noqa: S105  # nosec B105
    app_token = "xapp-playground-app"  # noqa: S105  # nosec B105
    signing_secret = "playground-signing-secret"  # noqa: S105  # nosec B105

    def __init__(
        self,
        manifest: Mapping[str, Any] | None = None,
        *,
        request_url: str | None = None,
        world: World | None = None,
        scopes: Iterable[str] | None = None,
        clock: Clock = time.time,
        patience: Patience = SLACKS_PATIENCE,
        strict_rate: bool = False,
    ) -> None:
        self.mode: Mode = "http" if request_url else "socket"
        known = read_manifest(manifest) if manifest is not None else Manifest()
        self.state = State(world or hotel_world(), clock)
        granted = set(known.scopes if scopes is None else scopes)
        app = Token(self.app_token, "app", self.state.world.team_id, {"connections:write"})
        one = Slack(
            state=self.state,
            manifest=known,
            outlet=self._outlet(request_url, patience.seconds_to_acknowledge),
            tokens=Tokens(app),
            bot=Token(self.bot_token, "bot", self.state.world.team_id, granted),
            app_token=app,
            traffic=TrafficLog(clock, lambda: self.state.changed("traffic")),
            limiter=RateLimiter(clock, strict_rate),
            retry_delays=patience.seconds_between_event_retries,
        )
        one.tokens.add(one.bot)
        self.slack = one
        self.teams = Teams(one)
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """Where the playground is, without a slash at the end; empty before `start`."""
        return self.slack.url

    def point_at(self, request_url: str) -> None:
        """In HTTP mode, from now on send to another address: an app may know its port only once it runs."""
        if isinstance(self.slack.outlet, HttpOutlet):
            self.slack.outlet.request_url = request_url

    def also(self, world: World) -> Slack:
        """A further workspace, before the start; the app is installed there by OAuth, and acts under `url_of`."""
        return self.teams.add(another(self.slack, world))

    @property
    def api_url(self) -> str:
        """The Web API's base url for slack_sdk, with a slash at the end."""
        return f"{self.url}/api/"

    @property
    def sent(self) -> list[Sent]:
        """Every message and view that the app ever put on a screen."""
        return self.state.sent

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; port 0 takes a free one."""
        self._runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        for slack in self.teams.all():
            slack.url = f"http://{host}:{self._runner.addresses[0][1]}"

    def url_of(self, team_id: str) -> str:
        """Where a `Workspace` finds the people of one of several workspaces."""
        return f"{self.url}/teams/{team_id}"

    async def stop(self) -> None:
        """Close every connection and stop listening."""
        tasks = [task for slack in self.teams.all() for task in slack.tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.slack.outlet.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def _outlet(self, request_url: str | None, ack_deadline: float) -> Outlet:
        if request_url:
            return HttpOutlet(request_url, self.signing_secret, ack_deadline)
        return SocketOutlet(self.state.world.app_id, ack_deadline, lambda: self.state.changed("connection"))

    def _app(self) -> web.Application:
        app = web.Application(client_max_size=LARGEST_BODY)
        uploads = Uploads(self.teams)
        app.router.add_route("*", "/api/{method}", Api(self.teams).endpoint)
        app.router.add_post("/response/{team}/{key}", ResponseUrls(self.teams).endpoint)
        app.router.add_post("/upload/v1/{id}", uploads.receive)
        app.router.add_get("/files-pri/{id}/{name}", uploads.download)
        app.router.add_get("/oauth/v2/authorize", self._authorize)
        app.router.add_get("/healthz", self._healthz)
        if isinstance(self.slack.outlet, SocketOutlet):
            app.router.add_get("/link", partial(self._link, self.slack.outlet))
        Control(self.slack).mount(app)
        for slack in self.teams.all():
            Control(slack).mount(app, f"/teams/{slack.state.world.team_id}")
        if importlib.util.find_spec(PAGE) is not None:
            importlib.import_module(PAGE).mount(app, self)
        return app

    async def _link(self, outlet: SocketOutlet, request: web.Request) -> web.StreamResponse:
        """A connection of Socket Mode; an address is spent also where the fault `link` refuses it."""
        fault = self.slack.faults.take("link")
        if fault is None:
            return await outlet.serve(request)
        outlet.spend(request)
        return failed(request, fault)

    async def _healthz(self, _request: web.Request) -> web.Response:
        connected = await self.slack.outlet.connected()
        return web.json_response({"ok": connected}, status=200 if connected else 503)

    async def _authorize(self, request: web.Request) -> web.Response:
        """The install page of a workspace (`team`) whose owner always agrees."""
        code = self.teams.new_code(request.query.get("team", ""))
        address = request.query.get("redirect_uri", "")
        answer = urlencode({"code": code, "state": request.query.get("state", "")})
        location = f"{address}{'&' if '?' in address else '?'}{answer}"
        return web.Response(status=302, headers={"Location": location})
