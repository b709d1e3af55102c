"""Ends a process politely when the system or a person asks for it."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def end_by_signal() -> Iterator[None]:
    """Cancel what runs inside at SIGINT or SIGTERM, however far it has come, so that its clean-up runs."""
    task = asyncio.current_task()
    if task is None:
        raise RuntimeError("needs a running task")
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    with suppress(asyncio.CancelledError):
        yield
