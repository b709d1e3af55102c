"""Runs the encoder in one thread of its own: a bounded queue, a time limit, and nothing where either is exceeded."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from bot.answers.encoder import Encoder
from bot.answers.grams import Floats

MOST_WAITING = 32
SECONDS = 1.0


class EncoderQueue:
    """Vectors of questions, for the event loop."""

    def __init__(self, encoder: Encoder, *, most_waiting: int = MOST_WAITING, seconds: float = SECONDS) -> None:
        self._encoder = encoder
        self._most_waiting = most_waiting
        self._seconds = seconds
        self._waiting = 0
        self._thread: ThreadPoolExecutor | None = None
        self.given_up = 0

    @property
    def waiting(self) -> int:
        """How many questions wait for the encoder, the one that it is at included."""
        return self._waiting

    async def vectors(self, texts: Sequence[str]) -> Floats | None:
        """The vectors of a question and its parts; None when too many wait or it takes too long: see `given_up`."""
        if self._waiting >= self._most_waiting:
            self.given_up += 1
            return None
        self._thread = self._thread or ThreadPoolExecutor(1, thread_name_prefix="encoder")
        self._waiting += 1
        running = asyncio.get_running_loop().run_in_executor(self._thread, self._encoder.encode, texts)
        running.add_done_callback(self._done)
        try:
            rows: Floats = await asyncio.wait_for(asyncio.shield(running), self._seconds)
        except TimeoutError:
            self.given_up += 1
            return None
        return rows

    def close(self) -> None:
        """Stop the thread once it has done what waits: who asked was told that an answer comes."""
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.shutdown(wait=False)

    def _done(self, running: "asyncio.Future[Floats]") -> None:
        self._waiting -= 1
        if not running.cancelled():
            running.exception()
