"""What `/slack/install` and `/slack/oauth_redirect` answer where the database or Slack is away."""

from collections.abc import Awaitable, Callable

import aiohttp
import structlog
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import SlackTrouble, StorageAway
from bot.logs import begin_request

INSTALL_PATH, RETURN_PATH = "/slack/install", "/slack/oauth_redirect"
NOT_NOW = (
    "Takt cannot finish this right now. Please begin again at /slack/install in a few minutes."  # as Bolt: English
)
TROUBLE = (StorageAway, SQLAlchemyError, SlackTrouble, aiohttp.ClientError, OSError)

log = structlog.get_logger()

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def calm(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer 503 with a sentence where Bolt's pages meet trouble that passes."""
    if request.path not in {INSTALL_PATH, RETURN_PATH}:
        return await handler(request)
    begin_request()
    try:
        return await handler(request)
    except TROUBLE as trouble:
        log.warning("install_unfinished", path=request.path, error=type(trouble).__name__)
        return web.Response(status=503, text=NOT_NOW, headers={"Retry-After": "60"})
