"""Of what comes while much is running: which is too much, and which is answered from memory all the same."""

from collections.abc import Mapping
from typing import Any

from bot.services import Services
from handlers import ids


def is_from_memory(body: Mapping[str, Any]) -> bool:
    """Whether a request of any shape is `/standard`, whose cards need no database; a few of its pages read it.

    What else asks for a standard keeps what its thread is about, or that it was done, and waits for that.
    """
    return bool(body.get("command") == ids.STANDARD)


def is_too_much(kind: str, body: Mapping[str, Any], services: Services) -> bool:
    """Whether a request of this kind has to be turned away now."""
    if kind == "other":
        return False
    if kind == "view_submission":
        return services.tasks.rushed
    return services.tasks.full_from_memory if is_from_memory(body) else services.tasks.full
