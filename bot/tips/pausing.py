"""What a refusal by Slack pauses: one channel, a whole workspace, or nothing when the mistake is ours."""

from datetime import datetime

import structlog

from bot.db.engine import Sessions, transaction
from bot.errors import SendError, SendRefused
from bot.ports import Messenger
from bot.tips import queries
from bot.tips.delivery_queries import skip_pending
from bot.tips.records import Claim, SubscriptionRecord

log = structlog.get_logger()


async def pause_after_refusal(
    sessions: Sessions, messenger: Messenger, claim: Claim, refusal: SendRefused, *, now: datetime
) -> None:
    """Pause what the refusal concerns and tell the channel's owner once; who asked by hand is told on the spot."""
    log.error("tip_refused", delivery=claim.id, workspace=claim.workspace, reason=refusal.reason, scope=refusal.scope)
    if refusal.scope == "workspace":
        await _pause_workspace(sessions, claim, refusal.reason, now)
    elif refusal.scope == "channel" and claim.subscription is not None and not claim.by_hand:
        paused = await _pause_channel(sessions, claim, claim.subscription, refusal.reason, now)
        if paused is not None:
            await _tell_owner(messenger, paused, refusal.reason)


async def _pause_workspace(sessions: Sessions, claim: Claim, reason: str, now: datetime) -> None:
    async with transaction(sessions) as session:
        paused = await queries.pause_workspace(session, workspace=claim.workspace, reason=reason, now=now)
        await skip_pending(session, workspace=claim.workspace, channel=None, reason=reason, now=now)
    log.error("workspace_paused", workspace=claim.workspace, reason=reason, subscriptions=paused)


async def _pause_channel(
    sessions: Sessions, claim: Claim, subscription: int, reason: str, now: datetime
) -> SubscriptionRecord | None:
    """The subscription when it was active until now; None when somebody else has stopped it before."""
    async with transaction(sessions) as session:
        if not await queries.pause(session, subscription=subscription, reason=reason, now=now):
            return None
        await skip_pending(session, workspace=claim.workspace, channel=claim.channel, reason=reason, now=now)
        return await queries.subscription_numbered(session, subscription=subscription)


async def _tell_owner(messenger: Messenger, paused: SubscriptionRecord, reason: str) -> None:
    try:
        await messenger.tell_paused(
            paused.workspace, paused.owner, paused.channel, reason=reason, language=paused.language
        )
    except SendError as error:  # `/tips status` shows it all the same
        log.warning("owner_not_told", subscription=paused.id, reason=reason, error=type(error).__name__)
