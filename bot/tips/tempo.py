"""How fast tips go out: how many at once, how long a try may take, when to look again. Pure."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Tempo:
    """The measures of sending; tests and benchmarks bring shorter ones."""

    grace: timedelta = timedelta(hours=2)  # a tip that is later than this is skipped
    lease: timedelta = timedelta(seconds=60)  # how long a claim is ours: at least three times `patience`
    patience: timedelta = timedelta(seconds=20)  # how long one request to Slack may take, the wait to connect included
    look_again: timedelta = timedelta(seconds=30)  # until the first look for one in doubt: Slack may still be at it
    longest_wait: timedelta = timedelta(minutes=10)  # between two looks
    give_up: timedelta = timedelta(days=1)  # after its slot one in doubt that cannot be looked up stays uncertain
    channel_gap: timedelta = timedelta(seconds=1.2)  # Slack takes about one message a second in a channel
    at_once: int = 128  # requests in the air
    in_all: int = 512  # with those that Slack has kept waiting for more than `slow`
    per_workspace: int = 16
    per_slow_workspace: int = 2
    slow: float = 1.0  # seconds
    linger: float = 0.02  # seconds: results are written down together
    poll: float = 0.5  # seconds: how often a busy sender looks for what has come due

    @classmethod
    def of(cls, grace_minutes: float, lease_seconds: float) -> "Tempo":
        """The measures that go with a lease; those of waiting keep their proportion to it."""
        usual = cls()
        scale = lease_seconds / usual.lease.total_seconds()
        return cls(
            grace=timedelta(minutes=grace_minutes),
            lease=timedelta(seconds=lease_seconds),
            patience=usual.patience * scale,
            look_again=usual.look_again * scale,
            longest_wait=usual.longest_wait * scale,
        )

    def back_off(self, attempts: int) -> timedelta:
        """The wait before another look, longer with every attempt."""
        return min(self.look_again * 2.0 ** min(max(attempts - 1, 0), 10), self.longest_wait)
