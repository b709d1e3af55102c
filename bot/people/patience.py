"""How long is waited for what Slack says of people: a person waits for it, and Slack for us, three seconds in all."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar

from bot.errors import SlackTrouble

PATIENCE_SECONDS = 1.5  # a trigger id lives for three
ALL_SECONDS = 2.0  # for several answers, one after the other: who has waited in vain for one has some left for others
LEAST_SECONDS = 0.1  # for each once that is used up

T = TypeVar("T")


@dataclass
class _Budget:
    """Until when is waited; over once the block is left, for what was begun in it goes on without haste."""

    until: float  # in seconds of the loop's clock
    over: bool = False


_budget: ContextVar[_Budget | None] = ContextVar("budget", default=None)


@contextlib.contextmanager
def in_all() -> Iterator[None]:
    """Within this block all answers together are waited for little longer than else a single one."""
    outer = _budget.get()
    if outer is not None and not outer.over:
        yield
        return
    budget = _Budget(_now() + ALL_SECONDS)
    token = _budget.set(budget)
    try:
        yield
    finally:
        budget.over = True
        _budget.reset(token)


async def patiently(ask: Callable[[], Awaitable[T]]) -> T:
    """Slack's answer. Raises `SlackTrouble` where it takes too long."""
    try:
        return await asyncio.wait_for(ask(), _seconds())
    except TimeoutError:
        raise SlackTrouble("timeout") from None


def _seconds() -> float:
    budget = _budget.get()
    if budget is None or budget.over:
        return PATIENCE_SECONDS
    return min(max(budget.until - _now(), LEAST_SECONDS), PATIENCE_SECONDS)


def _now() -> float:
    return asyncio.get_running_loop().time()
