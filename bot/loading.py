"""How a start is kept short, and garbage from holding up what comes after it."""

import contextlib
import gc
from collections.abc import Iterator

USUAL = gc.get_threshold()
NEW_OBJECTS = 10_000  # are looked through at once, in a millisecond or so; Python's 700 find mostly what is in use


@contextlib.contextmanager
def no_collections() -> Iterator[None]:
    """Garbage is not looked for within the block: of what a start loads nearly all stays, and the looks add up."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def keep_what_is_there() -> None:
    """Look for garbage among what comes from now on alone, and in larger portions.

    What a start has loaded stays: to look it through holds the event loop up for a tenth of a second. Of every 700 new
    objects many belong to requests in the air: a sender spent a tenth of its time looking at them again and again.
    """
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, *USUAL[1:])


def let_go() -> None:
    """The opposite: a process that goes on after a stop may have all of it back."""
    gc.unfreeze()
    gc.set_threshold(*USUAL)
