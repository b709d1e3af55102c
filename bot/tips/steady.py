"""A clock for leases that no jump of the computer's clock moves, set by the database's so that all replicas agree."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import structlog
from sqlalchemy import func, select

from bot.db.engine import Sessions, reading

SLACK = timedelta(seconds=1)  # a difference up to this is none
JUMP = timedelta(seconds=5)

log = structlog.get_logger()


class SteadyClock:
    """Counts on from the last setting by the monotonic clock, which goes on while the process is frozen.

    Setting it is what moves it. After a jump forward everybody's lease looks over, and nobody's may be: for one lease
    from then on `trusts_leases` is False. `zero` is where it starts; `ticks` are seconds that only ever grow.
    """

    def __init__(self, zero: datetime, lease: timedelta, ticks: Callable[[], float] = time.monotonic) -> None:
        self._lease = lease
        self._ticks = ticks
        self._zero = zero
        self._zero_ticks = ticks()
        self._distrust_until = float("-inf")
        self._was_set = False

    def now(self) -> datetime:
        """The present moment in UTC."""
        return self._zero + timedelta(seconds=self._ticks() - self._zero_ticks)

    def set(self, moment: datetime) -> None:
        """It is this moment now."""
        ahead = moment - self.now()
        was_set, self._was_set = self._was_set, True
        if abs(ahead) <= SLACK:
            return
        if ahead > JUMP and was_set:
            self._distrust_until = self._ticks() + self._lease.total_seconds()
        if abs(ahead) > JUMP:
            log.warning("clock_jumped", seconds=round(ahead.total_seconds()))
        self._zero, self._zero_ticks = moment, self._ticks()

    def trusts_leases(self) -> bool:
        """Whether a lease that looks over is over."""
        return self._ticks() >= self._distrust_until


async def set_right(clock: SteadyClock | None, sessions: Sessions, system: Callable[[], datetime]) -> None:
    """Set the clock, if any, by PostgreSQL's; SQLite has none, so there by the computer's. Raises `StorageAway`."""
    if clock is None:
        return
    async with reading(sessions) as session:
        if session.get_bind().dialect.name != "postgresql":
            moment = system()
        else:
            moment = (await session.execute(select(func.clock_timestamp()))).scalar_one().astimezone(UTC)
    clock.set(moment)
