"""Runs the encoder in one thread of its own: a bounded queue, a time limit, and nothing where either is exceeded."""

import asyncio
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from bot.answers.encoder import Encoder

if TYPE_CHECKING:
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
        self._counting = threading.Lock()  # the encoder's thread counts down, and so does the loop where it gives up
        self._thread: ThreadPoolExecutor | None = None
        self.given_up = 0

    @property
    def waiting(self) -> int:
        """How many questions wait for the encoder, the one that it is at included."""
        return self._waiting

    async def vectors(self, texts: Sequence[str]) -> "Floats | None":
        """The vectors of a question and its parts; None when too many wait or it takes too long: see `given_up`.

        What nobody waits for any more is not encoded, so that a queue that was given up holds nobody up.
        """
        if self._waiting >= self._most_waiting:
            self.given_up += 1
            return None
        running = self._begin(texts)
        try:
            return await asyncio.wait_for(asyncio.wrap_future(running), self._seconds)  # cancels it where it waits
        except TimeoutError:
            self.given_up += 1
            return None

    def close(self) -> None:
        """Stop the thread once it has done what waits: who asked was told that an answer comes."""
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.shutdown(wait=False)

    def _begin(self, texts: Sequence[str]) -> "Future[Floats]":
        self._thread = self._thread or ThreadPoolExecutor(1, thread_name_prefix="encoder")
        with self._counting:
            self._waiting += 1
        running = self._thread.submit(self._encoder.encode, texts)
        running.add_done_callback(self._done)
        return running

    def _done(self, _: "Future[Floats]") -> None:
        with self._counting:
            self._waiting -= 1
