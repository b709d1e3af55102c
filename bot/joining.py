"""Joins Takt to Slack: in one workspace, whose bot token is set, or in every workspace that installs it by OAuth."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.clock import SystemClock
from bot.db.engine import create_engine, create_sessions
from bot.errors import NotInstalled, SettingsError, SlackTrouble
from bot.i18n import translator
from bot.loading import later
from bot.ports import Clock, WorkspaceId
from bot.runner import carry_out_each
from bot.settings import Settings, SlackSettings, revealed
from handlers.calls import call
from handlers.connections import slack_client
from handlers.lines import STALE, Lines, ManyLines, OneLine
from handlers.messenger import SlackMessenger
from handlers.slack_wire import SoundApp, bolt_app

with later():  # where workspaces install Takt
    from bot import resealing
    from bot.installs import sealing as seals
    from bot.installs import tokens as keyring
    from handlers import installing

with later():  # where an operator looks
    from bot import slack_sight
    from handlers import looking

if TYPE_CHECKING:
    from bot.installs.tokens import Tokens
    from bot.slack_sight import InstalledSight, SlackSight

WORKS_SECONDS = 1.5  # of the three in which Slack wants to hear that a removal is noted
OnInstalled = Callable[[WorkspaceId], Awaitable[None]]


@dataclass
class Joined:
    """Bolt, the way to Slack for each workspace, and the tokens of many; none where there is one workspace."""

    bolt: SoundApp
    lines: Lines
    tokens: "Tokens | None"
    only: WorkspaceId | None = None  # where there is one workspace, once it has been greeted

    @property
    def messenger(self) -> SlackMessenger:
        """Sends messages on Takt's own account."""
        return SlackMessenger(self.lines)

    @property
    def client(self) -> AsyncWebClient:
        """The client whose connections all others share."""
        return self.bolt.client

    async def greet(self) -> WorkspaceId | None:
        """Try what there is to speak with; returns the workspace where there is but one.

        Raises `SlackTrouble`, `SettingsError` for a wrong key, `StorageAway`.
        """
        if self.tokens is not None:
            await self.tokens.check()
        else:
            itself = await call(self.client, "auth.test")
            self.bolt.knows(itself)
            self.only = WorkspaceId(str(itself["team_id"]))
        return self.only

    async def works(self, workspace: WorkspaceId) -> bool | None:
        """Whether the one token works, and is this workspace's; None where Slack does not say."""
        try:
            async with asyncio.timeout(WORKS_SECONDS):
                itself = await call(self.client, "auth.test")
        except SlackTrouble as trouble:
            return False if trouble.code in STALE else None
        except TimeoutError:
            return None
        return str(itself["team_id"]) == workspace

    async def everywhere(self, name: str, act: Callable[[WorkspaceId], Awaitable[object]]) -> None:
        """Do it in every workspace; trouble in one is noted, and the others have their turn.

        Raises `StorageAway`, and `PartFailed` at the end where it failed in one.
        """
        await carry_out_each(name, [partial(act, workspace) for workspace in await self.workspaces()])

    async def workspaces(self) -> list[WorkspaceId]:
        """Where Takt is, as far as it knows. Raises `StorageAway`."""
        if self.tokens is not None:
            return await self.tokens.workspaces()
        return [self.only] if self.only else []


def join(settings: SlackSettings, engine: AsyncEngine, clock: Clock, on_installed: OnInstalled) -> Joined:
    """Bolt and all that it needs; nothing is connected yet."""
    signing_secret = revealed(settings.slack_signing_secret)
    if not settings.uses_oauth:
        client = slack_client(revealed(settings.slack_bot_token), settings.slack_api_url)
        return Joined(bolt_app(client, signing_secret), OneLine(client), None)
    client = slack_client(None, settings.slack_api_url)
    vault = resealing.vault_of(settings)
    tokens = keyring.Tokens(create_sessions(engine), clock, vault, settings.slack_client_id or "")
    lines = ManyLines(client, tokens)
    oauth = _oauth(settings, engine, tokens, lines, on_installed)
    return Joined(bolt_app(client, signing_secret, oauth), lines, tokens)


async def look_at_slack(settings: Settings) -> "tuple[SlackSight | None, SlackSight | None]":
    """What Slack says of the bot token and of the app-level token; None for one that is not set."""
    url, bot, app = settings.slack_api_url, revealed(settings.slack_bot_token), revealed(settings.slack_app_token)
    return (
        await looking.look(slack_client(bot, url), SystemClock()) if bot else None,
        await looking.look_at_socket(slack_client(app, url)) if app and settings.mode == "socket" else None,
    )


async def look_at_installed(settings: Settings, *, most: int, only: str = "") -> "InstalledSight":
    """How all tokens are kept, and what Slack says of those of the first workspaces, or of one; of none at all where
    there are none.

    Raises `StorageAway`.
    """
    engine = create_engine(settings.database_url.get_secret_value())
    sessions, vault = create_sessions(engine), resealing.vault_of(settings)
    try:
        tokens = keyring.Tokens(sessions, SystemClock(), vault, settings.slack_client_id or "")
        asked = [WorkspaceId(only)] if only else (await tokens.workspaces())[:most]
        sights = [await _look_at(workspace, tokens, settings) for workspace in asked]
        sights = sights or [await looking.look(slack_client(None, settings.slack_api_url), SystemClock())]
        return slack_sight.InstalledSight(
            sights, await seals.sealing(sessions, vault, client_id=tokens.client_id), only
        )
    finally:
        await engine.dispose()


async def _look_at(workspace: WorkspaceId, tokens: "Tokens", settings: Settings) -> "SlackSight":
    try:
        token = (await tokens.of(workspace)).token
    except SettingsError:
        return slack_sight.SlackSight(trouble=slack_sight.SEALED, workspace=workspace)
    except NotInstalled as error:
        return slack_sight.SlackSight(trouble=error.code, workspace=workspace)
    sight = await looking.look(slack_client(token, settings.slack_api_url), SystemClock())
    return replace(sight, workspace=workspace) if sight.trouble else sight


def _oauth(
    settings: SlackSettings, engine: AsyncEngine, tokens: "Tokens", lines: ManyLines, on_installed: OnInstalled
) -> "installing.OAuth":
    async def installed(workspace: WorkspaceId) -> None:
        await tokens.installed(workspace)
        await on_installed(workspace)

    t = translator(settings.default_language)
    return installing.OAuth(
        settings=installing.oauth_settings(
            client_secret=revealed(settings.slack_client_secret) or "",
            redirect_uri=settings.slack_redirect_uri,
            api_url=settings.slack_api_url,
            store=installing.Installations(
                tokens.client_id, engine, resealing.vault_of(settings), settings.workspaces, lines.give_back
            ),
            states=installing.States(engine, tokens.use_state),
            on_installed=installed,
        ),
        authorize=installing.Authorize(lines, tokens),
        not_installed=t("Takt is no longer installed in this workspace. An admin can install it again."),
    )
