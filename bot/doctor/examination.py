"""The whole examination, in the order in which one would mend what it finds."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.doctor.configuration import readable_settings, settings_findings
from bot.doctor.content import cache_findings, content_findings, encoder_findings
from bot.doctor.findings import Finding
from bot.doctor.storage import storage_findings
from bot.doctor.wire import bot_findings, socket_findings
from bot.ports import Clock, SlackSight
from bot.settings import Settings

Look = Callable[[Settings], Awaitable[tuple[SlackSight | None, SlackSight | None]]]


async def examine(look: Look, clock: Clock) -> list[Finding]:
    """Everything that there is to say. `look` asks Slack about the bot token and the app-level token."""
    settings = readable_settings()
    url = settings.database_url.get_secret_value()
    (bot, socket), storage = await asyncio.gather(look(settings), storage_findings(url, clock.now()))
    return [
        *settings_findings(settings),
        *content_findings(settings, clock.now().date()),
        *encoder_findings(),
        *cache_findings(settings),
        *storage,
        *bot_findings(bot),
        *(socket_findings(socket) if settings.mode == "socket" else ()),
    ]
