"""The standard of the week: a supervisor puts one standard first in a channel, for a while."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.db.engine import Sessions, transaction
from bot.people.members import People
from bot.people.roles import Action
from bot.ports import ChannelId, Clock, MemberId, WorkspaceId
from bot.tips import queries
from bot.tips.focus_words import Focused
from bot.tips.moves import local_date
from bot.tips.records import SubscriptionRecord


class Focusing:
    """Sets and lifts the standard of the week."""

    def __init__(self, sessions: Sessions, clock: Clock, people: People) -> None:
        self._sessions = sessions
        self._clock = clock
        self._people = people

    async def require(self, workspace: WorkspaceId, member: MemberId) -> None:
        """Make sure that this person may. Raises `NotAllowed`, `RoleUnknown`."""
        await self._people.require(workspace, member, Action.SUBSCRIBE)

    async def focus(
        self, workspace: WorkspaceId, channel: ChannelId, member: MemberId, standard: str, *, days: int
    ) -> Focused | None:
        """Put a standard first from the next tip on; None where the channel has no tips."""
        await self.require(workspace, member)
        async with transaction(self._sessions) as session:
            known = await queries.subscription_of(session, workspace=workspace, channel=channel, lock=True)
            if known is None or not known.active:
                return None
            until, now = _first_day(known) + timedelta(days=days - 1), self._clock.now()
            await queries.set_focus(session, subscription=known.id, focus=standard, until=until, now=now)
        before = self._focused(known)
        return Focused(standard, until, instead_of=before if before != standard else None)

    async def lift(self, workspace: WorkspaceId, channel: ChannelId, member: MemberId) -> bool:
        """End it; False where there was none to end."""
        await self.require(workspace, member)
        async with transaction(self._sessions) as session:
            known = await queries.subscription_of(session, workspace=workspace, channel=channel, lock=True)
            if known is None or known.focus is None:
                return False
            await queries.set_focus(session, subscription=known.id, focus=None, until=None, now=self._clock.now())
        return self._focused(known) is not None

    async def now(self, workspace: WorkspaceId, channel: ChannelId, member: MemberId) -> SubscriptionRecord | None:
        """The channel's subscription, with its standard of the week while that lasts."""
        await self.require(workspace, member)
        async with transaction(self._sessions) as session:
            known = await queries.subscription_of(session, workspace=workspace, channel=channel)
        if known is None or self._focused(known) is not None:
            return known
        return replace(known, focus=None, focus_until=None)

    def _focused(self, known: SubscriptionRecord) -> str | None:
        """The standard of the week today."""
        return known.focused_on(local_date(known.rule, self._clock.now()))


def _first_day(subscription: SubscriptionRecord) -> date:
    """The local date of the next tip."""
    return subscription.next_due_at.astimezone(ZoneInfo(subscription.time_zone)).date()
