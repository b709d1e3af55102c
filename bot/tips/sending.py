"""One try to send one tip, and what Slack's answer means for the delivery."""

import asyncio
import random
from dataclasses import replace
from datetime import timedelta

import structlog

from bot.errors import SendInDoubt, SendLater, SendNotOurs, SendRefused
from bot.ports import Clock, TipMessage, TipMessenger
from bot.tips.orders import Order
from bot.tips.pace import Pace
from bot.tips.records import LEASE_OVER, NOBODY_KNOWS, RELEASED, Claim, Outgoing, State, Verdict
from bot.tips.tempo import Tempo

SHORTEST_WAIT = timedelta(seconds=1)
JITTER = 0.25  # of the wait, so that workspaces and replicas do not come back all at once
CLOCKS_DIFFER = timedelta(minutes=10)  # ours and Slack’s, at most: a look into the history goes back so much further

log = structlog.get_logger()


class Try:
    """One claim while it is carried out: may it still be sent, and can Slack have got it?"""

    def __init__(self, messenger: TipMessenger, clock: Clock, tempo: Tempo, pace: Pace, outgoing: Outgoing) -> None:
        self.claim = outgoing.claim
        self._bring = outgoing.bring
        self._messenger = messenger
        self._clock = clock
        self._tempo = tempo
        self._pace = pace
        self._may_have_it = outgoing.claim.doubt
        self._order: Order | None = None

    async def carry_out(self) -> Verdict:
        """Look for the tip where it is in doubt, post it where it is not there, and say what became of it."""
        if self.claim.doubt:
            looked = await self._look()
            if looked is not None:
                return looked
            self._may_have_it = False
        if isinstance(self._bring, Verdict):
            return self._bring
        held = self.claim.posts_held_until
        if held is not None and held > self._clock.now():
            return Verdict(State.PENDING, reason="later", again_at=held)
        return await self._post(self._bring)

    def heed(self, order: Order) -> None:
        """An order to stop has come; it wins, unless the tip has left already."""
        if order.concerns(self.claim):
            self._order = order

    def may_send(self) -> bool:
        """Whether the claim is still ours; asked when the connection is in hand, and yes means that it may be sent."""
        ours = self._order is None and self._clock.now() < self.claim.lease_until
        self._may_have_it = self._may_have_it or ours
        return ours

    def given_up(self) -> Verdict:
        """What becomes of it when the process stops in the middle."""
        return self._again(RELEASED, self._tempo.look_again if self._may_have_it else timedelta())

    async def _post(self, tip: TipMessage) -> Verdict:
        claim = self.claim
        if not claim.by_hand:
            wait = self._pace.wait(claim.workspace, claim.channel, self._clock.now())
            if wait:
                await asyncio.sleep(wait.total_seconds())
        try:
            async with asyncio.timeout(self._tempo.patience.total_seconds()):
                slack_ts = await self._messenger.post_tip(
                    claim.workspace, claim.channel, tip, delivery=claim.id, may_send=self.may_send
                )
        except SendLater as later:
            return self._later(later.wait)
        except SendNotOurs:
            return self._stopped()
        except SendInDoubt as doubt:
            return self._again(doubt.reason)
        except TimeoutError:
            return self._again("timeout")
        except SendRefused as refusal:
            return Verdict(State.FAILED, reason=refusal.reason, refused=refusal)
        return Verdict(State.SENT, slack_ts=slack_ts)

    def _stopped(self) -> Verdict:
        """An order has come, which is the end where Slack cannot have the tip; or the claim is no longer ours."""
        if self._order is not None and not self._may_have_it:
            return Verdict(State.SKIPPED, reason=self._order.reason)
        return self._again(LEASE_OVER, timedelta())

    async def _look(self) -> Verdict | None:
        """What the channel's history says of it; None when it is not there."""
        claim, now = self.claim, self._clock.now()
        since = min(claim.first_try_at or now, now) - CLOCKS_DIFFER
        try:
            async with asyncio.timeout(self._tempo.patience.total_seconds()):
                slack_ts = await self._messenger.find_tip(
                    claim.workspace, claim.channel, delivery=claim.id, since=since
                )
        except SendLater as later:
            return self._no_look(later.wait)
        except SendRefused as refusal:
            closed = refusal.scope == "channel" or refusal.reason == "missing_scope"
            return self._nobody_knows(refusal.reason) if closed else self._look_later(refusal.reason)
        except (SendInDoubt, TimeoutError) as error:
            return self._look_later(type(error).__name__)
        return None if slack_ts is None else Verdict(State.SENT, slack_ts=slack_ts)

    def _later(self, asked: timedelta) -> Verdict:
        """Slack took nothing, and wants none of this workspace for a while."""
        until = self._clock.now() + _with_jitter(asked)
        return Verdict(State.PENDING, reason="later", again_at=until, hold_until=until)

    def _no_look(self, asked: timedelta) -> Verdict:
        """Slack wants nobody to look into this workspace's channels for a while; posts go on."""
        wait = _with_jitter(asked)
        return replace(self._look_later("later", wait), look_hold_until=self._clock.now() + wait)

    def _again(self, reason: str, wait: timedelta | None = None) -> Verdict:
        """Another try later; in doubt, which means a look first, where Slack may have it."""
        wait = self._tempo.back_off(self.claim.number) if wait is None else wait
        return Verdict(State.PENDING, reason, again_at=self._clock.now() + wait, doubt=self._may_have_it)

    def _look_later(self, reason: str, wait: timedelta = timedelta()) -> Verdict:
        if self._clock.now() - self.claim.slot > self._tempo.give_up:
            return self._nobody_knows(reason)
        return self._again(reason, max(wait, self._tempo.back_off(self.claim.number)))

    def _nobody_knows(self, reason: str) -> Verdict:
        """It may have arrived and nobody can tell: it is never sent blindly, and the operator reads why."""
        claim: Claim = self.claim
        log.error("tip_uncertain", delivery=claim.id, workspace=claim.workspace, channel=claim.channel, reason=reason)
        return Verdict(State.UNCERTAIN, reason=NOBODY_KNOWS, doubt=True)


def _with_jitter(asked: timedelta) -> timedelta:
    """A little longer than Slack asked for."""
    return max(asked, SHORTEST_WAIT) * (1 + random.uniform(0, JITTER))  # noqa: S311  (no secret)  # nosec B311
