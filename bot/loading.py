"""How a start is kept short, and garbage from holding up what comes after it."""

import contextlib
import gc
import sys
from collections.abc import Iterator

USUAL = gc.get_threshold()
PORTIONS = (5000, 3, 20)  # new objects, then those of so many looks, then of so many of these: milliseconds each


@contextlib.contextmanager
def no_collections() -> Iterator[None]:
    """Garbage is not looked for within the block, nor ever in what the block leaves (until `gc.unfreeze`).

    Of what a start loads nearly all stays, and each look takes a tenth of a second.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def keep_what_is_there() -> None:
    """Look for garbage among what comes from now on alone, and in larger portions.

    What a start has loaded stays: to look it through holds the event loop up for a tenth of a second. Of every 700 new
    objects many belong to requests in the air: a sender spent a tenth of its time looking at them again and again.
    """
    gc.freeze()
    gc.set_threshold(*PORTIONS)


def let_go() -> None:
    """The opposite: a process that goes on after a stop may have all of it back."""
    gc.unfreeze()
    gc.set_threshold(*USUAL)


@contextlib.contextmanager
def without(package: str) -> Iterator[None]:
    """As if a package were not installed, for what is imported within the block and only asks whether it is there."""
    if package in sys.modules:
        yield
        return
    sys.modules[package] = None  # type: ignore[assignment]  # importlib's own way to say that there is none
    try:
        yield
    finally:
        del sys.modules[package]
