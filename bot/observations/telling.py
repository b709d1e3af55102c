"""Tells the people concerned what was recorded about them, in their own language."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any

import structlog

from bot.catalogue.live import LiveCatalogue
from bot.errors import SendLater, TaktError
from bot.observations.records import Observed
from bot.people.members import People
from bot.ports import MemberId, Messenger, ObservationMessage, WorkspaceId
from bot.tasks import Tasks

log = structlog.get_logger()

TRIES = 3
LONGEST_WAIT = timedelta(seconds=30)

Send = Callable[[WorkspaceId, MemberId, ObservationMessage], Awaitable[None]]


@dataclass(frozen=True)
class _Errand:
    """A message to send: what its failure is called in the log, and what to do in its place when it fails."""

    failure: str
    observation: int
    step: Callable[[], Coroutine[Any, Any, None]]
    otherwise: "_Errand | None" = None
    tries: int = TRIES


class Telling:
    """Sends the direct messages that belong to an observation; a failure never undoes what was saved."""

    def __init__(self, people: People, live: LiveCatalogue, messenger: Messenger, tasks: Tasks) -> None:
        self._people = people
        self._live = live
        self._messenger = messenger
        self._tasks = tasks

    def tell_recorded(self, observed: Observed) -> None:
        """Tell the subject, in the background; where that fails, tell the observer that it did."""
        regret = _Errand("observer_not_told", observed.id, partial(self._tell_unreached, observed))
        telling = partial(self._tell, observed, self._messenger.tell_subject)
        self._begin(_Errand("subject_not_told", observed.id, telling, otherwise=regret))

    def tell_withdrawn(self, observed: Observed) -> None:
        """Tell the subject, in the background, that the observer took it back."""
        telling = partial(self._tell, observed, self._messenger.tell_withdrawn)
        self._begin(_Errand("subject_not_told", observed.id, telling))

    def _begin(self, errand: "_Errand") -> None:
        self._tasks.spawn(self._attempt(errand))

    async def _attempt(self, errand: "_Errand") -> None:
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

    async def _begin_later(self, errand: "_Errand", wait: timedelta) -> None:
        """Wait without holding a place among the running tasks: others have it meanwhile."""
        await asyncio.sleep(min(wait, LONGEST_WAIT).total_seconds())
        self._begin(errand)

    def _give_up(self, errand: "_Errand", error: Exception) -> None:
        log.warning(errand.failure, observation=errand.observation, error=type(error).__name__)
        if errand.otherwise is not None:
            self._begin(errand.otherwise)

    async def _tell(self, observed: Observed, send: Send) -> None:
        await send(observed.workspace, observed.subject, await self._message(observed))

    async def _tell_unreached(self, observed: Observed) -> None:
        observer = await self._people.speaker(observed.workspace, observed.observer)
        await self._messenger.tell_unreached(
            observed.workspace, observed.observer, observed.subject, language=observer.language
        )

    async def _message(self, observed: Observed) -> ObservationMessage:
        reader = await self._people.speaker(observed.workspace, observed.subject)
        catalogue = self._live.current
        standard = catalogue.get(observed.standard)
        text = catalogue.localise(standard, reader.language).text if standard else None
        return ObservationMessage(
            observation=observed.id,
            observer=observed.observer,
            standard=observed.standard,
            title=text.title if text else observed.standard,
            criterion=text.criterion if text else "",
            level=observed.level,
            level_sentence=catalogue.level_sentence(observed.level, reader.language),
            note=observed.note,
            place=observed.place,
            seen_at=observed.seen_at,
            language=reader.language,
            time_zone=reader.time_zone,
        )
