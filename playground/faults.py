"""Trouble on demand: the next calls of one method fail in a chosen way."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from playground.errors import ControlError

KINDS = ("429", "500", "503", "500_after", "drop", "drop_before", "slow", "error", "disconnect")


@dataclass
class Fault:
    """One kind of trouble for the next `times` calls of `method` ("*": any; times None: until mended or reset).

    With a `share` below 1 only that part of the calls is hit, at random.
    """

    method: str
    kind: str
    times: int | None = 1
    seconds: float = 1.0
    retry_after: int = 1
    error: str = "internal_error"
    share: float = 1.0


def read_fault(source: Mapping[str, Any]) -> Fault:
    """The fault that a control request asks for; raises ControlError."""
    method, kind = source.get("method"), str(source.get("kind"))
    if not isinstance(method, str) or not method:
        raise ControlError('A fault needs a "method" such as "chat.postMessage".')
    if kind not in KINDS:
        raise ControlError(f'"kind" must be one of {", ".join(KINDS)}, not {kind!r}.')
    times = None if source.get("times", 1) is None else int(_number(source, "times", 1))
    seconds, retry_after = _number(source, "seconds", 1), int(_number(source, "retry_after", 1))
    error, share = str(source.get("error", "internal_error")), _number(source, "share", 1)
    return Fault(method, kind, times, seconds, retry_after, error, share)


def _number(source: Mapping[str, Any], name: str, default: float) -> float:
    value = source.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise ControlError(f'"{name}" must be a number.')
    return float(value)


class Faults:
    """The faults that are still to happen, in the order in which they were asked for."""

    def __init__(self, random: Random | None = None) -> None:
        self._faults: list[Fault] = []
        self._random = random or Random()  # noqa: S311  (which call fails is no secret)  # nosec B311
        self.happened: Counter[str] = Counter()  # by kind, since the start

    def add(self, fault: Fault) -> None:
        """Arm a fault."""
        self._faults.append(fault)

    def take(self, method: str) -> Fault | None:
        """The fault for this call, used up; None when the call goes well."""
        for fault in self._faults:
            if fault.method in (method, "*") and self._random.random() < fault.share:
                self.happened[fault.kind] += 1
                if fault.times is not None:
                    fault.times -= 1
                    self._faults = [other for other in self._faults if other.times != 0]
                return fault
        return None

    def mend(self, method: str) -> None:
        """Disarm what was armed for this method."""
        self._faults = [fault for fault in self._faults if fault.method != method]

    def clear(self) -> None:
        """Disarm everything."""
        self._faults.clear()
