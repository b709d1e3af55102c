"""Shows in each question's message how many have answered; the counts are right in the end, however many replicas.

The database says which messages lag behind. A message is left alone for a while after each update, so that many
answers make few updates; of a workspace only a few messages take their turn in one run: Slack allows fifty a minute.
"""

import asyncio
from datetime import datetime, timedelta

import structlog

from bot.db.engine import Sessions, transaction
from bot.errors import SendInDoubt, SendLater, SendRefused
from bot.ports import Clock, TallyMessenger, TipMessage, WorkspaceId
from bot.tips import tally_queries
from bot.tips.closing import tally
from bot.tips.posing import read_words
from bot.tips.tally_queries import TallyClaim

EACH = 2  # messages of one workspace in one run, every three seconds: forty a minute
MOST = 100
REST = timedelta(seconds=10)  # between two updates of one message
TRY_AGAIN = timedelta(seconds=30)
LEASE = timedelta(minutes=2)

log = structlog.get_logger()


class Tallies:
    """Counts on their way to their messages."""

    def __init__(self, sessions: Sessions, clock: Clock, messenger: TallyMessenger) -> None:
        self._sessions = sessions
        self._clock = clock
        self._messenger = messenger
        self._held: dict[WorkspaceId, datetime] = {}

    async def tick(self) -> None:
        """Close the days that are over, and bring messages up to date. Raises `StorageAway`: the next run goes on."""
        now = self._clock.now()
        self._held = {workspace: until for workspace, until in self._held.items() if until > now}
        async with transaction(self._sessions) as session:
            await tally_queries.close_days(session, now=now)
            claims = await tally_queries.claim_tallies(
                session, now=now, lease_until=now + LEASE, each=EACH, limit=MOST, but=self._held
            )
        await asyncio.gather(*(self._show(claim) for claim in claims))

    async def stop_workspace(self, workspace: WorkspaceId) -> None:
        """Leave the messages of a workspace that has removed Takt as they are."""
        async with transaction(self._sessions) as session:
            await tally_queries.stop_tallies(session, workspace=workspace, now=self._clock.now())

    async def _show(self, claim: TallyClaim) -> None:
        tip = read_words(claim.words)
        wait = None if tip is None else await self._update(claim, tip)
        now = self._clock.now()
        async with transaction(self._sessions) as session:
            again_at = now + (REST if wait is None else wait)
            if not await tally_queries.settle_tally(session, claim=claim, shown=wait is None, again_at=again_at):
                await tally_queries.distrust_tally(session, delivery=claim.delivery)

    async def _update(self, claim: TallyClaim, tip: TipMessage) -> timedelta | None:
        """How long to wait until it is tried again; None when there is no more to do."""
        count = tally(claim.answers, closed=claim.day_count, right=claim.day_right)
        try:
            await self._messenger.update_tip(
                claim.workspace, claim.channel, claim.slack_ts, tip, count, delivery=claim.delivery
            )
        except SendLater as later:
            self._held[claim.workspace] = self._clock.now() + later.wait
            return later.wait
        except SendInDoubt:
            return TRY_AGAIN
        except SendRefused as refusal:  # the message is gone, say: the next answer tries once more
            log.info("tally_refused", delivery=claim.delivery, reason=refusal.reason)
        return None
