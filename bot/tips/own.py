"""A member's own tips, by direct message, at their own hour: they need no role, and nobody else sees them."""

import contextlib
from collections.abc import Sequence

from bot.db.engine import Sessions, transaction
from bot.errors import NoDirectMessages, SendError, SendRefused, SlackTrouble, StorageAway
from bot.ports import ChannelId, DirectMessenger, Profile
from bot.tips.errors import NoTips
from bot.tips.own_queries import subscription_of_member
from bot.tips.records import Status, SubscriptionRecord
from bot.tips.resting import Rests
from bot.tips.subscriptions import Subscriptions
from bot.tips.wish import Change, Wanted, Wish

NOWHERE = ChannelId("")  # as good as a channel that has no tips


class OwnTips:
    """Members who get tips of their own."""

    def __init__(
        self, sessions: Sessions, subscriptions: Subscriptions, rests: Rests, messenger: DirectMessenger
    ) -> None:
        self._sessions = sessions
        self._subscriptions = subscriptions
        self._rests = rests
        self._messenger = messenger

    async def turn_on(self, person: Profile, wanted: Wanted) -> Status:
        """Start the person's tips as wanted; what was not said stays as it is, or is as usual where they live.

        Raises `StorageAway`, `SlackTrouble`, and `NoDirectMessages` where there is no way to write to them.
        """
        known = await self._known(person)
        channel = known.channel if known else await self._greet(person)
        return await self._subscriptions.turn_on(person, channel, wanted, own=True)

    async def turn_off(self, person: Profile) -> bool:
        """Stop the person's tips, also those on their way; False when there were none."""
        known = await self._known(person)
        if known is None:
            return False
        return await self._subscriptions.turn_off(person.workspace, known.channel, person.member, own=True)

    async def rest(self, person: Profile, changes: Sequence[Change]) -> Status:
        """Rest otherwise from now on. Raises `NoTips`, `WishRefused`."""
        return await self._rests.change(person, await self.channel(person), changes, own=True)

    async def pause(self, person: Profile) -> None:
        """No more tips until the person resumes them. Raises `NoTips`."""
        await self._rests.pause(person, await self.channel(person), own=True)

    async def resume(self, person: Profile, changes: Sequence[Change]) -> Status:
        """Go on after a pause, or have tips again on days that were left out. Raises `NoTips`, `WishRefused`."""
        return await self._rests.resume(person, await self.channel(person), changes, own=True)

    async def channel(self, person: Profile) -> ChannelId:
        """The person's direct message, where their tips come. Raises `NoTips` where they have none."""
        known = await self._known(person)
        if known is None or not known.is_on:
            raise NoTips
        return known.channel

    async def set_style(self, person: Profile, style: str) -> bool | None:
        """Choose between questions and plain tips; False where they are off, None where the person never had any."""
        known = await self._known(person)
        if known is None:
            return None
        return await self._subscriptions.set_style(person.workspace, known.channel, person.member, style, own=True)

    async def status(self, person: Profile) -> Status:
        """The person's own wish, and when the next tips come."""
        known = await self._known(person)
        channel = known.channel if known else NOWHERE
        return await self._subscriptions.status(person.workspace, channel, person.member, own=True)

    async def wish(self, person: Profile, wanted: Wanted) -> Wish:
        """What `turn_on` would save; the usual wish stands in for the person's own while the database is away."""
        known: SubscriptionRecord | None = None
        with contextlib.suppress(StorageAway):
            known = await self._known(person)
        return await self._subscriptions.wish(person, known.channel if known else NOWHERE, wanted)

    async def _known(self, person: Profile) -> SubscriptionRecord | None:
        async with transaction(self._sessions) as session:
            return await subscription_of_member(session, workspace=person.workspace, member=person.member)

    async def _greet(self, person: Profile) -> ChannelId:
        """The person's direct message, which only a message opens without a scope more."""
        try:
            return await self._messenger.greet(person.workspace, person.member, language=person.language)
        except SendError as error:
            if isinstance(error, SendRefused) and error.scope == "channel":
                raise NoDirectMessages from error
            raise SlackTrouble(type(error).__name__) from error
