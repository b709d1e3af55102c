"""Installation by OAuth: Bolt's own flow and stores, whose tokens are sealed, and who may speak in which workspace."""

import copy
from collections.abc import Awaitable, Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

import structlog
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.error import BoltError
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.response import BoltResponse
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.sqlalchemy import AsyncSQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import AsyncSQLAlchemyOAuthStateStore

from bot.errors import NotInstalled
from bot.installs.tokens import Tokens
from bot.ports import WorkspaceId
from bot.scopes import NEEDED, OPTIONAL
from bot.vault import Vault
from handlers.lines import ManyLines

STATE_SECONDS = 600
NOBODY = ""
NOT_NAMED = "only workspaces that its operator has named may install this Takt"  # in English, as Bolt's pages are
OnInstalled = Callable[[WorkspaceId], Awaitable[None]]
GiveBack = Callable[[WorkspaceId, str], Awaitable[None]]  # a workspace and its token

log = structlog.get_logger()


class NotNamed(BoltError):
    """The workspace is none of those that may install Takt."""


class Installations(AsyncSQLAlchemyInstallationStore):
    """The SDK's store; what is a token is sealed before it is saved, and who installed Takt is not kept.

    `named` are the ids of the workspaces, or of their enterprises, that may install Takt; empty: any may. To others
    Slack has given a token all the same, which `give_back` has it revoke.
    """

    def __init__(
        self,
        client_id: str,
        engine: Any,
        vault: Vault,
        named: AbstractSet[str] = frozenset(),
        give_back: GiveBack | None = None,
    ) -> None:
        super().__init__(client_id, engine)
        self._vault = vault
        self._named = named
        self._give_back = give_back

    async def async_save(self, installation: Installation) -> None:
        """Save an installation. Raises `NotNamed`, and saves nothing, where the workspace may not install Takt."""
        if self._named and self._named.isdisjoint({installation.team_id, installation.enterprise_id}):
            log.warning("install_refused", workspace=installation.team_id, enterprise=installation.enterprise_id)
            if self._give_back is not None and installation.bot_token:
                await self._give_back(WorkspaceId(installation.team_id or ""), installation.bot_token)
            raise NotNamed(NOT_NAMED)
        sealed = copy.copy(installation)
        sealed.user_id = NOBODY
        sealed.user_token = self._vault.seal(installation.user_token)
        sealed.user_refresh_token = self._vault.seal(installation.user_refresh_token)
        self._seal_bot(sealed)
        await super().async_save(sealed)

    async def async_save_bot(self, bot: Bot) -> None:
        """Save the bot of an installation."""
        sealed = copy.copy(bot)
        self._seal_bot(sealed)
        await super().async_save_bot(sealed)

    def _seal_bot(self, bot: Bot | Installation) -> None:
        bot.bot_token = self._vault.seal(bot.bot_token) or ""
        bot.bot_refresh_token = self._vault.seal(bot.bot_refresh_token)


class Authorize(AsyncAuthorize):
    """Lets in the requests of workspaces where Takt is installed, from memory: no statement, and no call to Slack."""

    def __init__(self, lines: ManyLines, tokens: Tokens) -> None:
        self._lines = lines
        self._tokens = tokens

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        **_actor: str | None,
    ) -> AuthorizeResult | None:
        """Who the bot is in the workspace; None where Takt is not installed. Raises `StorageAway`."""
        workspace = WorkspaceId(team_id or "")
        try:
            known = await self._tokens.of(workspace)
            context["client"] = await self._lines.to(workspace)
        except NotInstalled:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
            bot_id=known.bot,
            bot_user_id=known.bot_user,
            bot_token=known.token,
        )


@dataclass(frozen=True)
class OAuth:
    """What a Bolt app for many workspaces is made of; `not_installed` is said where Takt is no longer installed."""

    settings: AsyncOAuthSettings
    authorize: Authorize
    not_installed: str


def oauth_settings(
    *, client_secret: str, redirect_uri: str | None, api_url: str, store: Installations, on_installed: OnInstalled
) -> AsyncOAuthSettings:
    """What Bolt needs to serve `/slack/install` and `/slack/oauth_redirect`."""

    async def success(args: AsyncSuccessArgs) -> BoltResponse:
        await on_installed(WorkspaceId(args.installation.team_id or ""))
        return await args.default.success(args)

    async def failure(args: AsyncFailureArgs) -> BoltResponse:
        answer = await args.default.failure(args)
        if isinstance(args.error, NotNamed):
            pages = args.settings.redirect_uri_page_renderer
            answer.status, answer.body = 403, pages.render_failure_page(NOT_NAMED)
        return answer

    return AsyncOAuthSettings(
        client_id=store.client_id,
        client_secret=client_secret,
        scopes=sorted(NEEDED | OPTIONAL),
        user_scopes=[],
        redirect_uri=redirect_uri,
        install_page_rendering_enabled=False,  # straight to Slack's own page, which is in the admin's language
        authorization_url=f"{api_url.removesuffix('api/')}oauth/v2/authorize",
        installation_store=store,
        state_store=AsyncSQLAlchemyOAuthStateStore(STATE_SECONDS, store.engine),
        state_expiration_seconds=STATE_SECONDS,
        callback_options=AsyncCallbackOptions(success=success, failure=failure),
    )
