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
LONGEST_REST = 4.0  # seconds without a blow; a second on average
SKEW = 1.5  # leases: how wrong a clock can be
FREEZE = 0.25  # of the blows; the others are kills
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
    """Keeps `count` processes alive and hits one of them about every second."""

    nursery: Nursery
    slack: SlackProcess
    random: Random
    what: str
    environment: dict[str, str]
    lives: list[Life]
    lease: float
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
                next_blow = now + min(self.random.expovariate(1), LONGEST_REST)
            time.sleep(0.05)
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
            if life.pid is not None and _alive(life.pid):
                os.kill(life.pid, signal.SIGKILL)
        self.lives.clear()

    def _revive(self, now: float) -> None:
        for life in self.lives:
            if life.pid is not None and not _alive(life.pid):
                self.counts.exits += 1
                life.pid, life.start_at, life.thaw_at = None, now + 0.5, None
            if life.pid is not None and life.thaw_at is not None and now >= life.thaw_at:
                os.kill(life.pid, signal.SIGCONT)
                life.thaw_at = None
            if life.pid is None and now >= life.start_at:
                skew = self.random.uniform(-SKEW, SKEW) * self.lease
                life.pid = self.nursery.bear(self.what, self.environment, log=life.log, skew=skew)

    def _strike(self, now: float) -> bool:
        """Hit one that is at work; False while one is still coming up, so that a slow machine gets on as well."""
        awake = [life for life in self.lives if life.is_at_work]
        if not awake or any(not life.is_at_work and life.thaw_at is None for life in self.lives):
            return False
        life = self.random.choice(awake)
        assert life.pid is not None
        if self.random.random() < FREEZE:
            os.kill(life.pid, signal.SIGSTOP)
            life.thaw_at = now + self.lease * self.random.uniform(1.2, 1.8)
            self.counts.freezes += 1
        else:
            os.kill(life.pid, signal.SIGKILL)
            life.pid, life.start_at = None, now + self.random.uniform(0, 0.5)
            self.counts.kills += 1
        return True


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


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
