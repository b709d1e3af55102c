"""Ends a process politely when the system or a person asks for it."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def end_by_signal() -> Iterator[None]:
    """Cancel what runs inside at SIGINT or SIGTERM, however far it has come, so that its clean-up runs.

    Once: who asks again would cut the clean-up off, and with it what people were told is saved.
    """
    task = asyncio.current_task()
    if task is None:
        raise RuntimeError("needs a running task")
    asked = iter([task.cancel])

    def end() -> None:
        for cancel in asked:
            cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, end)
    with suppress(asyncio.CancelledError):
        yield
