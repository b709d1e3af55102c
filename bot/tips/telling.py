"""Tells owners, by direct message, what became of their channels' tips; nobody waits for it."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence

import structlog

from bot.errors import SendError, SendLater
from bot.ports import ChannelId, MemberId, TipMessenger, WorkspaceId
from bot.tips.records import SubscriptionRecord

AT_ONCE = 8
TRIES = 3

log = structlog.get_logger()
Send = Callable[[WorkspaceId, MemberId, Sequence[ChannelId], str], Awaitable[None]]


class Telling:
    """Direct messages on their way to owners: one for each owner and reason, however many channels it is about."""

    def __init__(self, messenger: TipMessenger) -> None:
        self._messenger = messenger
        self._underway: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(AT_ONCE)

    def tell_paused(self, paused: Iterable[SubscriptionRecord], reason: str) -> None:
        """Their tips have stopped, and what to do."""

        async def send(workspace: WorkspaceId, owner: MemberId, channels: Sequence[ChannelId], language: str) -> None:
            await self._messenger.tell_paused(workspace, owner, channels, reason=reason, language=language)

        self._each_owner(paused, send)

    def tell_late(self, late: Iterable[SubscriptionRecord]) -> None:
        """Tips were skipped, as it was too late for them."""

        async def send(workspace: WorkspaceId, owner: MemberId, channels: Sequence[ChannelId], language: str) -> None:
            await self._messenger.tell_late(workspace, owner, channels, language=language)

        self._each_owner(late, send)

    async def finish(self, seconds: float | None = None) -> None:
        """Wait for what is underway; what takes longer than that is given up."""
        if self._underway:
            _, late = await asyncio.wait(self._underway, timeout=seconds)
            for task in late:
                task.cancel()

    def _each_owner(self, subscriptions: Iterable[SubscriptionRecord], send: Send) -> None:
        owners: dict[tuple[WorkspaceId, MemberId], dict[ChannelId, str]] = defaultdict(dict)
        for one in subscriptions:
            if not one.owner:  # erased since
                continue
            owners[one.workspace, one.owner].setdefault(one.channel, one.language)
        for (workspace, owner), channels in owners.items():
            task = asyncio.create_task(self._tell(workspace, owner, channels, send))
            self._underway.add(task)
            task.add_done_callback(self._underway.discard)

    async def _tell(self, workspace: WorkspaceId, owner: MemberId, channels: dict[ChannelId, str], send: Send) -> None:
        language = next(iter(channels.values()))
        async with self._slots:
            for attempt in range(1, TRIES + 1):
                try:
                    await send(workspace, owner, sorted(channels), language)
                except SendLater as later:
                    if attempt < TRIES:
                        await asyncio.sleep(later.wait.total_seconds())
                        continue
                    log.warning("owner_not_told", workspace=workspace, error="later")
                except SendError as error:  # `/tips status` shows it all the same
                    log.warning("owner_not_told", workspace=workspace, error=type(error).__name__)
                return
