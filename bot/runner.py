"""The job runner: carries out work that nobody awaits, and notes what goes wrong."""

from collections.abc import Awaitable, Callable, Iterable

import structlog

from bot.errors import StorageAway
from bot.logs import frames

log = structlog.get_logger()


class PartFailed(Exception):
    """A part of some work failed, which is noted already; the other parts were carried out."""


class Waiting:
    """Which work waits for the database, so that the log says it once, and once that it goes on."""

    def __init__(self) -> None:
        self._names: set[str] = set()

    def begins(self, name: str) -> bool:
        """Note that some work waits; False where it has done so before."""
        known = name in self._names
        self._names.add(name)
        return not known

    def ends(self, name: str) -> bool:
        """Note that it waits no more; False where it did not."""
        known = name in self._names
        self._names.discard(name)
        return known


async def carry_out(name: str, work: Awaitable[object], waiting: Waiting | None = None) -> bool:
    """Await the work; an error ends it, is noted without its words, and goes no further: False then.

    While the database is away, which has its own alert, work waits for its next turn; why is told in the database's own
    words, in which nothing stands that a person typed. `waiting` is for work that comes again and again.
    """
    try:
        went_well = await _carry_out(name, work)
    except StorageAway as error:
        is_news = waiting is None or waiting.begins(name)
        (log.warning if is_news else log.debug)("work_waits", work=name, reason=str(error))
        return False
    if went_well and waiting is not None and waiting.ends(name):
        log.warning("work_goes_on", work=name)
    return went_well


async def carry_out_each(name: str, parts: Iterable[Callable[[], Awaitable[object]]]) -> None:
    """Carry out every part, whatever becomes of the others.

    At the end raises `StorageAway` where the database was away for one of them, else `PartFailed` where one failed.
    """
    went_well, away = True, None
    for part in parts:
        try:
            went_well &= await _carry_out(name, part())
        except StorageAway as error:
            away = error
    if away is not None:
        raise away
    if not went_well:
        raise PartFailed


async def _carry_out(name: str, work: Awaitable[object]) -> bool:
    """Await the work; False where it failed, which is noted. Raises `StorageAway`."""
    try:
        await work
    except StorageAway:
        raise
    except PartFailed:
        return False
    except Exception as error:  # the job runner: with the handlers' guard the only place for a broad except
        log.error("work_failed", work=name, error=type(error).__name__, frames=frames(error))
        return False
    return True
