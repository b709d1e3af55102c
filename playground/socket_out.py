"""Socket Mode: the app's WebSocket connections, and envelopes over one of them at random."""

import asyncio
import json
import random
import secrets
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web

from playground.wire import FAILED, TIMEOUT, Ack, Envelope

Json = dict[str, Any]
MOST_CONNECTIONS = 10
SECONDS_TO_LEAVE = 1.0
ANSWERED_IN_ACK = {"slash_commands", "view_submission", "block_suggestion", "block_actions"}


class SocketOutlet:
    """All live connections of one app."""

    def __init__(self, app_id: str, deadline: float, changed: Callable[[], None]) -> None:
        self._app_id = app_id
        self._deadline = deadline
        self._changed = changed
        self._tickets: set[str] = set()
        self._connections: dict[web.WebSocketResponse, web.Request] = {}
        self._closing: set[asyncio.Task[None]] = set()
        self._waiting: dict[str, tuple[web.WebSocketResponse, asyncio.Future[Ack | None]]] = {}

    def new_address(self, base_url: str) -> str:
        """The address that `apps.connections.open` gives; it opens one connection."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return f"{base_url.replace('http', 'ws', 1)}/link?ticket={ticket}&app_id={self._app_id}"

    def spend(self, request: web.Request) -> bool:
        """Whether the address was still good; it is no longer."""
        ticket = request.query.get("ticket", "")
        was_good = ticket in self._tickets
        self._tickets.discard(ticket)
        return was_good

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, from hello to close; pings are answered with their own content."""
        if not self.spend(request):
            return web.Response(status=408, text="invalid_ticket")
        socket = web.WebSocketResponse(timeout=1.0)
        await socket.prepare(request)
        if len(self._connections) >= MOST_CONNECTIONS:
            await socket.send_json(_disconnect("too_many_websockets"))
            await socket.close()
            return socket
        await self._greet(socket, request)
        try:
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    self._read(message.data)
        finally:
            self._lost(socket)
        return socket

    async def deliver(self, envelope: Envelope) -> Ack:
        """Send it and wait for the acknowledgement; another connection gets it when the first breaks."""
        try:
            async with asyncio.timeout(self._deadline):
                while self._connections:
                    ack = await self._send(random.choice(list(self._connections)), envelope)  # noqa: S311  # nosec B311
                    if ack is not None:
                        return ack
        except TimeoutError:
            return Ack(0, None, TIMEOUT)
        return Ack(0, None, FAILED)

    async def connected(self) -> bool:
        """True with at least one live connection."""
        return bool(self._connections)

    async def disconnect(self, reason: str) -> int:
        """Tell every connection to go; how many there were. Unless it is a mere warning they get nothing more."""
        sockets = list(self._connections)
        for socket in sockets:
            await socket.send_json(_disconnect(reason))
            if reason != "warning":
                self._connections.pop(socket, None)
                closing = asyncio.create_task(self._close_later(socket))
                self._closing.add(closing)
                closing.add_done_callback(self._closing.discard)
        self._changed()
        return len(sockets)

    async def drop(self) -> int:
        """Break every connection without a word; how many there were."""
        sockets = list(self._connections)
        for socket in sockets:
            transport = self._connections[socket].transport
            self._lost(socket)
            if transport is not None:
                transport.abort()
        return len(sockets)

    async def close(self) -> None:
        """Close every connection."""
        for closing in self._closing:
            closing.cancel()
        for socket in list(self._connections):
            await socket.close()

    async def _close_later(self, socket: web.WebSocketResponse) -> None:
        await asyncio.sleep(SECONDS_TO_LEAVE)
        await socket.close()

    async def _greet(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self._connections[socket] = request
        await socket.send_json(
            {
                "type": "hello",
                "num_connections": len(self._connections),
                "connection_info": {"app_id": self._app_id},
                "debug_info": {"host": "playground", "build_number": 1, "approximate_connection_time": 18060},
            }
        )
        self._changed()

    async def _send(self, socket: web.WebSocketResponse, envelope: Envelope) -> Ack | None:
        """The acknowledgement; None when the connection broke first."""
        envelope_id = secrets.token_hex(16)
        answer: asyncio.Future[Ack | None] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = (socket, answer)
        try:
            await socket.send_json(_sealed(envelope_id, envelope))
            return await answer
        except ConnectionError:
            self._lost(socket)
            return None
        finally:
            del self._waiting[envelope_id]

    def _read(self, text: str) -> None:
        content = json.loads(text)
        known = self._waiting.get(str(content.get("envelope_id")))
        if known is not None and not known[1].done():
            known[1].set_result(Ack(200, content.get("payload")))

    def _lost(self, socket: web.WebSocketResponse) -> None:
        self._connections.pop(socket, None)
        for owner, answer in self._waiting.values():
            if owner is socket and not answer.done():
                answer.set_result(None)
        self._changed()


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "playground"}}


def _sealed(envelope_id: str, envelope: Envelope) -> Json:
    sealed: Json = {
        "envelope_id": envelope_id,
        "type": envelope.kind,
        "accepts_response_payload": str(envelope.payload.get("type", envelope.kind)) in ANSWERED_IN_ACK,
        "payload": envelope.payload,
    }
    if envelope.kind == "events_api":
        sealed |= {"retry_attempt": envelope.retry_num, "retry_reason": envelope.retry_reason or ""}
    return sealed
