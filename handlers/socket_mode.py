"""The connection of Socket Mode, and what comes over it."""

from types import SimpleNamespace
from typing import Any

import aiohttp
import structlog
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import UNREADABLE
from handlers.calls import call
from handlers.connections import TIMEOUT_SECONDS
from handlers.slack_wire import SoundApp

log = structlog.get_logger()
SECONDS_BETWEEN = 10  # two pings, and two tries to connect


class Client(SocketModeClient):
    """The SDK's, which asks for a new address at each try: one is good for one connection.

    The SDK tries the one that it has for as long as the process lives, also where Slack refused it.
    """

    async def connect(self) -> None:
        """Open the connection, however many tries that takes."""
        if not self.aiohttp_client_session.trace_configs:  # the first one, of the SDK's making
            await self.aiohttp_client_session.close()
            self.aiohttp_client_session = self._forgetful_session()
        await super().connect()  # type: ignore[no-untyped-call]

    def _forgetful_session(self) -> aiohttp.ClientSession:
        tracing = aiohttp.TraceConfig()
        tracing.on_request_start.append(self._forget_address)
        patience = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)  # of a try; what is open stays open
        return aiohttp.ClientSession(timeout=patience, trace_configs=[tracing])

    async def _forget_address(self, _session: aiohttp.ClientSession, _context: SimpleNamespace, _params: Any) -> None:
        self.wss_uri = None


class SoundHandler(AsyncSocketModeHandler):
    """Bolt behind Socket Mode, where it would leave what it fails on unacknowledged, and stay away once refused."""

    def __init__(
        self, bolt: SoundApp, token: str, web_client: AsyncWebClient, seconds_between: float = SECONDS_BETWEEN
    ) -> None:
        """As Bolt's own, but for the client."""
        self.app = self._bolt = bolt
        self.app_token = token
        self.client = Client(token, bolt.logger, web_client, ping_interval=seconds_between)
        self.client.socket_mode_request_listeners.append(self.handle)  # type: ignore[arg-type]

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """Acknowledge what has another shape; Slack sends again what a connection that broke did not acknowledge."""
        try:
            if not (self._bolt.may_read(req.payload) and await self._is_read(client, req)):
                await client.send_socket_mode_response(SocketModeResponse(envelope_id=req.envelope_id))
        except ConnectionError as error:
            log.warning("acknowledgement_lost", error=type(error).__name__)

    async def _is_read(self, client: SocketModeClient, req: SocketModeRequest) -> bool:
        """Have Bolt read and answer it; False where it cannot, as over HTTP."""
        try:
            await super().handle(client, req)
        except UNREADABLE as error:
            self._bolt.note_unreadable(req.payload, error)
            return False
        return True


class SocketMode:
    """The connection of Socket Mode; there is none before `connect`."""

    def __init__(self, bolt: SoundApp, token: str, api_url: str, seconds_between: float = SECONDS_BETWEEN) -> None:
        self._seconds_between = seconds_between
        self._bolt = bolt
        self._token = token
        self._api_url = api_url
        self._handler: SoundHandler | None = None

    async def connect(self) -> None:
        """Open it. Raises `SlackTrouble`."""
        client = AsyncWebClient(token=self._token, base_url=self._api_url)
        await call(client, "apps.connections.open")  # the SDK would try a wrong token for ever
        self._handler = SoundHandler(self._bolt, self._token, client, self._seconds_between)
        await self._handler.connect_async()  # type: ignore[no-untyped-call]

    async def connected(self) -> bool:
        """Whether it is open now."""
        return self._handler is not None and bool(await self._handler.client.is_connected())

    async def close(self) -> None:
        """Close it."""
        if self._handler is not None:
            await self._handler.close_async()  # type: ignore[no-untyped-call]
