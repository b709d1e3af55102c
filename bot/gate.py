"""What an HTTP request must look like before anything reads it."""

from collections.abc import Awaitable, Callable

from aiohttp import web

TIMESTAMP = "X-Slack-Request-Timestamp"


@web.middleware
async def refuse_malformed(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """401 for a request whose timestamp is no number: slack_sdk would fail on it instead of refusing it."""
    stamp = request.headers.get(TIMESTAMP, "0")
    if not (stamp.isascii() and stamp.isdigit()):
        return web.json_response({"error": "invalid request"}, status=401)
    return await handler(request)
