"""Instruments that count what happens, by labels; `exposition` shows them as Prometheus reads them."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence

Labels = tuple[str, ...]
Numbers = Mapping[str, float]


class Instrument:
    """What all have: a name, what it says, and the names of its labels."""

    def __init__(self, name: str, says: str, *labels: str) -> None:
        self.name = name
        self.says = says
        self.labels = labels


class Level(Instrument):
    """A number for each of its labels."""

    grows = False  # it goes up and down

    def __init__(self, name: str, says: str, *labels: str) -> None:
        super().__init__(name, says, *labels)
        self._values: dict[Labels, float] = {}

    @property
    def values(self) -> Mapping[Labels, float]:
        """The numbers as they are now."""
        return self._values

    def set(self, value: float, *labels: str) -> None:
        """What it is now."""
        self._values[labels] = value


class Count(Level):
    """A number that only grows."""

    grows = True

    def begin(self, *labels: str) -> None:
        """Show it from now on, at zero before the first."""
        self._values.setdefault(labels, 0)

    def add(self, *labels: str) -> None:
        """One more."""
        self._values[labels] = self._values.get(labels, 0) + 1


class Watched(Level):
    """Numbers that somebody else keeps, by the value of the label; without a label there is one, under any key."""

    def __init__(self, name: str, says: str, label: str, read: Callable[[], Numbers], *, grows: bool = False) -> None:
        super().__init__(name, says, *filter(None, [label]))
        self.grows = grows
        self._read = read

    @property
    def values(self) -> Mapping[Labels, float]:
        """The numbers as they are now."""
        return {(key,) if self.labels else (): number for key, number in self._read().items()}


class Spread(Instrument):
    """How values spread over ranges; each bound belongs to the range below it."""

    def __init__(self, name: str, says: str, *labels: str, bounds: Sequence[float]) -> None:
        super().__init__(name, says, *labels)
        self.bounds = bounds
        self.counts: dict[Labels, list[int]] = {}
        self.sums: dict[Labels, float] = {}
        if not labels:
            self._begin(())  # it is shown before the first value

    def add(self, value: float, *labels: str) -> None:
        """One value more."""
        if labels not in self.counts:
            self._begin(labels)
        self.counts[labels][bisect_left(self.bounds, value)] += 1
        self.sums[labels] += value

    def _begin(self, labels: Labels) -> None:
        self.counts[labels] = [0] * (len(self.bounds) + 1)
        self.sums[labels] = 0.0
