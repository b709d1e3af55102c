"""The traffic as lines of the wire panel."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from playground.rendering.dates import local
from playground.rendering.reader import Reader

NEWEST = 150
_GOOD = frozenset({"", "200", "ok", "201", "204"})


@dataclass(frozen=True)
class Line:
    """One exchange, newest first on the screen."""

    key: str
    direction: str
    kind: str
    summary: str
    status: str
    failed: bool
    time: str
    detail: str


def wire_lines(entries: Iterable[Mapping[str, Any]], reader: Reader) -> list[Line]:
    """The newest exchanges, the last one first."""
    return [_line(entry, reader) for entry in reversed(list(entries)[-NEWEST:])]


def _line(entry: Mapping[str, Any], reader: Reader) -> Line:
    return Line(
        key=str(entry["id"]),
        direction=entry["direction"],
        kind=entry["method"],
        summary=entry["summary"],
        status=entry["status"],
        failed=entry["status"] not in _GOOD,
        time=f"{local(entry['time'], reader):%H:%M:%S}",
        detail=json.dumps(entry["body"], indent=2, ensure_ascii=False),
    )
