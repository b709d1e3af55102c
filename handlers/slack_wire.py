"""Slack's wire: Bolt, as Takt uses it, and the connection of Socket Mode."""

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.calls import call
from handlers.connections import slack_client


def bolt_app(token: str | None, signing_secret: str | None, api_url: str) -> AsyncApp:
    """A Bolt app without listeners.

    Bolt's default polls 10 ms for each acknowledgement; listeners here acknowledge at once.
    """
    return AsyncApp(
        client=slack_client(token, api_url),
        signing_secret=signing_secret,
        process_before_response=True,
        raise_error_for_unhandled_request=True,  # the guard acknowledges it
    )


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
