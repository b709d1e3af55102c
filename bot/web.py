"""The web server, which answers `/healthz`, `/readyz`, `/servez`, `/metrics` and, in HTTP mode, Slack."""

import os

from aiohttp import web

from bot.errors import SettingsError

STOP_SECONDS = 3  # aiohttp would wait a minute for a request that hangs; Slack waits for so long


async def listen(app: web.Application, host: str, port: int) -> web.AppRunner:
    """Serve the application; raises `SettingsError` where nothing can listen there."""
    runner = web.AppRunner(
        app,
        access_log=None,
        shutdown_timeout=STOP_SECONDS,
        auto_decompress=False,  # else aiohttp unfolds what anybody sends, whatever we answer
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        await runner.cleanup()
        where = f"{host}:{port}"
        raise SettingsError(
            [f"TAKT_HOST, TAKT_PORT: cannot listen on {where} ({os.strerror(error.errno or 0)})"]
        ) from error
    return runner
