"""A member's own tips, by direct message, at their own hour: they need no role, and nobody else sees them."""

import contextlib

from bot.db.engine import Sessions, transaction
from bot.errors import SendError, SlackTrouble, StorageAway
from bot.ports import ChannelId, DirectMessenger, Profile
from bot.tips import queries
from bot.tips.records import Status, SubscriptionRecord
from bot.tips.subscriptions import Subscriptions
from bot.tips.wish import Wanted, Wish

NOWHERE = ChannelId("")  # as good as a channel that has no tips


class OwnTips:
    """Members who get tips of their own."""

    def __init__(self, sessions: Sessions, subscriptions: Subscriptions, messenger: DirectMessenger) -> None:
        self._sessions = sessions
        self._subscriptions = subscriptions
        self._messenger = messenger

    async def turn_on(self, person: Profile, wanted: Wanted) -> Status:
        """Start the person's tips as wanted; what was not said stays as it is, or is as usual where they live.

        Raises `StorageAway`, and `SlackTrouble` where there is no way to write to them.
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

    async def set_style(self, person: Profile, style: str) -> bool:
        """Choose between questions and plain tips; False where the person has none."""
        known = await self._known(person)
        if known is None:
            return False
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
            return await queries.subscription_of_member(session, workspace=person.workspace, member=person.member)

    async def _greet(self, person: Profile) -> ChannelId:
        """The person's direct message, which only a message opens without a scope more."""
        try:
            return await self._messenger.greet(person.workspace, person.member, language=person.language)
        except SendError as error:
            raise SlackTrouble(type(error).__name__) from error
