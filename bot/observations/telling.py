"""Tells the people concerned what was recorded about them, in their own language."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog

from bot.catalogue.live import LiveCatalogue
from bot.errors import SendError, SendLater, UnknownMember
from bot.observations.records import Observed
from bot.people.members import People
from bot.ports import MemberId, Messenger, ObservationMessage, WorkspaceId

log = structlog.get_logger()

TRIES = 3
LONGEST_WAIT = timedelta(seconds=30)

Send = Callable[[WorkspaceId, MemberId, ObservationMessage], Awaitable[None]]


class Telling:
    """Sends the direct messages that belong to an observation; a failure never undoes what was saved."""

    def __init__(self, people: People, live: LiveCatalogue, messenger: Messenger) -> None:
        self._people = people
        self._live = live
        self._messenger = messenger

    async def tell_recorded(self, observed: Observed) -> None:
        """Tell the subject; where that fails, tell the observer that it did."""
        if not await self._told(observed, self._messenger.tell_subject):
            await self._told_unreached(observed)

    async def tell_withdrawn(self, observed: Observed) -> None:
        """Tell the subject that the observer took it back."""
        await self._told(observed, self._messenger.tell_withdrawn)

    async def _told(self, observed: Observed, send: Send) -> bool:
        try:
            message = await self._message(observed)
            await _patiently(lambda: send(observed.workspace, observed.subject, message))
        except (SendError, UnknownMember) as error:
            log.warning("subject_not_told", observation=observed.id, error=type(error).__name__)
            return False
        return True

    async def _told_unreached(self, observed: Observed) -> None:
        try:
            observer = await self._people.speaker(observed.workspace, observed.observer)
            await self._messenger.tell_unreached(
                observed.workspace, observed.observer, observed.subject, language=observer.language
            )
        except (SendError, UnknownMember) as error:
            log.warning("observer_not_told", observation=observed.id, error=type(error).__name__)

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


async def _patiently(send: Callable[[], Awaitable[None]]) -> None:
    for _ in range(TRIES - 1):
        try:
            return await send()
        except SendLater as later:
            await asyncio.sleep(min(later.wait, LONGEST_WAIT).total_seconds())
    return await send()
