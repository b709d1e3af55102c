"""Lets what begins together begin in portions, so that what comes meanwhile has its turn in between."""

import asyncio
from collections import deque

PARTS = 4  # of what waits, one a pass: more would hold acknowledgements up less, and cost more passes


class Portions:
    """One waits in it for the pass of the event loop in which to begin; those who came first go first.

    What begins in a pass holds up whatever else has its turn in that pass, an acknowledgement say.
    """

    def __init__(self) -> None:
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def turn(self) -> None:
        """Wait for the pass: the one after the next where nobody else waits."""
        loop = asyncio.get_running_loop()
        turn = loop.create_future()
        if not self._waiting:
            loop.call_soon(self._begin)
        self._waiting.append(turn)
        await turn

    def _begin(self) -> None:
        for _ in range(max(1, len(self._waiting) // PARTS)):
            turn = self._waiting.popleft()
            if not turn.done():  # given up while it waited
                turn.set_result(None)
        if self._waiting:
            asyncio.get_running_loop().call_soon(self._begin)
