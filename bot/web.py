"""The web server, which answers `/healthz`, `/readyz`, `/servez`, `/metrics` and, in HTTP mode, Slack."""

import logging
from collections.abc import Callable
from typing import Any

import structlog
from aiohttp import web
from aiohttp.http import HttpProcessingError
from aiohttp.log import server_logger

from bot import listening
from bot.errors import SettingsError

log = structlog.get_logger()
Refused = Callable[[str], None]
STOP_SECONDS = 3  # aiohttp would wait a minute for a request that hangs; Slack waits for so long


async def listen(app: web.Application, host: str, port: int, refused: Refused) -> web.AppRunner:
    """Serve the application; raises `SettingsError` where nothing can listen there.

    `refused` is told why something that is no request gets no answer: `malformed`, or `gone` in its middle.
    """
    runner = web.AppRunner(
        app,
        access_log=None,
        shutdown_timeout=STOP_SECONDS,
        auto_decompress=False,  # else aiohttp unfolds what anybody sends, whatever we answer
        logger=_AtTheDoor(refused),
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        await runner.cleanup()
        seen = f"TAKT_HOST, TAKT_PORT: cannot listen on {host}:{port} ({listening.said(error)})"
        raise SettingsError([f"{seen}. {listening.mend(error)}"]) from error
    return runner


class _AtTheDoor(logging.LoggerAdapter[logging.Logger]):
    """Takes note of what strangers send that is no request: anybody can, so it is no error of ours."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(server_logger)
        self._refused = refused

    def exception(self, msg: object, *args: object, exc_info: Any = True, **more: Any) -> None:
        """An error of aiohttp's, unless it is only somebody's bytes."""
        if isinstance(exc_info, ConnectionResetError):
            self._note("gone", exc_info)
        elif isinstance(exc_info, HttpProcessingError | web.RequestPayloadError):
            self._note("malformed", exc_info)
        else:
            super().exception(msg, *args, exc_info=exc_info, **more)

    def _note(self, reason: str, error: Exception) -> None:
        self._refused(reason)
        log.warning("http_refused", reason=reason, error=type(error).__name__)
