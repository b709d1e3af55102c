"""Writes down what became of deliveries, many at once; what cannot be written waits, and none is forgotten."""

import asyncio
from collections.abc import Collection, Sequence
from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.engine import Sessions, transaction
from bot.db.models import Hold, LookHold
from bot.errors import SendRefused
from bot.ports import Clock, WorkspaceId
from bot.tips.claim_queries import settle_deliveries
from bot.tips.hold_queries import AnyHold, hold_workspaces
from bot.tips.news_queries import note_late
from bot.tips.outcomes import Outcomes
from bot.tips.pausing import pause_after_refusal
from bot.tips.records import IN_QUIET_HOURS, LATE, TOO_LATE, Claim, Settled, State, Verdict

AT_ONCE = 500

log = structlog.get_logger()


class Settling:
    """Results that wait to be written. They stay here while the database is away: a claim's number fences them."""

    def __init__(self, sessions: Sessions, clock: Clock, outcomes: Outcomes) -> None:
        self._sessions = sessions
        self._clock = clock
        self._outcomes = outcomes
        self._waiting: dict[str, Settled] = {}
        self._writing = asyncio.Lock()

    @property
    def waiting(self) -> Collection[str]:
        """The deliveries whose result is not written yet."""
        return self._waiting.keys()

    @property
    def concerned(self) -> set[WorkspaceId]:
        """The workspaces that a result holds or pauses: until it is written, nothing more of them is to be claimed."""
        waiting = self._waiting.values()
        return {one.claim.workspace for one in waiting if one.verdict.holds or one.verdict.refused}

    def add(self, claim: Claim, verdict: Verdict) -> None:
        """Have a result written with the next batch."""
        self._waiting[claim.id] = Settled(claim, verdict)

    async def flush(self) -> None:
        """Write what waits. Raises `StorageAway`, and then all of it waits on."""
        async with self._writing:
            while self._waiting:
                batch = list(self._waiting.values())[:AT_ONCE]
                await self._write(batch)
                for one in batch:
                    if self._waiting.get(one.claim.id) is one:
                        del self._waiting[one.claim.id]

    async def _write(self, batch: Sequence[Settled]) -> None:
        now = self._clock.now()
        async with transaction(self._sessions) as session:
            written = await settle_deliveries(session, settled=batch, now=now)
            ours = [one for one in batch if one.claim.id in written]
            await _hold(session, Hold, [(one.claim.workspace, one.verdict.hold_until) for one in ours])
            await _hold(session, LookHold, [(one.claim.workspace, one.verdict.look_hold_until) for one in ours])
            skipped = [
                (refusal.reason, await pause_after_refusal(session, claim, refusal, now=now))
                for claim, refusal in _refused(ours)
            ]
            await _note(session, TOO_LATE, _slots(ours, LATE), now)
            await _note(session, IN_QUIET_HOURS, _slots(ours, {IN_QUIET_HOURS}), now)
        self._report(ours, now)
        for reason, times in skipped:
            self._outcomes.skipped(reason, times)
        tell = log.bind().info  # bound for each anew, it costs more than what is told
        for one in batch:
            tell(
                "tip_settled",
                delivery=one.claim.id,
                state=one.verdict.state,
                reason=one.verdict.reason,
                ours=one.claim.id in written,
            )

    def _report(self, ours: Sequence[Settled], now: datetime) -> None:
        for one in ours:
            by_plan = one.verdict.state is State.SENT and not one.claim.by_hand
            late = now - one.claim.slot if by_plan else None
            self._outcomes.settled(one.verdict.state, one.verdict.reason, late)


def _refused(ours: Sequence[Settled]) -> list[tuple[Claim, SendRefused]]:
    """The claims to which Slack said no, and how."""
    return [(one.claim, one.verdict.refused) for one in ours if one.verdict.refused is not None]


async def _hold(session: AsyncSession, kind: AnyHold, ends: Sequence[tuple[WorkspaceId, datetime | None]]) -> None:
    """Hold each workspace until the last of its ends."""
    known = [(workspace, end) for workspace, end in ends if end is not None]
    if known:
        await hold_workspaces(session, kind, holds=dict(sorted(known, key=lambda one: one[1])))


def _slots(ours: Sequence[Settled], reasons: Collection[str]) -> list[tuple[int, datetime]]:
    """The subscriptions and slots that were skipped for such a reason."""
    skipped = (one for one in ours if one.verdict.state is State.SKIPPED and one.verdict.reason in reasons)
    return [
        (one.claim.subscription, one.claim.slot) for one in skipped if one.claim.subscription and not one.claim.by_hand
    ]


async def _note(session: AsyncSession, reason: str, late: Sequence[tuple[int, datetime]], now: datetime) -> None:
    if late:
        await note_late(session, late=late, now=now, reason=reason)
