"""The connection of Socket Mode, and what comes over it."""

import structlog
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import UNREADABLE
from bot.logs import begin_request, frames
from handlers.calls import call
from handlers.slack_wire import may_be_read

log = structlog.get_logger()


class SoundHandler(AsyncSocketModeHandler):
    """Bolt behind Socket Mode, where it would leave what it fails on unacknowledged."""

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """Acknowledge what has another shape; Slack sends again what a connection that broke did not acknowledge."""
        try:
            if not (may_be_read(req.payload) and await self._is_read(client, req)):
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
