"""What became of deliveries, told to whoever counts it, wherever it is decided; reasons are a closed set. Pure."""

from collections.abc import Callable
from datetime import timedelta

from bot.tips.records import (
    BAD_RULE,
    BY_HAND,
    HELD_UP,
    IN_QUIET_HOURS,
    LEFT_OUT,
    RESTS,
    SLACK_AWAY,
    TOO_LATE,
    TURNED_OFF,
    UNINSTALLED,
    State,
)

REFUSED = "refused"  # Slack had said no before, in whichever words
SKIPS = (
    *(TOO_LATE, SLACK_AWAY, HELD_UP),  # trouble; of the others somebody has heard, or has wished for them
    *(IN_QUIET_HOURS, LEFT_OUT, RESTS, BY_HAND, TURNED_OFF, UNINSTALLED, BAD_RULE, REFUSED),
)
OnSettled = Callable[[str, timedelta | None, str], None]  # state; how late, where sent by the plan; why it was skipped


def skip_code(reason: str | None) -> str:
    """One of `SKIPS` for what a delivery's row says; Slack's own codes, which are many, are one."""
    return reason if reason in SKIPS else REFUSED


class Outcomes:
    """Passes on what was written down of deliveries; call it when that is committed."""

    def __init__(self) -> None:
        self.listeners: list[OnSettled] = []

    def settled(self, state: State, reason: str | None, late: timedelta | None = None) -> None:
        """A try has ended; `late` where it was sent by the plan."""
        why = skip_code(reason) if state is State.SKIPPED else ""
        for listener in self.listeners:
            listener(state, late, why)

    def skipped(self, reason: str, times: int = 1) -> None:
        """So many were skipped without a try."""
        for _ in range(times):
            self.settled(State.SKIPPED, reason)
