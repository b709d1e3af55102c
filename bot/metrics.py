"""What is measured, for Prometheus: every instrument on one page, and no label that could name a person or a message.

Labels come from sets that the code knows: kinds, outcomes, states, names of jobs, queues, checks and Slack's methods.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.metadata import version
from itertools import product

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
QUICK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)  # seconds
LATE = (1, 5, 15, 30, 60, 120, 300, 900, 3600, 7200)  # seconds
CALLS = (0.05, 0.1, 0.25, 0.5, 1, 3, 10)  # seconds

# What alerts count is there from the start: of a counter that begins with its first event, Prometheus sees no increase.
INTERACTIONS = ("block_actions", "block_suggestion", "view_submission", "view_closed", "shortcut", "message_action")
KINDS = ("command", "event", *INTERACTIONS, "other")
ALARMING_REQUESTS = tuple(product(KINDS, ("failed", "busy")))
ALARMING_DELIVERIES = ("failed", "uncertain", "skipped")
REFUSALS = ("size", "slow", "encoding", "unreadable", "timestamp", "age", "signature", "gone")

Numbers = Mapping[str, float]


class Metrics:
    """The instruments of one process; two in one process do not mix."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        Info("takt_build", "Which Takt this is.", registry=registry).info({"version": version("takt")})
        self._requests = Counter(
            "takt_requests",
            "Slack's requests, by kind and by what became of them.",
            ("kind", "outcome"),
            registry=registry,
        )
        self._request_seconds = Histogram(
            "takt_request_seconds",
            "From a request to the end of its work.",
            ("kind",),
            buckets=QUICK,
            registry=registry,
        )
        self._refused = Counter(
            "takt_http_refused", "HTTP requests that were refused unread, by reason.", ("reason",), registry=registry
        )
        self._answers = Counter(
            "takt_answers", "Answers, by outcome and by where it was asked.", ("outcome", "surface"), registry=registry
        )
        self._answer_seconds = Histogram(
            "takt_answer_seconds", "How long an answer took to find.", ("outcome",), buckets=QUICK, registry=registry
        )
        self._deliveries = Counter(
            "takt_deliveries", "What became of tries to send a tip, by state.", ("state",), registry=registry
        )
        self._lateness = Histogram(
            "takt_delivery_lateness_seconds", "How late tips were sent.", buckets=LATE, registry=registry
        )
        self._calls = Counter(
            "takt_slack_calls", "Calls to Slack, by method and result.", ("method", "result"), registry=registry
        )
        self._call_seconds = Histogram(
            "takt_slack_call_seconds", "How long calls to Slack took.", ("method",), buckets=CALLS, registry=registry
        )
        self._of_state = cache(self._deliveries.labels)  # to look them up costs more than to count
        self._of_call = cache(
            lambda method, result: (self._calls.labels(method, result), self._call_seconds.labels(method))
        )
        self._checks = Gauge("takt_check", "The checks of /readyz: 1 passes, 0 fails.", ("check",), registry=registry)
        self._begin()

    def _begin(self) -> None:
        for kind, outcome in ALARMING_REQUESTS:
            self._requests.labels(kind, outcome)
        for state in ALARMING_DELIVERIES:
            self._deliveries.labels(state)
        for reason in REFUSALS:
            self._refused.labels(reason)

    def request(self, kind: str, outcome: str, seconds: float | None = None) -> None:
        """Count a request; `seconds` where there was work to do."""
        self._requests.labels(kind, outcome).inc()
        if seconds is not None:
            self._request_seconds.labels(kind).observe(seconds)

    def refused(self, reason: str) -> None:
        """Count an HTTP request that was refused before anything read it."""
        self._refused.labels(reason).inc()

    def answered(self, outcome: str, surface: str, seconds: float) -> None:
        """Count an answer."""
        self._answers.labels(outcome, surface).inc()
        self._answer_seconds.labels(outcome).observe(seconds)

    def delivered(self, state: str, late: timedelta | None) -> None:
        """Count what became of a try to send a tip; `late` where it was sent by the plan."""
        self._of_state(state).inc()
        if late is not None:
            self._lateness.observe(max(late.total_seconds(), 0))

    def called(self, method: str, result: str, seconds: float) -> None:
        """Count a call to Slack."""
        calls, taking = self._of_call(method, result)
        calls.inc()
        taking.observe(seconds)

    def checked(self, checks: Mapping[str, bool]) -> None:
        """Set what the checks say now."""
        for name, passes in checks.items():
            self._checks.labels(name).set(passes)

    def watch(self, gauges: "Iterable[Watched]") -> None:
        """Read these numbers anew at each look."""
        self.registry.register(_Reader(tuple(gauges)))

    def page(self) -> bytes:
        """All of it, as Prometheus reads it."""
        return generate_latest(self.registry)


@dataclass(frozen=True)
class Watched:
    """Numbers that somebody else keeps, by the value of the label; without a label there is one, under any key."""

    name: str
    says: str
    label: str
    read: Callable[[], Numbers]
    counts: bool = False  # a counter, which only grows

    def metric(self) -> Metric:
        """The numbers as they are now."""
        family = CounterMetricFamily if self.counts else GaugeMetricFamily
        metric = family(self.name, self.says, labels=[self.label] if self.label else [])
        for value, number in self.read().items():
            metric.add_metric([value] if self.label else [], number)
        return metric


class _Reader(Collector):
    def __init__(self, gauges: tuple[Watched, ...]) -> None:
        self._gauges = gauges

    def describe(self) -> Iterable[Metric]:
        """Nothing is read before the first look."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """All of them."""
        yield from (gauge.metric() for gauge in self._gauges)
