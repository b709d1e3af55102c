"""What is measured, as Prometheus reads it: its library is loaded with the first look."""

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from itertools import accumulate

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, InfoMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

from bot.instruments import Level, Spread


def page(registry: CollectorRegistry) -> bytes:
    """All of it, as text."""
    return generate_latest(registry)


def registry_of(instruments: Iterable[Level | Spread]) -> CollectorRegistry:
    """A registry that looks at the instruments, and at the process, anew each time."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    registry.register(_Reader(instruments))
    return registry


class _Reader(Collector):
    def __init__(self, instruments: Iterable[Level | Spread]) -> None:
        self._instruments = instruments

    def describe(self) -> Iterable[Metric]:
        """Nothing is read before the first look."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """All of them."""
        yield InfoMetricFamily("takt_build", "Which Takt this is.", {"version": version("takt")})
        yield from (_family(one) for one in self._instruments)


def _family(instrument: Level | Spread) -> Metric:
    if isinstance(instrument, Spread):
        return _histogram(instrument)
    family = CounterMetricFamily if instrument.grows else GaugeMetricFamily
    shown = family(instrument.name, instrument.says, labels=instrument.labels)
    for labels, value in instrument.values.items():
        shown.add_metric(labels, value)
    return shown


def _histogram(spread: Spread) -> Metric:
    """Each bucket counts what is in those below it, too."""
    shown = HistogramMetricFamily(spread.name, spread.says, labels=spread.labels)
    names = [floatToGoString(bound) for bound in (*spread.bounds, float("inf"))]  # type: ignore[no-untyped-call]
    for labels, counts in spread.counts.items():
        buckets = list(zip(names, map(float, accumulate(counts)), strict=True))
        shown.add_metric(labels, buckets, spread.sums[labels])
    return shown
