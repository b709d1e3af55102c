"""Reads what Takt's own buttons and forms carry along as JSON. Pure."""

import json
from typing import Any

from bot.errors import Illegible


def read_object(text: str, *names: str) -> dict[str, Any]:
    """The object, which has at least these names. Raises `Illegible` for everything else."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Illegible from error
    if not isinstance(said, dict) or any(name not in said for name in names):
        raise Illegible
    return said
