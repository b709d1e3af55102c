"""Slack's wire: Bolt, as Takt uses it, and the connection of Socket Mode."""

from collections.abc import Callable, Mapping
from typing import Any

import structlog
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.middleware.authorization.async_single_team_authorization import AsyncSingleTeamAuthorization
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.errors import UNREADABLE
from bot.logs import begin_request, frames
from handlers.calls import call
from handlers.installing import OAuth
from handlers.shapes import is_sound

log = structlog.get_logger()

TurnAway = Callable[[Mapping[str, Any]], BoltResponse | None]


class SoundApp(AsyncApp):
    """Bolt, which gets to read only what has the shape that Slack gives its requests, and no more than is managed.

    `turn_away` answers what is too much. It is asked before Bolt, which takes longer to find a listener: who is swamped
    must say no cheaply.
    """

    turn_away: TurnAway | None = None

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        """Acknowledge what has another shape: to repeat it would be in vain."""
        if req.mode == "http" and not _may_be_read(req.body):
            return BoltResponse(status=200, body="")
        too_much = self.turn_away(req.body) if self.turn_away else None
        return too_much or await super().async_dispatch(req)

    def knows(self, itself: AsyncSlackResponse) -> None:
        """Take what `auth.test` said at the start: Bolt asks at the first request, and ends that where Slack fails."""
        for middleware in self._async_middleware_list:
            if isinstance(middleware, AsyncSingleTeamAuthorization):
                middleware.auth_test_result = itself


class SoundHandler(AsyncSocketModeHandler):
    """The same for Socket Mode, where Bolt would leave what it fails on unacknowledged."""

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """Acknowledge what has another shape; Slack sends again what a connection that broke did not acknowledge."""
        try:
            if not (_may_be_read(req.payload) and await self._is_read(client, req)):
                await client.send_socket_mode_response(SocketModeResponse(envelope_id=req.envelope_id))
        except ConnectionError as error:
            log.warning("acknowledgement_lost", error=type(error).__name__)

    async def _is_read(self, client: SocketModeClient, req: SocketModeRequest) -> bool:
        """Have Bolt read and answer it; False where it cannot, as over HTTP."""
        try:
            await super().handle(client, req)
        except UNREADABLE as error:
            begin_request()
            log.warning("unreadable", error=type(error).__name__, frames=frames(error))
            return False
        return True


def _may_be_read(body: Any) -> bool:
    """Whether it is sound, or a mere question of Slack's whether anybody is there; what is not is noted."""
    if isinstance(body, Mapping) and (is_sound(body) or "ssl_check" in body or body.get("type") == "url_verification"):
        return True
    begin_request()
    log.warning("request_unsound")
    return False


def bolt_app(client: AsyncWebClient, signing_secret: str | None, oauth: OAuth | None = None) -> SoundApp:
    """A Bolt app without listeners, for one workspace, or with `oauth` for all that install it.

    Bolt's default polls 10 ms for each acknowledgement; listeners here acknowledge at once.
    """
    return SoundApp(
        name="takt",  # else Bolt looks through all modules for the one that calls it
        client=client,
        signing_secret=signing_secret,
        authorize=oauth.authorize if oauth else None,  # type: ignore[arg-type]
        oauth_settings=oauth.settings if oauth else None,
        user_facing_authorize_error_message=oauth.not_installed if oauth else None,
        process_before_response=True,
        raise_error_for_unhandled_request=True,  # the guard acknowledges it
    )


def slack_web_app(bolt: AsyncApp, path: str, *, takes_requests: bool) -> web.Application:
    """The web application with Slack's routes: requests at `path` in HTTP mode, and with OAuth pages to install."""
    if takes_requests:
        return bolt.web_app(path=path)
    app, flow = web.Application(), bolt.oauth_flow
    if flow is not None:
        pages = bolt.server(path=path).handle_get_requests
        app.add_routes([web.get(flow.install_path, pages), web.get(flow.redirect_uri_path, pages)])
    return app


class SocketMode:
    """The connection of Socket Mode; there is none before `connect`."""

    def __init__(self, bolt: AsyncApp, token: str, api_url: str) -> None:
        self._bolt = bolt
        self._token = token
        self._api_url = api_url
        self._handler: SoundHandler | None = None

    async def connect(self) -> None:
        """Open it. Raises `SlackTrouble`."""
        client = AsyncWebClient(token=self._token, base_url=self._api_url)
        await call(client, "apps.connections.open")  # the SDK would try a wrong token for ever
        self._handler = SoundHandler(self._bolt, self._token, web_client=client)
        await self._handler.connect_async()  # type: ignore[no-untyped-call]

    async def connected(self) -> bool:
        """Whether it is open now."""
        return self._handler is not None and bool(await self._handler.client.is_connected())

    async def close(self) -> None:
        """Close it."""
        if self._handler is not None:
            await self._handler.close_async()  # type: ignore[no-untyped-call]
