"""Memory that is free goes back to the machine."""

import ctypes
import sys
from functools import cache

TRIM, MMAP, ARENAS = -1, -3, -8  # M_TRIM_THRESHOLD, M_MMAP_THRESHOLD and M_ARENA_MAX of glibc's <malloc.h>
# More than a request has, and than most of what search needs for a moment, so that it is quick.
LARGE = 4 * 2**20  # bytes
FEW = 2  # heaps


@cache
def give_memory_back() -> None:
    """Have glibc keep little of what is free, from now on in the whole process; elsewhere nothing.

    By itself it keeps ever larger pieces, in up to eight heaps for each processor core: of 40 000 requests out of
    shape, 80 MB of nothing were left (docs/measurements.md).
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform.startswith("linux") else None
    if mallopt is None:
        return  # musl has none, and gives back by itself
    for option, value in ((TRIM, LARGE), (MMAP, LARGE), (ARENAS, FEW)):
        mallopt(option, value)
