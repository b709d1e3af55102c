"""The job runner: carries out work that nobody awaits, and notes what goes wrong."""

from collections.abc import Awaitable

import structlog

from bot.errors import StorageAway
from bot.logs import frames

log = structlog.get_logger()


async def carry_out(name: str, work: Awaitable[object]) -> bool:
    """Await the work; an error ends it, is noted without its words, and goes no further: False then.

    While the database is away, which has its own alert, work waits for its next turn.
    """
    try:
        await work
    except StorageAway as error:
        log.warning("work_waits", work=name, error=type(error).__name__)
        return False
    except Exception as error:  # the job runner: with the handlers' guard the only place for a broad except
        log.error("work_failed", work=name, error=type(error).__name__, frames=frames(error))
        return False
    return True
