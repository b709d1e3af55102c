"""The connections to Slack: how many, how patient, and a last question before a message leaves.

A claim on a delivery may run out while its request waits for a connection, or while the process is frozen. So whether
it is still ours is asked when the connection is in hand, by aiohttp's tracing, which can still stop the request there.
"""

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
_MAY_SEND: ContextVar[Callable[[], bool] | None] = ContextVar("may_send", default=None)


def slack_client(token: str | None, url: str) -> AsyncWebClient:
    """A client of Slack's Web API at `url`.

    It has no retry handlers: after a connection error the SDK would post a message twice (slack-platform reference, 1).
    """
    return AsyncWebClient(token=token, base_url=url, timeout=TIMEOUT_SECONDS, retry_handlers=[])


def open_session() -> aiohttp.ClientSession:
    """A session that asks before it sends; needs a running event loop."""
    return aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=TIMEOUT_SECONDS),
        connector=aiohttp.TCPConnector(limit=MOST_CONNECTIONS),
        trace_configs=[_Asking()],
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


async def _connection_in_hand(_session: aiohttp.ClientSession, _context: SimpleNamespace, _params: Any) -> None:
    may_send = _MAY_SEND.get()
    if may_send is not None:
        _ask(may_send)


def _ask(may_send: Callable[[], bool]) -> None:
    if not may_send():
        raise SendNotOurs
