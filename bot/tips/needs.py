"""What teams need, as far as choosing tips asks for it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from bot.ports import Need, Team


class NeedsOfTeams(Protocol):
    """What teams need, by standard, in one statement; `bot.insight` knows."""

    async def __call__(
        self, session: AsyncSession, *, teams: Sequence[Team], now: datetime
    ) -> Mapping[Team, Mapping[str, Need]]:
        """For each team, by standard, what the time before `now` says."""
        ...


async def nothing_needed(
    session: AsyncSession, *, teams: Sequence[Team], now: datetime
) -> Mapping[Team, Mapping[str, Need]]:
    """No needs, for who only sends."""
    del session, teams, now
    return {}
