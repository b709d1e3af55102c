"""Messages that are sent in the background: tried again when Slack is busy, noted when they fail."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Optional

import structlog

from bot.errors import SendLater, TaktError
from bot.tasks import Tasks

log = structlog.get_logger()

TRIES = 3
LONGEST_WAIT = timedelta(seconds=30)


@dataclass(frozen=True)
class Errand:
    """A message to send: what its failure is called in the log, and what to do in its place when it fails."""

    failure: str
    observation: int
    step: Callable[[], Coroutine[Any, Any, None]]
    otherwise: Optional["Errand"] = None
    tries: int = TRIES


class Errands:
    """Runs errands; a failure never undoes what was saved."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks

    def begin(self, errand: Errand) -> None:
        """Send it soon; nobody waits for it."""
        self._tasks.spawn(self._attempt(errand))

    async def _attempt(self, errand: Errand) -> None:
        try:
            await errand.step()
        except SendLater as later:
            if errand.tries == 1:
                self._give_up(errand, later)
            else:
                again = replace(errand, tries=errand.tries - 1)
                self._tasks.adopt(asyncio.ensure_future(self._begin_later(again, later.wait)))
        except (TaktError, OSError) as error:
            self._give_up(errand, error)

    async def _begin_later(self, errand: Errand, wait: timedelta) -> None:
        """Wait without holding a place among the running tasks: others have it meanwhile."""
        await asyncio.sleep(min(wait, LONGEST_WAIT).total_seconds())
        self.begin(errand)

    def _give_up(self, errand: Errand, error: Exception) -> None:
        log.warning(errand.failure, observation=errand.observation, error=type(error).__name__)
        if errand.otherwise is not None:
            self.begin(errand.otherwise)
