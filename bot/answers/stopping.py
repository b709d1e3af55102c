"""How learning ends before it is done: it asks now and then whether it is still of use; pure."""

from collections.abc import Callable
from typing import TypeAlias

GoOn: TypeAlias = Callable[[], None]  # asked before each piece of work; raises `Stopped` when it is of no use any more


class Stopped(Exception):
    """What was being learnt is of no use any more."""


def always() -> None:
    """It is always of use."""
