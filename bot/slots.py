"""Places for work that runs at once: what somebody waits for by the second goes first, the newest of it first.

Who has waited longest for such work gives up first: in a queue that never empties, the oldest first would mean that
all of it comes too late. While the event loop lags, more at once makes everything later, so there are fewer places.
"""

import asyncio
import contextlib
from collections import deque

LAGS_SECONDS = 0.1
NARROW = 4  # a part of the places, while the loop lags


class Slots:
    """So many places; `take` and `give` one each."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._taken = 0
        self._lag = 0.0  # seconds, smoothed
        self._hurried: list[asyncio.Future[None]] = []
        self._patient: deque[asyncio.Future[None]] = deque()

    @property
    def hurried(self) -> int:
        """How many wait who are in a hurry."""
        return len(self._hurried)

    def lagged(self, seconds: float) -> None:
        """Note how late the event loop was."""
        self._lag += (seconds - self._lag) / 5

    async def take(self, *, hurried: bool) -> None:
        """Wait for a place."""
        if self._taken < self._places and not self._hurried and not self._patient:
            self._taken += 1
            return
        turn = asyncio.get_running_loop().create_future()
        queue = self._hurried if hurried else self._patient
        queue.append(turn)
        self._fill()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                with contextlib.suppress(ValueError):
                    queue.remove(turn)
            else:
                self.give()  # it was this one's turn just now
            raise

    def give(self) -> None:
        """Give the place back."""
        self._taken -= 1
        self._fill()

    @property
    def _places(self) -> int:
        return self._at_once if self._lag < LAGS_SECONDS else max(1, self._at_once // NARROW)

    def _fill(self) -> None:
        while self._taken < self._places and (self._hurried or self._patient):
            turn = self._hurried.pop() if self._hurried else self._patient.popleft()
            if not turn.done():
                self._taken += 1
                turn.set_result(None)
