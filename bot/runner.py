"""The job runner: carries out work that nobody awaits, and notes what goes wrong."""

from collections.abc import Awaitable, Callable, Iterable

import structlog

from bot.errors import StorageAway
from bot.logs import frames

log = structlog.get_logger()


class PartFailed(Exception):
    """A part of some work failed, which is noted already; the other parts were carried out."""


async def carry_out(name: str, work: Awaitable[object]) -> bool:
    """Await the work; an error ends it, is noted without its words, and goes no further: False then.

    While the database is away, which has its own alert, work waits for its next turn.
    """
    try:
        await work
    except StorageAway as error:
        log.warning("work_waits", work=name, error=type(error).__name__)
        return False
    except PartFailed:
        return False
    except Exception as error:  # the job runner: with the handlers' guard the only place for a broad except
        log.error("work_failed", work=name, error=type(error).__name__, frames=frames(error))
        return False
    return True


async def carry_out_each(name: str, parts: Iterable[Callable[[], Awaitable[object]]]) -> None:
    """Carry out every part, whatever becomes of the others; raises `PartFailed` at the end where one failed."""
    went_well = [await carry_out(name, part()) for part in parts]
    if not all(went_well):
        raise PartFailed
