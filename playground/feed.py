"""The change feed: who watches the playground learns at once that something moved."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Literal

ChangeKind = Literal["message", "view", "home", "notice", "traffic", "connection", "world", "reset"]


@dataclass(frozen=True)
class Change:
    """What moved: `channel` for messages; `user` alone when only one person can see it."""

    kind: ChangeKind
    channel: str | None = None
    user: str | None = None


class Feed:
    """Hands every change to every subscriber; a slow one loses the oldest, never blocks the others."""

    def __init__(self, size: int = 256) -> None:
        self._size = size
        self._queues: set[asyncio.Queue[Change]] = set()

    def publish(self, change: Change) -> None:
        """Tell all subscribers."""
        for queue in self._queues:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(change)

    async def subscribe(self) -> AsyncIterator[Change]:
        """Every change from now on, until the caller stops iterating."""
        queue: asyncio.Queue[Change] = asyncio.Queue(self._size)
        self._queues.add(queue)
        try:
            while True:
                yield await queue.get()
        finally:
            self._queues.discard(queue)
