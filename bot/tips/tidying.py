"""What is over is swept out, once an hour: holds of workspaces, and what was planned for days that have passed."""

from datetime import timedelta

from bot.db.engine import Sessions, transaction
from bot.db.models import Hold, LookHold
from bot.ports import Clock
from bot.tips.hold_queries import forget_holds
from bot.tips.plan_queries import forget_past_days

KEPT = timedelta(days=30)  # of the plan: after an outage, slots of its days are still to end with its reasons


class Tidying:
    """Sweeps; any number of replicas may."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    async def forget(self) -> None:
        """Delete what is over. Raises `StorageAway`: the next hour does."""
        now = self._clock.now()
        async with transaction(self._sessions) as session:
            for kind in (Hold, LookHold):
                await forget_holds(session, kind, now=now)
            await forget_past_days(session, before=(now - KEPT).date())
