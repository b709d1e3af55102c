"""Tips that somebody asks for outside the rule."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.tips.delivery_queries import NewDelivery, add_claimed, delivery_asked_for
from bot.tips.records import Claim, DeliveryRecord

NUDGE = timedelta(microseconds=1)


async def add_by_hand(
    session: AsyncSession, *, wanted: NewDelivery, now: datetime, lease_until: datetime
) -> Claim | DeliveryRecord:
    """A claim on the new delivery; or what became of the one with the same source key."""
    while True:
        wanted = replace(wanted, slot=wanted.slot + NUDGE)  # slots of a rule are on the minute: these never take one
        claim = await add_claimed(session, delivery=wanted, now=now, lease_until=lease_until)
        if claim is not None:
            return claim
        before = await delivery_asked_for(session, workspace=wanted.workspace, source_key=str(wanted.source_key))
        if before is not None:
            return before
