"""How numpy multiplies in this process."""

from functools import cache

from threadpoolctl import threadpool_limits


@cache
def in_one_thread() -> None:
    """Multiply in the calling thread, from now on in the whole process.

    Threads of numpy's own would only wait for processors that the event loop and other work are using: what many small
    products make of a report took three to ten times as long with them.
    """
    threadpool_limits(1, "blas")
