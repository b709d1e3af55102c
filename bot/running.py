"""`takt run`. It is started most often and for longest, so it loads nothing that only other commands need."""

import asyncio
import gc

from bot.loading import forget_what_loading_kept, no_collections, without
from bot.plainly import plainly
from bot.settings import SlackSettings, load_settings, revealed


def run() -> None:
    """Run Takt against Slack, by the settings in the environment and `.env`."""
    with plainly():
        settings = load_settings(SlackSettings)
        asyncio.run(_run(settings))


async def _run(settings: SlackSettings) -> None:
    with no_collections(), without("rich"):  # which structlog loads where it is there, to draw what we do not log
        from bot.app import build, running  # noqa: PLC0415  (settings that are wrong are told before)
        from bot.ending import give_up  # noqa: PLC0415
        from bot.logs import configure_logs  # noqa: PLC0415
        from bot.sentry import sentry  # noqa: PLC0415
        from bot.signals import end_by_signal  # noqa: PLC0415

    forget_what_loading_kept()
    with sentry(revealed(settings.sentry_dsn)) as passing_on, end_by_signal():
        configure_logs(settings.log_level, settings.log_format, also=passing_on)
        with no_collections():
            takt = build(settings)
        forget_what_loading_kept()
        try:
            async with running(takt):
                await asyncio.Event().wait()
        finally:
            await give_up(asyncio.all_tasks() - {asyncio.current_task()})  # else Python would wait for each
            gc.freeze()  # to search it for garbage once more takes a second or two of the ten that a stop has
