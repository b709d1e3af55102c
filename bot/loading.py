"""How a start is kept short, and garbage from holding up what comes after it."""

import contextlib
import gc
import linecache
import sys
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from threading import get_ident
from types import ModuleType

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


def forget_what_loading_kept() -> None:
    """Let go of the lists of folders' files and of generated code's lines, which Python makes anew where it asks.

    What comes next, connections and statements, has their room: half a megabyte.
    """
    sys.path_importer_cache.clear()
    linecache.clearcache()


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


@contextlib.contextmanager
def later() -> Iterator[None]:
    """Modules that are imported within the block are loaded when something in them is first asked for.

    For what an idle process has no need of, and what one thread alone uses: before Python 3.12 a second one would see a
    module that is half loaded. Names are taken from the module where they are used (`form.open`): to import a name is
    to ask for it. Python is to have this as a statement of its own, `lazy import` (PEP 810).
    """
    finder = _Later()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _Later(MetaPathFinder):
    """Finds modules as Python does, for the thread that asks for it."""

    def __init__(self) -> None:
        self._thread = get_ident()

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path, target) if get_ident() == self._thread else None
        if spec is not None and spec.loader is not None:
            spec.loader = LazyLoader(spec.loader)
        return spec
