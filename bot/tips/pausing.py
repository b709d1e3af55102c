"""What a refusal by Slack pauses: one channel, a whole workspace, or nothing when the mistake is ours."""

from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import SendRefused
from bot.tips import queries
from bot.tips.delivery_queries import skip_pending
from bot.tips.records import Claim, SubscriptionRecord

log = structlog.get_logger()


async def pause_after_refusal(
    session: AsyncSession, claim: Claim, refusal: SendRefused, *, now: datetime
) -> list[SubscriptionRecord]:
    """Pause what the refusal concerns; returns what was active until now, whose owners are to be told.

    Who asked for a tip by hand is told on the spot, and no channel is paused for that.
    """
    log.error("tip_refused", delivery=claim.id, workspace=claim.workspace, reason=refusal.reason, scope=refusal.scope)
    if refusal.scope == "workspace":
        return await _pause_workspace(session, claim, refusal.reason, now)
    if refusal.scope == "channel" and claim.subscription is not None and not claim.by_hand:
        return await _pause_channel(session, claim, claim.subscription, refusal.reason, now)
    return []


async def _pause_workspace(session: AsyncSession, claim: Claim, reason: str, now: datetime) -> list[SubscriptionRecord]:
    paused = await queries.pause_workspace(session, workspace=claim.workspace, reason=reason, now=now)
    await skip_pending(session, workspace=claim.workspace, channel=None, reason=reason, now=now)
    log.error("workspace_paused", workspace=claim.workspace, reason=reason, subscriptions=len(paused))
    return paused


async def _pause_channel(
    session: AsyncSession, claim: Claim, subscription: int, reason: str, now: datetime
) -> list[SubscriptionRecord]:
    if not await queries.pause(session, subscription=subscription, reason=reason, now=now):
        return []  # somebody else has stopped it before
    await skip_pending(session, workspace=claim.workspace, channel=claim.channel, reason=reason, now=now)
    paused = await queries.subscriptions_numbered(session, subscriptions=[subscription])
    return list(paused.values())
