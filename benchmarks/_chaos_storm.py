"""Processes that are killed and frozen at random, and a Slack that fails in every way, until it is enough."""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from benchmarks._nursery import Nursery, up_file
from benchmarks._slack_process import SlackProcess

PATIENCE_SECONDS = 60
BETWEEN_BLOWS = 1.0  # seconds, on average
LONGEST_REST = 4.0  # seconds without a blow
MOST_OWED = 2.0  # seconds: blows that could not fall follow at once, but not more than of so long
RESTART = 0.2  # seconds, at most, from a kill to the next start
SKEW = 1.5  # leases: how wrong a clock can be
FREEZE = 0.25  # of the blows while nobody is frozen; the others are kills
FREEZE_ALONE = 0.06  # where there is one process: while it is frozen nothing can hit it
FAULTS: tuple[tuple[str, str, float, dict[str, float]], ...] = (
    # method, kind, share of the calls, details
    ("chat.postMessage", "429", 0.02, {"retry_after": 1}),
    ("chat.postMessage", "500", 0.015, {}),
    ("chat.postMessage", "500_after", 0.015, {}),
    ("chat.postMessage", "drop", 0.015, {}),
    ("chat.postMessage", "drop_before", 0.01, {}),
    ("chat.postMessage", "slow", 0.005, {"seconds": 3.0}),
    ("conversations.history", "429", 0.02, {"retry_after": 1}),
    ("conversations.history", "500", 0.02, {}),
    ("conversations.history", "drop", 0.01, {}),
)


@dataclass
class Counts:
    """What was done to the processes."""

    kills: int = 0
    freezes: int = 0
    exits: int = 0  # processes that ended by themselves: they could not start without Slack or the database
    restarts: int = 0  # of PostgreSQL
    seconds: float = 0  # that the storm lasted

    @property
    def each_second(self) -> float:
        """Kills and freezes a second."""
        return (self.kills + self.freezes) / self.seconds if self.seconds else 0


@dataclass
class Life:
    """One process that is kept alive: its present id, and when it is to start or to thaw."""

    log: Path
    pid: int | None = None
    start_at: float = 0
    thaw_at: float | None = None

    @property
    def is_at_work(self) -> bool:
        """Whether it has come up, and is not frozen."""
        return self.pid is not None and self.thaw_at is None and up_file(self.log, self.pid).exists()


@dataclass
class Storm:
    """Keeps processes alive and hits one of them about every second, whatever it is doing: also while it comes up.

    With `spares` those that come up are spared, so that something is sent where that takes longer than a second.
    """

    nursery: Nursery
    slack: SlackProcess
    random: Random
    what: str
    environment: dict[str, str]
    lives: list[Life]
    lease: float
    spares: bool = False
    counts: Counts = field(default_factory=Counts)

    def begin(self) -> None:
        """Start all, and wait until all are at work."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not all(life.is_at_work for life in self.lives):
            if time.monotonic() > deadline:
                raise SystemExit(f"{self.what} does not start: see {self.lives[0].log}")
            self.tend()
            time.sleep(0.05)

    def rage(self, seconds: float, *, events: dict[float, Callable[[], None]]) -> None:
        """Kill, freeze and revive; at the given seconds the events happen."""
        began, waiting = time.monotonic(), sorted(events.items())
        next_blow = began + 1
        while (now := time.monotonic()) < began + seconds:
            while waiting and now - began >= waiting[0][0]:
                waiting.pop(0)[1]()
            self._revive(now)
            if now >= next_blow and self._strike(now):
                rest = min(self.random.expovariate(1 / BETWEEN_BLOWS), LONGEST_REST)
                next_blow = (now if self.spares else max(next_blow, now - MOST_OWED)) + rest
            time.sleep(0.02)
        self.counts.seconds = time.monotonic() - began
        for _, event in waiting:
            event()

    def calm(self) -> None:
        """From now on only what ended is brought back."""
        for method in ("chat.postMessage", "conversations.history", "*"):
            self.slack.order("mend", method=method)

    def tend(self) -> None:
        """Bring back what ended or is frozen."""
        self._revive(time.monotonic())

    def end(self) -> None:
        """Kill what is left."""
        for life in self.lives:
            _hit(life, signal.SIGKILL)
        self.lives.clear()

    def _revive(self, now: float) -> None:
        for life in self.lives:
            if life.pid is not None and not _alive(life.pid):
                self.counts.exits += 1
                life.pid, life.start_at, life.thaw_at = None, now + 0.5, None
            if life.thaw_at is not None and now >= life.thaw_at:
                _hit(life, signal.SIGCONT)
                life.thaw_at = None
            if life.pid is None and now >= life.start_at:
                skew = self.random.uniform(-SKEW, SKEW) * self.lease
                life.pid = self.nursery.bear(self.what, self.environment, log=life.log, skew=skew)

    def _strike(self, now: float) -> bool:
        """Hit one that lives and is not frozen; False where there is none."""
        awake = [life for life in self.lives if life.pid is not None and life.thaw_at is None]
        if self.spares:
            awake = [life for life in awake if life.is_at_work]
        if not awake:
            return False
        life = self.random.choice(awake)
        freezes = self.random.random() < self._freezing()
        if not _hit(life, signal.SIGSTOP if freezes else signal.SIGKILL):
            return False  # it has just ended by itself
        if freezes:
            life.thaw_at = now + self.lease * self.random.uniform(1.2, 1.8)
            self.counts.freezes += 1
        else:
            life.pid, life.start_at = None, now + self.random.uniform(0, RESTART)
            self.counts.kills += 1
        return True

    def _freezing(self) -> float:
        """The chance that a blow is a freeze: never a second one at once, so that somebody is there to take over."""
        if any(life.thaw_at is not None for life in self.lives):
            return 0
        return FREEZE if len(self.lives) > 1 else FREEZE_ALONE


def begin_faults(slack: SlackProcess) -> None:
    """Let a share of the calls fail, in every way."""
    for method, kind, share, details in FAULTS:
        slack.order("fault", method=method, kind=kind, share=share, times=None, **details)


def begin_outage(slack: SlackProcess) -> None:
    """Nothing works any more."""
    slack.order("fault", method="*", kind="503", times=None)


def end_outage(slack: SlackProcess) -> None:
    """Everything works again, as far as it did before."""
    slack.order("mend", method="*")


def _hit(life: Life, with_signal: signal.Signals) -> bool:
    """Send a signal; False where the process is gone."""
    if life.pid is None:
        return False
    try:
        os.kill(life.pid, with_signal)
    except ProcessLookupError:
        return False
    return True


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
