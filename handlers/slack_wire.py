"""Slack's wire: Bolt, as Takt uses it, and the connection of Socket Mode."""

from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.calls import call
from handlers.installing import OAuth


def bolt_app(client: AsyncWebClient, signing_secret: str | None, oauth: OAuth | None = None) -> AsyncApp:
    """A Bolt app without listeners, for one workspace, or with `oauth` for all that install it.

    Bolt's default polls 10 ms for each acknowledgement; listeners here acknowledge at once.
    """
    return AsyncApp(
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
        self._handler: AsyncSocketModeHandler | None = None

    async def connect(self) -> None:
        """Open it. Raises `SlackTrouble`."""
        client = AsyncWebClient(token=self._token, base_url=self._api_url)
        await call(client, "apps.connections.open")  # the SDK would try a wrong token for ever
        self._handler = AsyncSocketModeHandler(self._bolt, self._token, web_client=client)
        await self._handler.connect_async()  # type: ignore[no-untyped-call]

    async def connected(self) -> bool:
        """Whether it is open now."""
        return self._handler is not None and bool(await self._handler.client.is_connected())

    async def close(self) -> None:
        """Close it."""
        if self._handler is not None:
            await self._handler.close_async()  # type: ignore[no-untyped-call]
