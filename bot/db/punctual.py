"""PostgreSQL's connection for SQLAlchemy: a server that is silent for too long counts as gone.

The server itself ends a statement that takes too long (`statement_timeout`). One that is frozen, or behind a network
that swallows everything, ends nothing, and psycopg would wait for it for ever.
"""

import asyncio
import contextlib
import os
import re
import select
import socket
from typing import Any

from psycopg import AsyncConnection, OperationalError
from psycopg.abc import RV, PQGen

SILENT = "the server does not answer"
MARGIN_SECONDS = 2.0  # for the way to the server and back, beside the longest that a statement may take
STATEMENT_TIMEOUT = re.compile(r"statement_timeout\s*=\s*'?(\d+)\s*(ms|s|min|h|d)?")
SECONDS = {None: 0.001, "ms": 0.001, "s": 1, "min": 60, "h": 3600, "d": 86400}


class PunctualConnection(AsyncConnection[Any]):
    """A connection that ends when nothing has come for so many seconds; None: it never does."""

    silence: float | None = None
    _is_given_up = False
    _timer: asyncio.TimerHandle | None = None

    async def wait(self, gen: PQGen[RV], *how: Any, **more: Any) -> RV:
        """What comes of a statement. Raises `OperationalError` also where nothing comes."""
        self._wait_for_answer()
        try:
            return await super().wait(gen, *how, **more)
        except OperationalError as error:
            if self._is_given_up:
                raise OperationalError(SILENT) from error
            raise
        finally:
            if self._timer is not None:
                self._timer.cancel()

    def _wait_for_answer(self) -> None:
        if self.silence is not None:
            self._timer = asyncio.get_running_loop().call_later(self.silence, self._give_up)

    def _give_up(self) -> None:
        """Hang up, which who waits takes for the server's doing; not where the answer is there, and we are late.

        What is there may be a part of the answer alone, so its rest has as long again.
        """
        answer = select.poll()
        answer.register(self.pgconn.socket, select.POLLIN)
        if answer.poll(0):
            self._wait_for_answer()
            return
        self._is_given_up = True
        with contextlib.suppress(OSError), socket.socket(fileno=os.dup(self.pgconn.socket)) as line:
            line.shutdown(socket.SHUT_RDWR)


async def connect(*address: Any, silence: float | None, **options: Any) -> PunctualConnection:
    """A connection that waits for no answer longer than `silence` (seconds)."""
    connection = await PunctualConnection.connect(*address, **options)
    connection.silence = silence
    return connection


def longest_silence(options: str) -> float | None:
    """Seconds, by the server options that are asked for: of several the last one counts. None where 0 means no end."""
    *_, (number, unit) = STATEMENT_TIMEOUT.findall(options)
    seconds = int(number) * SECONDS[unit or None]
    return seconds + MARGIN_SECONDS if seconds else None
