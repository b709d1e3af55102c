"""Slack's wire: Bolt, as Takt uses it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from slack_bolt.async_app import AsyncApp
from slack_bolt.middleware.authorization.async_single_team_authorization import AsyncSingleTeamAuthorization
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.request.internals import parse_body
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.errors import UNREADABLE
from bot.logs import begin_request, frames
from handlers.shapes import is_sound

if TYPE_CHECKING:
    from handlers.installing import OAuth

log = structlog.get_logger()

TurnAway = Callable[[Mapping[str, Any]], BoltResponse | None]
OnUnread = Callable[[Mapping[str, Any]], None]


class SoundApp(AsyncApp):
    """Bolt, which gets to read only what has the shape that Slack gives its requests, and no more than is managed.

    `turn_away` answers what is too much. It is asked before Bolt, which takes longer to find a listener: who is swamped
    must say no cheaply. `on_unread` is told of what is acknowledged and read by nobody.
    """

    turn_away: TurnAway | None = None
    on_unread: OnUnread | None = None

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        """Acknowledge what has another shape: to repeat it would be in vain."""
        if req.mode == "http" and not self.may_read(req.body):
            return BoltResponse(status=200, body="")
        too_much = self.turn_away(req.body) if self.turn_away else None
        if too_much:
            return too_much
        try:
            return await super().async_dispatch(req)
        except UNREADABLE as error:
            self.note_unreadable(req.body, error)
            return BoltResponse(status=200, body="")

    def may_read(self, body: Any) -> bool:
        """Whether it is sound, or a mere question of Slack's whether anybody is there; what is not is noted."""
        if isinstance(body, Mapping) and (is_sound(body) or _is_mere_question(body)):
            return True
        begin_request()
        log.warning("request_unsound")
        self._count_unread(body)
        return False

    def note_unreadable(self, body: Any, error: Exception) -> None:
        """Note what Bolt itself cannot read."""
        begin_request()
        log.warning("unreadable", error=type(error).__name__, frames=frames(error))
        self._count_unread(body)

    def _count_unread(self, body: Any) -> None:
        if self.on_unread:
            self.on_unread(body if isinstance(body, Mapping) else {})

    def knows(self, itself: AsyncSlackResponse) -> None:
        """Take what `auth.test` said at the start: Bolt asks at the first request, and ends that where Slack fails."""
        for middleware in self._async_middleware_list:
            if isinstance(middleware, AsyncSingleTeamAuthorization):
                middleware.auth_test_result = itself


def _is_mere_question(body: Mapping[str, Any]) -> bool:
    return "ssl_check" in body or body.get("type") == "url_verification"


def bolt_app(client: AsyncWebClient, signing_secret: str | None, oauth: "OAuth | None" = None) -> SoundApp:
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


def slack_web_app(bolt: SoundApp, path: str, *, takes_requests: bool) -> web.Application:
    """The web application with Slack's routes: requests at `path` in HTTP mode, and with OAuth pages to install."""
    if takes_requests:
        served = bolt.web_app(path=path)
        served.middlewares.append(_acknowledges_what_bolt_cannot_read(bolt, path))
        return served
    app, flow = web.Application(), bolt.oauth_flow
    if flow is not None:
        pages = bolt.server(path=path).handle_get_requests
        app.add_routes([web.get(flow.install_path, pages), web.get(flow.redirect_uri_path, pages)])
    return app


def _acknowledges_what_bolt_cannot_read(bolt: SoundApp, path: str) -> Middleware:
    """A middleware for what has another shape and is met before `async_dispatch`, as Bolt builds its request."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if (request.method, request.path) != ("POST", path):
            return await handler(request)
        try:
            return await handler(request)
        except UNREADABLE as error:
            body: Any = parse_body(await request.text(), request.content_type)  # what is no JSON stays refused
            if bolt.may_read(body):
                bolt.note_unreadable(body, error)
            return web.Response()

    return check
