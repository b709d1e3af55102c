"""How a start is kept short."""

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def no_collections() -> Iterator[None]:
    """Garbage is not looked for within the block: of what a start loads nearly all stays, and the looks add up."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
