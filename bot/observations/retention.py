"""Turns observations that are older than the retention time into anonymous counts."""

from datetime import timedelta

from bot.db.engine import Sessions, transaction
from bot.observations import rating_queries, retention_queries
from bot.people import audit_queries
from bot.people import queries as people_queries
from bot.ports import Clock

AT_ONCE = 500  # rows that one transaction takes


class Retention:
    """What is deleted when its time is up; runs every hour, which is often enough for every night in every zone."""

    def __init__(self, sessions: Sessions, clock: Clock, retention: timedelta) -> None:
        self._sessions = sessions
        self._clock = clock
        self._retention = retention

    async def forget(self) -> None:
        """Count and delete old observations with their steps, old profiles, and whose aliases stand in old audit lines.

        To do so again, or on several replicas at once, counts nothing twice. Raises `StorageAway`.
        """
        before = self._clock.now() - self._retention
        went = AT_ONCE
        while went == AT_ONCE:
            async with transaction(self._sessions) as session:
                went = await retention_queries.fold_old(session, before=before, limit=AT_ONCE)
        async with transaction(self._sessions) as session:
            await audit_queries.forget_aliases(session, before_month=f"{before:%Y-%m}")
            await people_queries.forget_unseen(session, before=before)
            await rating_queries.forget_ratings(session, before=before)
