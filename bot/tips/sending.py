"""One try to send one tip, and what Slack's answer means for the delivery."""

import asyncio
from datetime import datetime, timedelta

from bot.errors import SendInDoubt, SendLater, SendRefused
from bot.ports import Messenger, TipMessage
from bot.tips.records import Claim, State, Verdict

PATIENCE_SECONDS = 30.0  # a quarter of the lease
LOOK_AGAIN_AFTER = timedelta(seconds=30)
SHORTEST_WAIT = timedelta(seconds=1)


async def send_tip(messenger: Messenger, claim: Claim, tip: TipMessage, *, now: datetime) -> Verdict:
    """Post the tip once, and say what became of it."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            slack_ts = await messenger.post_tip(claim.workspace, claim.channel, tip, delivery=claim.id)
    except SendLater as later:
        return Verdict(State.PENDING, reason="later", again_at=now + max(later.wait, SHORTEST_WAIT))
    except SendInDoubt as doubt:
        return in_doubt(doubt.reason, now)
    except TimeoutError:
        return in_doubt("timeout", now)
    except SendRefused as refusal:
        return Verdict(State.FAILED, reason=refusal.reason, refused=refusal)
    return Verdict(State.SENT, slack_ts=slack_ts)


def in_doubt(reason: str, now: datetime) -> Verdict:
    """Nobody knows whether Slack has it: it is looked at again, and never sent blindly."""
    return Verdict(State.PENDING, reason=reason, again_at=now + LOOK_AGAIN_AFTER, doubt=True)
