"""What is measured, for Prometheus: every instrument on one page, and no label that could name a person or a message.

Labels come from sets that the code knows: kinds, outcomes, states, names of jobs, queues, checks and Slack's methods.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from bot.instruments import Count, Level, Spread
from bot.loading import later
from bot.tips.outcomes import SKIPS

with later():  # with Prometheus' first look
    from bot import exposition

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
QUICK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)  # seconds
LATE = (1, 5, 15, 30, 60, 120, 300, 900, 3600, 7200)  # seconds
CALLS = (0.05, 0.1, 0.25, 0.5, 1, 3, 10)  # seconds

# What alerts count is there from the start: of a counter that begins with its first event, Prometheus sees no increase.
INTERACTIONS = ("block_actions", "block_suggestion", "view_submission", "view_closed", "shortcut", "message_action")
KINDS = ("command", "event", *INTERACTIONS, "other")
COUNTED_REQUESTS = (*product(KINDS, ("failed", "busy", "handled")), ("event", "withheld"))
COUNTED_DELIVERIES = (("failed", ""), ("uncertain", ""), *product(("skipped",), SKIPS))
REFUSALS = ("size", "slow", "encoding", "unreadable", "timestamp", "age", "signature", "malformed", "gone")


class Metrics:
    """The instruments of one process; two in one process do not mix."""

    def __init__(self) -> None:
        self._requests = Count(
            "takt_requests", "Slack's requests, by kind and by what became of them.", "kind", "outcome"
        )
        self._request_seconds = Spread(
            "takt_request_seconds", "From a request to the end of its work.", "kind", bounds=QUICK
        )
        self._refused = Count("takt_http_refused", "HTTP requests that were refused unread, by reason.", "reason")
        self._answers = Count("takt_answers", "Answers, by outcome and by where it was asked.", "outcome", "surface")
        self._answer_seconds = Spread(
            "takt_answer_seconds", "How long an answer took to find.", "outcome", bounds=QUICK
        )
        self._deliveries = Count(
            "takt_deliveries", "What became of tips, by state; of those skipped, why.", "state", "reason"
        )
        self._lateness = Spread("takt_delivery_lateness_seconds", "How late tips were sent.", bounds=LATE)
        self._calls = Count("takt_slack_calls", "Calls to Slack, by method and result.", "method", "result")
        self._call_seconds = Spread("takt_slack_call_seconds", "How long calls to Slack took.", "method", bounds=CALLS)
        self._checks = Level("takt_check", "The checks of /readyz: 1 passes, 0 fails.", "check")
        self._start = Level("takt_start_timestamp_seconds", "When this process started.")
        self._instruments: list[Level | Spread] = [
            *(self._requests, self._request_seconds, self._refused, self._answers, self._answer_seconds),
            *(self._deliveries, self._lateness, self._calls, self._call_seconds, self._checks, self._start),
        ]
        self._begin()

    def _begin(self) -> None:
        for kind, outcome in COUNTED_REQUESTS:
            self._requests.begin(kind, outcome)
        for state, reason in COUNTED_DELIVERIES:
            self._deliveries.begin(state, reason)
        for reason in REFUSALS:
            self._refused.begin(reason)

    def request(self, kind: str, outcome: str, seconds: float | None = None) -> None:
        """Count a request; `seconds` where there was work to do."""
        self._requests.add(kind, outcome)
        if seconds is not None:
            self._request_seconds.add(seconds, kind)

    def refused(self, reason: str) -> None:
        """Count an HTTP request that was refused before anything read it."""
        self._refused.add(reason)

    def answered(self, outcome: str, surface: str, seconds: float) -> None:
        """Count an answer."""
        self._answers.add(outcome, surface)
        self._answer_seconds.add(seconds, outcome)

    def delivered(self, state: str, late: timedelta | None, reason: str = "") -> None:
        """Count what became of a tip; `late` where it was sent by the plan, `reason` where it was skipped."""
        self._deliveries.add(state, reason)
        if late is not None:
            self._lateness.add(max(late.total_seconds(), 0))

    def called(self, method: str, result: str, seconds: float) -> None:
        """Count a call to Slack."""
        self._calls.add(method, result)
        self._call_seconds.add(seconds, method)

    def checked(self, checks: Mapping[str, bool]) -> None:
        """Set what the checks say now."""
        for name, passes in checks.items():
            self._checks.set(passes, name)

    def started(self, moment: datetime) -> None:
        """Show when this process started, in Unix seconds."""
        self._start.set(moment.timestamp())

    def watch(self, gauges: Iterable[Level]) -> None:
        """Show these numbers, too."""
        self._instruments += gauges

    def page(self) -> bytes:
        """All of it, as Prometheus reads it."""
        return exposition.page(self.registry)

    @cached_property
    def registry(self) -> "CollectorRegistry":
        """What Prometheus' library reads."""
        return exposition.registry_of(self._instruments)
