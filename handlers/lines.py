"""The way to Slack for each workspace: a client that speaks by that workspace's token."""

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any, Protocol

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.errors import NotInstalled, SettingsError, SlackTrouble, StorageAway
from bot.loading import later
from bot.ports import WorkspaceId
from handlers.calls import read, slack_code
from handlers.connections import TIMEOUT_SECONDS

with later():  # where workspaces install Takt
    from bot.installs import tokens as keyring

if TYPE_CHECKING:
    from bot.installs.tokens import Tokens

GIVE_BACK_SECONDS = 3  # somebody waits for the page that refuses them
STALE = frozenset({"invalid_auth", "token_revoked", "token_expired", "account_inactive", "not_authed"})

log = structlog.get_logger()


class Lines(Protocol):
    """Clients by workspace."""

    async def to(self, workspace: WorkspaceId) -> AsyncWebClient:
        """The client for a workspace. Raises `NotInstalled`, `TokenSealed`, and `StorageAway` where nobody knows."""
        ...


class OneLine:
    """One client for the one workspace that there is."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def to(self, workspace: WorkspaceId) -> AsyncWebClient:  # noqa: ARG002  (there is but one)
        """The client."""
        return self._client


class ManyLines:
    """A client for each workspace, on the connections of `base`."""

    def __init__(self, base: AsyncWebClient, tokens: "Tokens") -> None:
        self._base = base
        self._tokens = tokens
        self._clients: dict[WorkspaceId, WorkspaceClient] = {}

    async def to(self, workspace: WorkspaceId) -> AsyncWebClient:
        """The client that speaks by the workspace's token."""
        token = (await self._tokens.of(workspace)).token
        client = self._clients.get(workspace)
        if client is None or client.token != token or client.session is not self._base.session:
            if len(self._clients) >= keyring.MOST_KEPT:
                self._clients.clear()
            client = self._clients[workspace] = WorkspaceClient(self._base, self._tokens, workspace, token)
        return client

    async def give_back(self, workspace: WorkspaceId, token: str) -> None:
        """Have Slack revoke a token that is not kept, if it does so within seconds; else that is noted.

        Not where Takt is installed and stays: Slack gives such a workspace the token that it has.
        """
        base = self._base
        client = AsyncWebClient(token=token, base_url=base.base_url, session=base.session, retry_handlers=[])
        try:
            async with asyncio.timeout(GIVE_BACK_SECONDS):
                if not await self._stays(workspace):
                    await read(client, "auth.revoke")
        except (SlackTrouble, StorageAway, TimeoutError) as trouble:
            log.warning("token_not_revoked", workspace=workspace, error=str(trouble) or type(trouble).__name__)

    async def _stays(self, workspace: WorkspaceId) -> bool:
        try:
            with contextlib.suppress(SettingsError):  # it is there, and no key opens it
                await self._tokens.of(workspace)
        except NotInstalled:
            return False
        return True


class WorkspaceClient(AsyncWebClient):
    """Speaks in one workspace. A token that Slack refuses is read anew, and the call made once more: it did nothing."""

    def __init__(self, base: AsyncWebClient, tokens: "Tokens", workspace: WorkspaceId, token: str) -> None:
        super().__init__(
            token=token, base_url=base.base_url, timeout=TIMEOUT_SECONDS, session=base.session, retry_handlers=[]
        )
        self._tokens = tokens
        self._workspace = workspace

    async def api_call(self, api_method: str, **arguments: Any) -> AsyncSlackResponse:
        """One call of a Web API method, as the SDK makes it."""
        try:
            return await super().api_call(api_method, **arguments)
        except SlackApiError as error:
            if slack_code(error) not in STALE:
                raise
            token = await self._tokens.instead_of(self._workspace, self.token or "")
            if token is None:
                raise
        self.token = token
        return await super().api_call(api_method, **arguments)
