"""Reminds observers of follow-ups on their day: claimed, looked for where a try may have arrived, sent once."""

from datetime import UTC, datetime, time, timedelta
from functools import partial

from bot.attempts import attempt, has_arrived
from bot.db.engine import transaction
from bot.errors import SendLater, SendNotOurs
from bot.observations import follow_up_queries, reminder_queries
from bot.observations.concerned import concerns_anybody
from bot.observations.follow_rules import Reminder, waits_until
from bot.observations.hand import Hand
from bot.observations.reminder_port import ReminderMessenger
from bot.runner import carry_out_each

LEASE = timedelta(minutes=2)
AT_ONCE = 8  # one after another: all within the lease
LOOK_BACK = timedelta(days=1)


class Reminding(Hand[ReminderMessenger]):
    """The reminders of all workspaces, on any number of replicas."""

    async def remind(self) -> None:
        """Send every reminder that is due. Raises `StorageAway`; what is claimed then comes again after its lease."""
        while await self.remind_some():
            pass

    async def remind_some(self) -> bool:
        """Claim and send a few; whether there may be more."""
        now = self.clock.now()
        async with transaction(self.sessions) as session:
            claimed = await reminder_queries.claim_reminders(session, now=now, until=now + LEASE, limit=AT_ONCE)
        await carry_out_each("reminders", [partial(self._see_to, reminder) for reminder in claimed])
        return len(claimed) == AT_ONCE

    async def _see_to(self, reminder: Reminder) -> None:
        came = await attempt(partial(self._send_once, reminder), doubt=reminder.doubt)
        if came is None:
            return
        async with transaction(self.sessions) as session:
            now = self.clock.now()
            if came.wait is None:
                await reminder_queries.settle_reminder(session, reminder=reminder, now=now)
            else:
                await reminder_queries.release_reminder(
                    session, reminder=reminder, due_at=now + came.wait, doubt=came.doubt
                )

    async def _send_once(self, reminder: Reminder) -> None:
        if not await self._is_wanted(reminder):
            raise SendNotOurs
        await self._require_due(reminder)
        if not reminder.doubt or not await self._has_arrived(reminder):
            await self._send(reminder)

    async def _require_due(self, reminder: Reminder) -> None:
        """Raise `SendLater` while it is still too early where the observer is now."""
        observed = reminder.observed
        zone = (await self.people.speaker(observed.workspace, observed.observer)).time_zone
        until = waits_until(reminder.day, self.clock.now(), zone)
        if until is not None:
            raise SendLater(until - self.clock.now())

    async def _is_wanted(self, reminder: Reminder) -> bool:
        """Both are still there, the observer may still observe, and nobody has met or dropped it since."""
        if not await concerns_anybody(self.people, reminder.observed):
            await self._drop(reminder)
            return False
        async with transaction(self.sessions) as session:
            return await reminder_queries.is_still_wanted(session, reminder=reminder)

    async def _has_arrived(self, reminder: Reminder) -> bool:
        """Whether an earlier try is in the observer's direct messages."""
        observed, since = reminder.observed, datetime.combine(reminder.day, time(), UTC) - LOOK_BACK
        return await has_arrived(self.messenger, observed.workspace, observed.observer, key=reminder.key, since=since)

    async def _send(self, reminder: Reminder) -> None:
        observed = reminder.observed
        await self.messenger.tell_follow_up(
            observed.workspace,
            observed.observer,
            await self.shown_to(observed.observer, observed),
            key=reminder.key,
            may_send=lambda: self.clock.now() < reminder.held_until,
        )

    async def _drop(self, reminder: Reminder) -> None:
        async with transaction(self.sessions) as session:
            await follow_up_queries.drop_follow_up(session, observation=reminder.observed.id, now=self.clock.now())
