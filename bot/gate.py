"""What an HTTP request of Slack's must look like before anything reads it: size, age, signature."""

import asyncio
import hmac
from collections.abc import Awaitable, Callable
from hashlib import sha256

import structlog
from aiohttp import web
from aiohttp.http import HttpProcessingError

from bot.errors import UNREADABLE
from bot.logs import begin_request, frames
from bot.ports import Clock

SLACK_PATH = "/slack/events"
MOST_BYTES = 1024 * 1024
OLDEST_SECONDS = 300  # older, or as far from the future, Slack's own libraries refuse too
BODY_SECONDS = 5
STAMP, SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"
STATUS = {"size": 413, "slow": 408, "encoding": 415, "unreadable": 400, "malformed": 400, "gone": 503}  # all else: 401

log = structlog.get_logger()

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Gate:
    """Lets through, to the path that is Slack's, only what Slack has signed just now; tells `refused` the reason."""

    def __init__(self, secret: str, clock: Clock, refused: Callable[[str], None]) -> None:
        self._secret = secret.encode()
        self._clock = clock
        self._refused = refused

    @web.middleware
    async def check(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Pass a request on, or answer 401, 408, 413 or 415; 400 to what is no HTTP, or signed and no JSON."""
        if request.method != "POST" or request.path != SLACK_PATH:
            return await handler(request)
        begin_request()
        if _has_gone(request):
            self._refused("gone")
            return web.Response(status=STATUS["gone"])  # who is swamped has no time for whom nobody waits
        reason = self._wrong_with_head(request) or await self._wrong_with_body(request)
        if reason:
            return self._refuse(reason)
        try:
            return await handler(request)
        except UNREADABLE as error:
            log.warning("unreadable", error=type(error).__name__, frames=frames(error))
            return self._refuse("unreadable")

    def _wrong_with_head(self, request: web.Request) -> str | None:
        if (request.content_length or 0) > MOST_BYTES:
            return "size"
        if any(one != "identity" for one in request.headers.getall("Content-Encoding", ())):
            return "encoding"  # a small body may unfold to a large one
        stamp = request.headers.get(STAMP, "")
        if not (stamp.isascii() and stamp.isdigit() and len(stamp) < 12):
            return "timestamp"
        return "age" if abs(self._clock.now().timestamp() - int(stamp)) > OLDEST_SECONDS else None

    async def _wrong_with_body(self, request: web.Request) -> str | None:
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await request.read()
        except web.HTTPRequestEntityTooLarge:
            return "size"
        except TimeoutError:
            return "slow"
        except (web.RequestPayloadError, ConnectionError, HttpProcessingError):
            return "gone" if _has_gone(request) else "malformed"
        given = request.headers.get(SIGNATURE, "").encode("utf-8", "surrogateescape")
        signature = sign(self._secret, request.headers[STAMP], body)
        return None if hmac.compare_digest(signature, given) else "signature"

    def _refuse(self, reason: str) -> web.Response:
        self._refused(reason)
        log.warning("http_refused", reason=reason)
        return web.json_response({"error": "invalid request"}, status=STATUS.get(reason, 401))


def _has_gone(request: web.Request) -> bool:
    return request.transport is None or request.transport.is_closing()


def sign(secret: bytes, stamp: str, body: bytes) -> bytes:
    """Slack's signature of a body (https://docs.slack.dev/authentication/verifying-requests-from-slack)."""
    return b"v0=" + hmac.new(secret, b"v0:%s:%s" % (stamp.encode(), body), sha256).hexdigest().encode()
