"""What is in the air, and for what there is room: so much at once, so much of one workspace, little of a slow one."""

import asyncio
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from bot.ports import WorkspaceId
from bot.tips.claim_queries import Room
from bot.tips.sending import Try
from bot.tips.tempo import Tempo

MOST_SLOW = 1000  # workspaces that are remembered as slow


@dataclass(frozen=True)
class Flight:
    """A try that is underway, since a moment of the event loop's clock."""

    attempt: Try
    since: float


class Flights:
    """The tries that are underway.

    One that Slack keeps waiting no longer counts against the room for the others, so a workspace whose Slack hangs
    holds up none but itself.
    """

    def __init__(self, tempo: Tempo) -> None:
        self._tempo = tempo
        self._underway: dict[asyncio.Task[None], Flight] = {}
        self._of_workspace: Counter[WorkspaceId] = Counter()
        self._busy: set[WorkspaceId] = set()
        self._slow: dict[WorkspaceId, None] = {}

    def __len__(self) -> int:
        return len(self._underway)

    @property
    def tasks(self) -> Collection[asyncio.Task[None]]:
        """The tasks that carry them out."""
        return self._underway.keys()

    def young(self, now: float) -> list[asyncio.Task[None]]:
        """Those that Slack has not kept waiting."""
        return [task for task, flight in self._underway.items() if now - flight.since < self._tempo.slow]

    def free(self, now: float) -> int:
        """How many more may be in the air; 0 while too few may to be worth a claim."""
        young = len(self.young(now))
        free = min(self._tempo.at_once - young, self._tempo.in_all - len(self._underway))
        return 0 if free <= 0 or (young and 2 * free < self._tempo.at_once) else free

    def room(
        self, now: float, waiting: Collection[str], closed: Collection[WorkspaceId], *, trust_leases: bool
    ) -> Room | None:
        """What may be claimed now, none of it of a `closed` workspace; None while too little is free for a claim."""
        tempo = self._tempo
        for flight in self._underway.values():
            if now - flight.since >= tempo.slow:
                self._note_slow(flight.attempt.claim.workspace)
        free = self.free(now)
        if not free:
            return None
        held = {flight.attempt.claim.id for flight in self._underway.values()}.union(waiting)
        return Room(
            free,
            tempo.per_workspace,
            tempo.per_slow_workspace,
            slow=list(self._slow),
            busy=list(self._busy.union(closed)),
            held=sorted(held),
            trust_leases=trust_leases,
        )

    def begin(self, task: asyncio.Task[None], attempt: Try, now: float) -> None:
        """A try has begun."""
        workspace = attempt.claim.workspace
        self._underway[task] = Flight(attempt, now)
        self._of_workspace[workspace] += 1
        if self._of_workspace[workspace] >= self._share(workspace):
            self._busy.add(workspace)

    def end(self, task: asyncio.Task[None], now: float) -> bool:
        """A try has ended; True when its workspace, which had its full share, may have more."""
        flight = self._underway.pop(task)
        workspace = flight.attempt.claim.workspace
        if now - flight.since < self._tempo.slow:
            self._slow.pop(workspace, None)
        self._of_workspace[workspace] -= 1
        has_room = 2 * self._of_workspace[workspace] <= self._share(workspace)
        if not self._of_workspace[workspace]:
            del self._of_workspace[workspace]
        if workspace in self._busy and has_room:
            self._busy.remove(workspace)
            return True
        return False

    def attempts(self) -> list[tuple[asyncio.Task[None], Try]]:
        """Each task, and the try that it carries out."""
        return [(task, flight.attempt) for task, flight in self._underway.items()]

    def _share(self, workspace: WorkspaceId) -> int:
        return self._tempo.per_slow_workspace if workspace in self._slow else self._tempo.per_workspace

    def _note_slow(self, workspace: WorkspaceId) -> None:
        self._slow[workspace] = None
        if self._of_workspace[workspace] >= self._tempo.per_slow_workspace:
            self._busy.add(workspace)
        while len(self._slow) > MOST_SLOW:
            del self._slow[next(iter(self._slow))]
