"""Reads what Takt's own buttons and forms carry along: objects as JSON, numbers, days, moments. Pure.

Whoever signs as Slack may send what no version of Takt made: what no column and no calendar holds is refused here.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from bot.errors import Illegible

LARGEST = 2**63 - 1  # the largest number that a column takes
LATEST = 2**35  # seconds since 1970: the year 3058
DIGITS = len(str(LARGEST))


def read_object(text: str, *names: str) -> dict[str, Any]:
    """The object, which has at least these names. Raises `Illegible` for everything else."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Illegible from error
    if not isinstance(said, dict) or any(name not in said for name in names):
        raise Illegible
    return said


def read_fields(text: str, kinds: Mapping[str, type | tuple[type, ...]], *names: str) -> dict[str, Any]:
    """The same, where each value is of the kind that its name has. Raises `Illegible`, also for an unknown name."""
    said = read_object(text, *names)
    if any(not isinstance(value, kinds.get(name, ())) for name, value in said.items()):
        raise Illegible
    return said


def read_number(said: object) -> int:
    """The number of a row or an entry, written in figures or a number already. Raises `Illegible`."""
    if isinstance(said, str) and said.isascii() and said.isdecimal() and len(said) <= DIGITS:
        said = int(said)
    if not isinstance(said, int) or isinstance(said, bool) or not 0 <= said <= LARGEST:
        raise Illegible
    return said


def read_moment(seconds: object) -> datetime:
    """The moment (UTC) so many seconds after 1970 began. Raises `Illegible`."""
    if not isinstance(seconds, int | float) or isinstance(seconds, bool) or not 0 <= seconds < LATEST:
        raise Illegible
    return datetime.fromtimestamp(seconds, UTC)


def read_day(text: str) -> date:
    """The day, written as YYYY-MM-DD. Raises `Illegible`."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Illegible from error
