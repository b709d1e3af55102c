"""What a refusal by Slack pauses: one channel, a whole workspace, or nothing when the mistake is ours."""

from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import SendRefused
from bot.tips import queries
from bot.tips.delivery_queries import skip_pending
from bot.tips.records import Claim

log = structlog.get_logger()


async def pause_after_refusal(session: AsyncSession, claim: Claim, refusal: SendRefused, *, now: datetime) -> int:
    """Pause what the refusal concerns; the owners of what was active until now are to be told.

    Who asked for a tip by hand is told on the spot, and no channel is paused for that. Returns how many other tips are
    skipped with it.
    """
    say = log.info if claim.by_hand and refusal.scope == "channel" else log.error
    say("tip_refused", delivery=claim.id, workspace=claim.workspace, reason=refusal.reason, scope=refusal.scope)
    if refusal.scope == "workspace":
        return await _pause_workspace(session, claim, refusal.reason, now)
    if refusal.scope == "channel" and claim.subscription is not None and not claim.by_hand:
        return await _pause_channel(session, claim, claim.subscription, refusal.reason, now)
    return 0


async def _pause_workspace(session: AsyncSession, claim: Claim, reason: str, now: datetime) -> int:
    paused = await queries.pause_workspace(session, workspace=claim.workspace, reason=reason, now=now)
    skipped = await skip_pending(session, workspace=claim.workspace, channel=None, reason=reason, now=now)
    log.error("workspace_paused", workspace=claim.workspace, reason=reason, subscriptions=paused)
    return skipped


async def _pause_channel(session: AsyncSession, claim: Claim, subscription: int, reason: str, now: datetime) -> int:
    if not await queries.pause(session, subscription=subscription, reason=reason, now=now):
        return 0  # somebody else has stopped it before
    return await skip_pending(session, workspace=claim.workspace, channel=claim.channel, reason=reason, now=now)
