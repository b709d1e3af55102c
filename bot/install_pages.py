"""What `/slack/install` and `/slack/oauth_redirect` answer in trouble, and where too many come."""

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
TOO_MANY = "Too many installations have begun. Please begin again at /slack/install in ten minutes."
TROUBLE = (StorageAway, SQLAlchemyError, SlackTrouble, aiohttp.ClientError, OSError)
SEALED_OFF = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",  # who comes back has a code and a state in the address
    "X-Content-Type-Options": "nosniff",
}

log = structlog.get_logger()

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class InstallPages:
    """Stands before Bolt's two pages; `may_begin` tells whether one installation more may begin."""

    def __init__(self, may_begin: Callable[[], Awaitable[bool]]) -> None:
        self._may_begin = may_begin

    @web.middleware
    async def check(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer 429 where too many have begun, and 503 with a sentence in trouble that passes; no page is kept, framed
        or runs anything.
        """
        if request.path not in {INSTALL_PATH, RETURN_PATH}:
            return await handler(request)
        begin_request()
        page = await self._page(request, handler)
        page.headers.update(SEALED_OFF)
        return page

    async def _page(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            if request.path == INSTALL_PATH and not await self._may_begin():
                log.warning("install_too_many")
                return web.Response(status=429, text=TOO_MANY, headers={"Retry-After": "600"})
            return await handler(request)
        except TROUBLE as trouble:
            log.warning("install_unfinished", path=request.path, error=type(trouble).__name__)
            return web.Response(status=503, text=NOT_NOW, headers={"Retry-After": "60"})
