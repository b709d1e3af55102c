"""Keeps the tips of one channel apart, as far as this process sends them. Pure."""

from datetime import datetime, timedelta

from bot.ports import ChannelId, WorkspaceId

MOST = 10_000  # channels that are remembered


class Pace:
    """When each channel may get its next tip."""

    def __init__(self, gap: timedelta) -> None:
        self._gap = gap
        self._next: dict[tuple[WorkspaceId, ChannelId], datetime] = {}

    def wait(self, workspace: WorkspaceId, channel: ChannelId, now: datetime) -> timedelta:
        """Take the channel's next turn; how long it is until then."""
        turn = max(now, self._next.pop((workspace, channel), now))
        if turn - now > 10 * self._gap:  # the clock was set back
            turn = now
        self._next[workspace, channel] = turn + self._gap
        while len(self._next) > MOST:
            del self._next[next(iter(self._next))]
        return turn - now
