"""What is counted is shown as Prometheus' own instruments would show it."""

from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.exposition import page, registry_of
from bot.instruments import Count, Level, Spread, Watched

BOUNDS = (0.005, 0.5, 1, 10)
SECONDS = st.floats(0, 20) | st.sampled_from(BOUNDS)
KINDS = st.sampled_from(["command", "event", 'a "b"\\n'])


def lines(shown: bytes) -> set[str]:
    """The lines of a page that are about our instruments, without when each was made."""
    return {line for line in shown.decode().splitlines() if "takt_" in line and "_created" not in line}


def ours(*instruments: Level | Spread) -> set[str]:
    return {line for line in lines(page(registry_of(instruments))) if "takt_build" not in line}


@given(st.lists(st.tuples(KINDS, SECONDS)))
def test_spread_is_shown_as_a_histogram(values: list[tuple[str, float]]) -> None:
    registry, spread = CollectorRegistry(), Spread("takt_seconds", "How long.", "kind", bounds=BOUNDS)
    histogram = Histogram("takt_seconds", "How long.", ("kind",), buckets=BOUNDS, registry=registry)
    for kind, seconds in values:
        spread.add(seconds, kind)
        histogram.labels(kind).observe(seconds)
    assert ours(spread) == lines(generate_latest(registry))


def test_spread_without_labels_is_shown_before_its_first_value() -> None:
    registry = CollectorRegistry()
    Histogram("takt_late", "How late.", buckets=BOUNDS, registry=registry)
    assert ours(Spread("takt_late", "How late.", bounds=BOUNDS)) == lines(generate_latest(registry))


@given(st.lists(st.tuples(KINDS, KINDS)))
def test_count_is_shown_as_a_counter(seen: list[tuple[str, str]]) -> None:
    registry, count = CollectorRegistry(), Count("takt_requests", "Requests.", "kind", "outcome")
    counter = Counter("takt_requests", "Requests.", ("kind", "outcome"), registry=registry)
    for kind, outcome in seen:
        count.add(kind, outcome)
        counter.labels(kind, outcome).inc()
    assert ours(count) == lines(generate_latest(registry))


def test_level_is_shown_as_a_gauge() -> None:
    registry, level = CollectorRegistry(), Level("takt_check", "Checks.", "check")
    gauge = Gauge("takt_check", "Checks.", ("check",), registry=registry)
    for passes in (True, False):
        level.set(passes, "database")
        gauge.labels("database").set(passes)
    assert ours(level) == lines(generate_latest(registry))


def test_watched_numbers_are_read_at_each_look() -> None:
    depths = {"work": 1.0}
    watched = Watched("takt_queue_depth", "How much waits.", "queue", lambda: depths)
    alone = Watched("takt_repeats", "Repeats.", "", lambda: {"": 3}, grows=True)
    assert 'takt_queue_depth{queue="work"} 1.0' in ours(watched, alone)
    depths["work"] = 2
    assert {'takt_queue_depth{queue="work"} 2.0', "takt_repeats_total 3.0"} <= ours(watched, alone)
