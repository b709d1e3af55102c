"""Tells owners, by direct message, what became of their tips: once, also after an outage or a crash."""

import asyncio
from datetime import datetime, timedelta
from functools import partial

from bot.attempts import arrived, attempt
from bot.db.engine import Sessions, transaction
from bot.people.members import People
from bot.ports import Clock
from bot.tips import news_queries
from bot.tips.news import OwnerMessenger
from bot.tips.news_queries import NewsClaim

AT_ONCE = 8  # owners
LEASE = timedelta(minutes=2)
LOOK_BACK = timedelta(days=2)  # that far a first try may lie back


class Telling:
    """News on their way to owners, on any number of replicas: one message for each owner and reason."""

    def __init__(self, sessions: Sessions, clock: Clock, people: People, messenger: OwnerMessenger) -> None:
        self._sessions = sessions
        self._clock = clock
        self._people = people
        self._messenger = messenger

    async def tell(self) -> None:
        """Tell every owner who is to be told. Raises `StorageAway`; what is claimed then comes after its lease."""
        while await self._tell_some():
            pass

    async def _tell_some(self) -> bool:
        """Tell a few; whether there may be more."""
        now = self._clock.now()
        async with transaction(self._sessions) as session:
            claims = await news_queries.claim_news(session, now=now, until=now + LEASE, limit=AT_ONCE)
        await asyncio.gather(*(self._see_to(claim) for claim in claims))
        return len(claims) >= AT_ONCE

    async def _see_to(self, claim: NewsClaim) -> None:
        came = await attempt(partial(self._send_once, claim), doubt=claim.doubt)
        if came is None:
            return
        again_at = None if came.wait is None else self._clock.now() + came.wait
        async with transaction(self._sessions) as session:
            await news_queries.settle_news(session, claim=claim, again_at=again_at, doubt=came.doubt)

    async def _send_once(self, claim: NewsClaim) -> None:
        if claim.doubt and await self._has_arrived(claim):
            return
        owner = await self._people.speaker(claim.news.workspace, claim.news.owner)
        await self._messenger.tell_owner(
            claim.news, language=owner.language, key=claim.key, may_send=lambda: self._clock.now() < claim.held_until
        )

    async def _has_arrived(self, claim: NewsClaim) -> bool:
        """Whether a try is there; where Takt may not look, it is sent again: to hear it twice is better than never."""
        since: datetime = self._clock.now() - LOOK_BACK
        where = claim.news.workspace, claim.news.owner
        return await arrived(self._messenger, *where, key=claim.key, since=since) is not None
