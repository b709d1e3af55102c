"""How numpy multiplies in this process."""

from functools import cache


@cache
def in_one_thread() -> None:
    """Multiply in the calling thread, from now on in the whole process.

    Threads of numpy's own would only wait for processors that the event loop and other work are using: what many small
    products make of a report took three to ten times as long with them.
    """
    import numpy  # noqa: F401, PLC0415  (what is not loaded yet would not be told)
    from threadpoolctl import threadpool_limits  # noqa: PLC0415

    threadpool_limits(1, "blas")
