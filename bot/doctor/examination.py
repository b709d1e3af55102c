"""The whole examination, in the order in which one would mend what it finds."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from typing import Protocol

from bot.doctor.configuration import readable_settings, settings_findings
from bot.doctor.content import cache_findings, content_findings, encoder_findings
from bot.doctor.findings import Finding, State
from bot.doctor.server import server_findings
from bot.doctor.storage import SCHEMA, storage_findings
from bot.doctor.tokens import not_asked_for, reach_findings, sealing_findings
from bot.doctor.wire import bot_findings, installed_findings, socket_findings
from bot.errors import StorageAway
from bot.ports import Clock
from bot.settings import Settings
from bot.slack_sight import InstalledSight, SlackSight

MOST_INSTALLED = 5
Look = Callable[[Settings], Awaitable[tuple[SlackSight | None, SlackSight | None]]]


class LookAtInstalled(Protocol):
    """Looks at the tokens of the workspaces that installed Takt themselves, and asks Slack about some."""

    async def __call__(self, settings: Settings, *, most: int, only: str) -> InstalledSight:
        """Of so many at most, or of the one workspace with this id. Raises `StorageAway`."""


async def examine(look: Look, look_at_installed: LookAtInstalled, clock: Clock, workspace: str = "") -> list[Finding]:
    """Everything that there is to say. `look` asks Slack about the bot token and the app-level token.

    Of many workspaces Slack is asked about the first few, or about the one with this id.
    """
    settings = readable_settings()
    url = settings.database_url.get_secret_value()
    looks = asyncio.gather(look(settings), storage_findings(url, clock.now()), server_findings(settings))
    (bot, socket), storage, server = await looks
    installed = partial(_installed, look_at_installed, settings, storage, workspace)
    return [
        *settings_findings(settings),
        *content_findings(settings, clock.now().date()),
        *encoder_findings(settings),
        *cache_findings(settings),
        *storage,
        *(await installed() if settings.uses_oauth else _one(bot, workspace)),
        *(socket_findings(socket) if settings.mode == "socket" else ()),
        *server,
    ]


def _one(bot: SlackSight | None, workspace: str) -> Iterable[Finding]:
    return [*([not_asked_for(workspace)] if workspace else ()), *bot_findings(bot)]


async def _installed(
    look: LookAtInstalled, settings: Settings, storage: Sequence[Finding], workspace: str
) -> Iterable[Finding]:
    """Nothing where the database, which holds the tokens, has trouble of its own: that is told already."""
    if not any(found.about == SCHEMA and found.state is not State.WRONG for found in storage):
        return ()
    try:
        seen = await look(settings, most=MOST_INSTALLED, only=workspace)
    except StorageAway:
        return ()
    return [*sealing_findings(seen.sealing), *installed_findings(seen.sights), *reach_findings(seen)]
