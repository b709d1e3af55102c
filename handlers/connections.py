"""The connections to Slack: how many, how patient, what became of each call, and a last question before one leaves.

A claim on a delivery may run out while its request waits for a connection, or while the process is frozen. So whether
it is still ours is asked when the connection is in hand, by aiohttp's tracing, which can still stop the request there.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import SimpleNamespace
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SendNotOurs

TIMEOUT_SECONDS = 10
MOST_CONNECTIONS = 600  # more than tips and answers together ever have in the air
OnCall = Callable[[str, str, float], None]  # the method, the result, seconds
METHOD = re.compile(r"[a-z]+(\.[a-zA-Z]+)+")
REFUSED = re.compile(rb'"ok"\s*:\s*false')
_MAY_SEND: ContextVar[Callable[[], bool] | None] = ContextVar("may_send", default=None)


def slack_client(token: str | None, url: str) -> AsyncWebClient:
    """A client of Slack's Web API at `url`.

    It has no retry handlers: after a connection error the SDK would post a message twice (slack-platform reference, 1).
    """
    return AsyncWebClient(token=token, base_url=url, timeout=TIMEOUT_SECONDS, retry_handlers=[])


def open_session(on_call: OnCall | None = None) -> aiohttp.ClientSession:
    """A session that asks before it sends, and tells `on_call` of each call; needs a running event loop."""
    return aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=TIMEOUT_SECONDS),
        connector=aiohttp.TCPConnector(limit=MOST_CONNECTIONS),
        trace_configs=[_Counting(on_call) if on_call else _Asking()],
    )


@contextmanager
def only_if(may_send: Callable[[], bool], session: aiohttp.ClientSession | None) -> Iterator[None]:
    """Requests within the block leave only if `may_send` says so; else `SendNotOurs`.

    A session that does not ask, such as the SDK's own, is asked for here: earlier than it should be, but never not.
    """
    if session is None or not any(isinstance(one, _Asking) for one in session.trace_configs):
        _ask(may_send)
    token = _MAY_SEND.set(may_send)
    try:
        yield
    finally:
        _MAY_SEND.reset(token)


class _Asking(aiohttp.TraceConfig):
    """Asks when a connection is in hand, new or used before."""

    def __init__(self) -> None:
        super().__init__()
        self.on_connection_create_end.append(_connection_in_hand)
        self.on_connection_reuseconn.append(_connection_in_hand)


class _Counting(_Asking):  # one of them, as aiohttp tells each of every step of every call
    """Tells of each call, too: as `ok` or `refused` once its body is there, else by its status or its end."""

    def __init__(self, on_call: OnCall) -> None:
        super().__init__()
        self._on_call = on_call
        self.on_request_start.append(self._began)
        self.on_request_end.append(self._answered)
        self.on_response_chunk_received.append(self._read)
        self.on_request_exception.append(self._broke)

    async def _began(self, _session: aiohttp.ClientSession, call: SimpleNamespace, params: Any) -> None:
        call.began, call.open = time.perf_counter(), True
        path = params.url.path.rpartition("/api/")[2]
        call.method = call.trace_request_ctx or (path if METHOD.fullmatch(path) else "other")

    async def _answered(self, _session: aiohttp.ClientSession, call: SimpleNamespace, params: Any) -> None:
        status = params.response.status
        if status == 429:
            self._ended(call, "ratelimited")
        elif status != 200 or call.trace_request_ctx:
            self._ended(call, "ok" if status == 200 else "server_error" if status >= 500 else "refused")

    async def _read(self, _session: aiohttp.ClientSession, call: SimpleNamespace, params: Any) -> None:
        self._ended(call, "refused" if REFUSED.search(params.chunk) else "ok")

    async def _broke(self, _session: aiohttp.ClientSession, call: SimpleNamespace, params: Any) -> None:
        self._ended(call, "withheld" if isinstance(params.exception, SendNotOurs) else "unreachable")

    def _ended(self, call: SimpleNamespace, result: str) -> None:
        if call.open:
            call.open = False
            self._on_call(call.method, result, time.perf_counter() - call.began)


async def _connection_in_hand(_session: aiohttp.ClientSession, _context: SimpleNamespace, _params: Any) -> None:
    may_send = _MAY_SEND.get()
    if may_send is not None:
        _ask(may_send)


def _ask(may_send: Callable[[], bool]) -> None:
    if not may_send():
        raise SendNotOurs
