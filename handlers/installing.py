"""Installation by OAuth: Bolt's own flow and stores, whose tokens are sealed, and who may speak in which workspace."""

import copy
import re
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
from slack_sdk.oauth.authorize_url_generator import AuthorizeUrlGenerator
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
TEAM = re.compile(r"[TE][A-Z0-9]+")
# What a page says, in English, as Bolt's pages are.
NOT_NAMED = "only workspaces that its operator has named may install this Takt"
ORG_WIDE = "Takt cannot be installed for a whole organisation; begin again at /slack/install and choose one workspace"
ROTATING = (
    "token rotation is on for this Slack app, so its tokens would end after hours; whoever runs this Takt must switch "
    "it off in the app's settings, or make the app anew from its manifest"
)
OnInstalled = Callable[[WorkspaceId], Awaitable[None]]
GiveBack = Callable[[WorkspaceId, str], Awaitable[None]]  # a workspace and its token

log = structlog.get_logger()


class Refused(BoltError):
    """The installation is not saved; says why, for a page."""


class NotNamed(Refused):
    """The workspace is none of those that may install Takt."""


class OrgWide(Refused):
    """It is no installation in one workspace; a token of an organisation's is nothing that Takt could use."""


class Rotating(Refused):
    """The token would end after some hours; nothing here refreshes it."""


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
        """Save an installation. Raises `Refused`, and saves nothing, where Takt may not or cannot be installed so."""
        refusal = self._refusal(installation)
        if refusal is not None:
            workspace, reason = installation.team_id, type(refusal).__name__
            log.warning("install_refused", workspace=workspace, enterprise=installation.enterprise_id, reason=reason)
            if self._give_back is not None and installation.bot_token:
                await self._give_back(WorkspaceId(workspace or ""), installation.bot_token)
            raise refusal
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

    def _refusal(self, installation: Installation) -> Refused | None:
        if self._named and self._named.isdisjoint({installation.team_id, installation.enterprise_id}):
            return NotNamed(NOT_NAMED)
        if installation.is_enterprise_install or not installation.team_id:
            return OrgWide(ORG_WIDE)
        ends = installation.bot_token_expires_at is not None or installation.bot_refresh_token
        return Rotating(ROTATING) if ends else None

    def _seal_bot(self, bot: Bot | Installation) -> None:
        bot.bot_token = self._vault.seal(bot.bot_token) or ""
        bot.bot_refresh_token = self._vault.seal(bot.bot_refresh_token)


class States(AsyncSQLAlchemyOAuthStateStore):
    """The SDK's store of installations that have begun, for which a database that is away is no wrong state."""

    def __init__(self, engine: Any, use: Callable[[str], Awaitable[bool]]) -> None:
        super().__init__(STATE_SECONDS, engine)
        self._use = use

    async def async_consume(self, state: str) -> bool:
        """Whether the state is good, once. Raises `StorageAway`."""
        return await self._use(state)


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


class AddressAtSlack(AuthorizeUrlGenerator):
    """The address of Slack's page; of what the browser asked for, no more goes into it than a workspace's id."""

    def generate(self, state: str, team: str | None = None) -> str:
        """The address; a `team` that is no id of a workspace is left out."""
        return super().generate(state, team if team and TEAM.fullmatch(team) else None)


@dataclass(frozen=True)
class OAuth:
    """What a Bolt app for many workspaces is made of; `not_installed` is said where Takt is no longer installed."""

    settings: AsyncOAuthSettings
    authorize: Authorize
    not_installed: str


def oauth_settings(
    *,
    client_secret: str,
    redirect_uri: str | None,
    api_url: str,
    store: Installations,
    states: States,
    on_installed: OnInstalled,
) -> AsyncOAuthSettings:
    """What Bolt needs to serve `/slack/install` and `/slack/oauth_redirect`."""

    async def success(args: AsyncSuccessArgs) -> BoltResponse:
        await on_installed(WorkspaceId(args.installation.team_id or ""))
        return await args.default.success(args)

    async def failure(args: AsyncFailureArgs) -> BoltResponse:
        answer = await args.default.failure(args)
        if isinstance(args.error, Refused):
            pages = args.settings.redirect_uri_page_renderer
            answer.status, answer.body = 403, pages.render_failure_page(str(args.error))
        return answer

    settings = AsyncOAuthSettings(
        client_id=store.client_id,
        client_secret=client_secret,
        scopes=sorted(NEEDED | OPTIONAL),
        user_scopes=[],
        redirect_uri=redirect_uri,
        install_page_rendering_enabled=False,  # straight to Slack's own page, which is in the admin's language
        authorization_url=f"{api_url.removesuffix('api/')}oauth/v2/authorize",
        installation_store=store,
        state_store=states,
        state_expiration_seconds=STATE_SECONDS,
        callback_options=AsyncCallbackOptions(success=success, failure=failure),
    )
    settings.authorize_url_generator = AddressAtSlack(
        client_id=settings.client_id,
        redirect_uri=settings.redirect_uri,
        scopes=settings.scopes,
        user_scopes=settings.user_scopes,
        authorization_url=settings.authorization_url,
    )
    return settings
