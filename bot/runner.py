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
        await work
    except StorageAway as error:
        is_news = waiting is None or waiting.begins(name)
        (log.warning if is_news else log.debug)("work_waits", work=name, reason=str(error))
        return False
    except PartFailed:
        return False
    except Exception as error:  # the job runner: with the handlers' guard the only place for a broad except
        log.error("work_failed", work=name, error=type(error).__name__, frames=frames(error))
        return False
    if waiting is not None and waiting.ends(name):
        log.warning("work_goes_on", work=name)
    return True


async def carry_out_each(name: str, parts: Iterable[Callable[[], Awaitable[object]]]) -> None:
    """Carry out every part, whatever becomes of the others; raises `PartFailed` at the end where one failed."""
    went_well = [await carry_out(name, part()) for part in parts]
    if not all(went_well):
        raise PartFailed
